package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Public IPs. Where one sits is said by what it sits on. */
final class PublicIps implements ResourceKind {
  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String type() {
    return "publicIPAddresses";
  }

  @Override
  public String operations() {
    return "PublicIPAddresses";
  }

  @Override
  public List<ResourceId> written(Write write) {
    write.body().withObjectProperty("properties").remove("ipConfiguration");
    return List.of();
  }

  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    ObjectNode properties = body.withObjectProperty("properties");
    properties.putIfAbsent("publicIPAddressVersion", StringNode.valueOf("IPv4"));
    properties.putIfAbsent("publicIPAllocationMethod", StringNode.valueOf("Static"));
    properties.putIfAbsent("idleTimeoutInMinutes", IntNode.valueOf(4));
    References.holder(state, resource.id())
        .ifPresent(
            at ->
                body.withObjectProperty("properties")
                    .putObject("ipConfiguration")
                    .put("id", at.text()));
  }
}
