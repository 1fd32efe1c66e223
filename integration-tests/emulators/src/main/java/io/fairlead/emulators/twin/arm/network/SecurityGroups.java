package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;

/** Security groups: which packets get through. */
final class SecurityGroups implements ResourceKind {
  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String type() {
    return "networkSecurityGroups";
  }

  @Override
  public String operations() {
    return "NetworkSecurityGroups";
  }

  @Override
  public List<ResourceId> written(Write write) {
    return List.of();
  }
}
