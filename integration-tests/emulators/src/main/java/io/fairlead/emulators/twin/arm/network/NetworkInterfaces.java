package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

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

  /** What the API says of a NIC whatever was written. */
  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    References.OF_INTERFACES.complete(resource.id(), body);
    ObjectNode properties = body.withObjectProperty("properties");
    for (JsonNode each : properties.path("ipConfigurations")) {
      ObjectNode of = ((ObjectNode) each).withObjectProperty("properties");
      of.putIfAbsent("privateIPAllocationMethod", StringNode.valueOf("Dynamic"));
      of.putIfAbsent("privateIPAddressVersion", StringNode.valueOf("IPv4"));
      of.putIfAbsent("primary", BooleanNode.FALSE);
    }
    properties.withObjectProperty("dnsSettings").withArrayProperty("dnsServers");
    properties.withObjectProperty("dnsSettings").withArrayProperty("appliedDnsServers");
    properties.putIfAbsent("enableIPForwarding", BooleanNode.FALSE);
  }
}
