package io.fairlead.emulators.twin.arm;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every resource there is.
 *
 * @param resources by {@link ResourceId#key}
 * @param works what providers did or do after they answered, by operation id
 */
public record ArmState(
    SortedMap<String, Resource> resources, SortedMap<String, Resource.Work> works) {
  /** Nothing at all. */
  static final ArmState EMPTY = new ArmState(new TreeMap<>(), new TreeMap<>());

  public ArmState {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    works = Collections.unmodifiableSortedMap(new TreeMap<>(works));
  }

  /** A resource; empty where there is none. */
  public Optional<Resource> find(ResourceId id) {
    return Optional.ofNullable(resources.get(id.key()));
  }

  /** The resources of a type. */
  public Stream<Resource> ofType(String type) {
    return resources.values().stream().filter(each -> each.id().type().equalsIgnoreCase(type));
  }

  ArmState with(Resource resource) {
    SortedMap<String, Resource> next = new TreeMap<>(resources);
    next.put(resource.id().key(), resource);
    return new ArmState(next, works);
  }

  ArmState without(ResourceId id) {
    SortedMap<String, Resource> next = new TreeMap<>(resources);
    next.remove(id.key());
    return new ArmState(next, works);
  }

  ArmState working(String operation, Resource.Work work) {
    SortedMap<String, Resource.Work> next = new TreeMap<>(works);
    next.put(operation, work);
    return new ArmState(resources, next);
  }

  Resource.@Nullable Work work(String operation) {
    return works.get(operation);
  }
}
