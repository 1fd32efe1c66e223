package io.fairlead.emulators.twin.arm.identity;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** User-assigned managed identities. */
public final class ManagedIdentities extends PlainKind {
  @Override
  public String namespace() {
    return "Microsoft.ManagedIdentity";
  }

  @Override
  public String type() {
    return "userAssignedIdentities";
  }

  @Override
  public String operations() {
    return "UserAssignedIdentities";
  }

  @Override
  public Set<String> versions() {
    return Set.of("2024-11-30");
  }

  /** Who it is in the directory, which nobody chooses. */
  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    super.show(state, resource, body);
    ObjectNode properties = body.withObjectProperty("properties");
    for (String each : List.of("clientId", "principalId", "tenantId")) {
      String one = each + resource.id().key();
      properties.putIfAbsent(
          each,
          StringNode.valueOf(
              UUID.nameUUIDFromBytes(one.getBytes(StandardCharsets.UTF_8)).toString()));
    }
  }
}
