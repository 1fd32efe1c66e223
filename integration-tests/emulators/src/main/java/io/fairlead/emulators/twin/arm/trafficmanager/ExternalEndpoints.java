package io.fairlead.emulators.twin.arm.trafficmanager;

import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints outside Azure, each a part of its profile.
 *
 * @param profiles the type that they are parts of
 */
record ExternalEndpoints(String profiles) implements ResourceKind {
  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String type() {
    return profiles + "/externalEndpoints";
  }

  @Override
  public String operations() {
    return "Endpoints";
  }

  @Override
  public Set<String> versions() {
    return Set.of(Profiles.VERSION);
  }

  @Override
  public Set<String> methods() {
    return Profiles.METHODS;
  }

  @Override
  public String patch() {
    return Profiles.PATCH;
  }

  @Override
  public String partOf() {
    return Profiles.ENDPOINTS;
  }

  /** Its priority is the first that is free. */
  @Override
  public void join(ObjectNode whole, ObjectNode element) {
    Set<Integer> taken = new HashSet<>();
    whole
        .path("properties")
        .path(Profiles.ENDPOINTS)
        .forEach(each -> taken.add(each.path("properties").path("priority").asInt(0)));
    ObjectNode properties = element.withObjectProperty("properties");
    int priority = 1;
    while (taken.contains(priority)) {
      priority++;
    }
    if (!properties.has("priority")) {
      properties.put("priority", priority);
    }
  }

  @Override
  public Optional<String> deleted() {
    return Optional.of(Profiles.DELETED);
  }

  @Override
  public List<ResourceId> written(Write write) {
    return List.of();
  }
}
