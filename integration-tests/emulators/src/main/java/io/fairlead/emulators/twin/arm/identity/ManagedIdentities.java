package io.fairlead.emulators.twin.arm.identity;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** User-assigned managed identities. */
public final class ManagedIdentities implements ResourceKind {
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

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public List<ResourceId> written(Write write) {
    return List.of();
  }

  /** Its provider has neither ETags nor states. */
  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    body.remove("etag");
    body.withObjectProperty("properties").remove("provisioningState");
  }
}
