package io.fairlead.emulators.twin.arm;

/** What a path leads to. */
sealed interface Route {
  /** A resource. */
  record Of(ResourceId id) implements Route {}

  /** A list of what is below a resource, as the record sets of a zone. */
  record Below(ResourceId parent, String list) implements Route {}

  /** What the caller may do with a resource. */
  record Permissions(ResourceId scope) implements Route {}

  /** Who has roles at, above or below a scope. */
  record Assignments(String scope) implements Route {}

  /** What a role allows. */
  record Definition(String id) implements Route {}

  /**
   * An operation that went on after its answer.
   *
   * @param result asked for by {@code Location}, else by {@code Azure-AsyncOperation}
   */
  record Operation(String id, boolean result) implements Route {}

  /** Nothing that is here. */
  record Nothing() implements Route {}
}
