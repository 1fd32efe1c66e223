package io.fairlead.emulators.twin.arm.identity;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A type whose provider has neither ETags nor states, and changes nothing else by a write. */
abstract class PlainKind implements ResourceKind {
  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public List<ResourceId> written(Write write) {
    return List.of();
  }

  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    body.remove("etag");
    body.withObjectProperty("properties").remove("provisioningState");
  }
}
