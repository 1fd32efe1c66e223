package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;

/** NICs, each with IP configurations. */
final class NetworkInterfaces implements ResourceKind {
  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String type() {
    return "networkInterfaces";
  }

  @Override
  public String operations() {
    return "NetworkInterfaces";
  }

  @Override
  public List<ResourceId> written(Write write) {
    References.OF_INTERFACES.complete(write.id(), write.body());
    References.join(write, write.body().withObjectProperty("properties"));
    List<ResourceId> all =
        List.copyOf(References.OF_INTERFACES.addresses(write.id(), write.body()).values());
    List<ResourceId> changed = References.OF_INTERFACES.changed(write);
    if (!all.isEmpty()) {
      String sku =
          write.state().find(all.getFirst()).map(it -> References.sku(it.body())).orElse("");
      References.sameSku(write, all, sku);
    }
    return changed;
  }
}
