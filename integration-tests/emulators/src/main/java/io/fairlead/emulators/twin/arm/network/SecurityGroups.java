package io.fairlead.emulators.twin.arm.network;

import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Security groups: which packets get through. */
final class SecurityGroups implements ResourceKind {
  private static final int LAST = 65_500;

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

  /** Every group has its default rules, whoever wrote it: the last of them lets nobody in. */
  @Override
  public ObjectNode shown(Resource resource, Instant at) {
    ObjectNode shown = resource.shown(at);
    shown
        .withObjectProperty("properties")
        .putArray("defaultSecurityRules")
        .addObject()
        .put("name", "DenyAllInBound")
        .put("id", resource.id().text() + "/defaultSecurityRules/DenyAllInBound")
        .putObject("properties")
        .put("protocol", "*")
        .put("sourcePortRange", "*")
        .put("destinationPortRange", "*")
        .put("sourceAddressPrefix", "*")
        .put("destinationAddressPrefix", "*")
        .put("access", "Deny")
        .put("priority", LAST)
        .put("direction", "Inbound");
    return shown;
  }

  @Override
  public List<ResourceId> written(Write write) {
    return List.of();
  }
}
