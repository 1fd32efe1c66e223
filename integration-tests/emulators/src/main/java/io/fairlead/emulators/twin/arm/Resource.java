package io.fairlead.emulators.twin.arm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it was last written, whether the provider has come so far or not.
 *
 * @param body without {@code etag} and {@code provisioningState}
 * @param version how many writes there were
 * @param busyUntil the provider works on it until then
 * @param failed the work ends, or has ended, in failure
 */
public record Resource(
    ResourceId id, ObjectNode body, int version, Instant busyUntil, boolean failed) {
  public Resource {
    body = body.deepCopy();
  }

  /** A copy of what was written. */
  @Override
  public ObjectNode body() {
    return body.deepCopy();
  }

  /** Where it is; empty for parts of others. */
  public String location() {
    return body.path("location").asString("");
  }

  /** Whether the provider works on it. */
  public boolean isBusy(Instant at) {
    return at.isBefore(busyUntil);
  }

  /** Its ETag, which changes with a write and when the work ends. */
  public String etag(Instant at) {
    return "W/\"00000000-0000-4000-8000-%012x\"".formatted(2L * version + (isBusy(at) ? 0 : 1));
  }

  /** How far the provider is, as the API says it. */
  public String provisioningState(Instant at) {
    if (isBusy(at)) {
      return "Updating";
    }
    return failed ? "Failed" : "Succeeded";
  }

  /** What a read at an instant shows. */
  public ObjectNode shown(Instant at) {
    ObjectNode shown = body();
    shown.put("etag", etag(at));
    shown.withObjectProperty("properties").put("provisioningState", provisioningState(at));
    return shown;
  }

  /** It, written anew. */
  Resource with(@Nullable ObjectNode next, Work work) {
    return new Resource(
        id, next == null ? body : next, version + 1, work.ends(), work.failure() != null);
  }

  /**
   * What the provider does after it has answered.
   *
   * @param failure the code it ends in; null = it succeeds
   */
  record Work(Instant ends, @Nullable String failure) {}
}
