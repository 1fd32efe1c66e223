package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;

/** Subnets of virtual networks. */
final class Subnets implements ResourceKind {
  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String type() {
    return "virtualNetworks/subnets";
  }

  @Override
  public String operations() {
    return "Subnets";
  }

  @Override
  public List<ResourceId> written(Write write) {
    return List.of();
  }
}
