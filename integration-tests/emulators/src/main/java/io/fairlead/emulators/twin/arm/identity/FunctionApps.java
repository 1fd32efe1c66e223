package io.fairlead.emulators.twin.arm.identity;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Function apps, which have an identity. */
public final class FunctionApps extends PlainKind {
  @Override
  public String namespace() {
    return "Microsoft.Web";
  }

  @Override
  public String type() {
    return "sites";
  }

  @Override
  public String operations() {
    return "WebApps";
  }

  @Override
  public Set<String> versions() {
    return Set.of("2025-05-01");
  }

  /** What the platform says of an app is added. */
  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    super.show(state, resource, body);
    ObjectNode properties = body.withObjectProperty("properties");
    boolean enabled = properties.path("enabled").asBoolean(true);
    if (!properties.has("state")) {
      properties.put("state", enabled ? "Running" : "Stopped");
    }
    if (!properties.has("usageState")) {
      properties.put("usageState", "Normal");
    }
    properties.put("enabled", enabled);
  }
}
