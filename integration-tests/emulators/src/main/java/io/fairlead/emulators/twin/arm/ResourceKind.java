package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A type of resource: what may be written, and what a read shows besides what was written. */
public interface ResourceKind {
  /** The provider, as in {@code Microsoft.Network}. */
  String namespace();

  /** As in {@code networkInterfaces}. */
  String type();

  /** How the specification's operations on it begin, as in {@code NetworkInterfaces}. */
  String operations();

  /** The API versions that it knows. */
  default Set<String> versions() {
    return Set.of("2025-03-01");
  }

  /** The methods that it answers. */
  default Set<String> methods() {
    return Set.of("GET", "PUT");
  }

  /** How the specification's operation of a PATCH ends. */
  default String patch() {
    return "_UpdateTags";
  }

  /** Whether it has ETags and tells how far the provider is; else conditions mean nothing. */
  default boolean fenced() {
    return true;
  }

  /** The array of its parent's properties that it is an element of; empty = it stands alone. */
  default String partOf() {
    return "";
  }

  /** Fills in what an element that is written by itself may leave out, beside those there are. */
  default void join(ObjectNode whole, ObjectNode element) {}

  /** The form of the answer to a deletion; empty = it has no body. */
  default Optional<String> deleted() {
    return Optional.empty();
  }

  /** The ETag of a resource. */
  default String etag(Resource resource, Instant at) {
    return resource.etag(at);
  }

  /** What a read at an instant shows of a resource itself. */
  default ObjectNode shown(Resource resource, Instant at) {
    return fenced() ? resource.shown(at) : resource.body();
  }

  /** How it says that a resource is not there. */
  default Refusal absent(ArmState state, ResourceId id) {
    return ArmErrors.notFound(id);
  }

  /** The lists below a resource of it; empty = there is no such list. */
  default Optional<Listing> listing(ArmState state, ResourceId of, String list) {
    return Optional.empty();
  }

  /** What goes with a resource that is deleted. */
  default List<ResourceId> below(ArmState state, ResourceId id) {
    return List.of();
  }

  /** Whether the provider goes on working after it has answered a write. */
  default boolean goesOn() {
    return true;
  }

  /**
   * Looks at a write.
   *
   * @return what else it changes, as public IPs by a NIC
   * @throws Refusal as the provider refuses
   */
  List<ResourceId> written(Write write);

  /** Adds what a read shows of other resources. */
  default void show(ArmState state, Resource resource, ObjectNode body) {}

  /**
   * A list of resources.
   *
   * @param operation as the specification names it
   * @param form of a page
   */
  record Listing(String operation, String form, List<Resource> resources) {
    public Listing {
      resources = List.copyOf(resources);
    }
  }

  /**
   * A write that is looked at.
   *
   * @param body as it will be kept; a kind may complete it
   * @param may asks whether the writer may do something
   */
  record Write(ArmState state, ResourceId id, ObjectNode body, Instant now, Asker may) {}

  /** Asks what a writer may do. */
  @FunctionalInterface
  interface Asker {
    /** Throws the refusal where an action that goes with the write is not allowed. */
    void join(String action, ResourceId linked);
  }
}
