package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Refusal;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Refusals as Azure words them. */
public final class ArmErrors {
  private static final int TOO_MANY = 429;

  /** Codes that Microsoft.Network gives as a detail of another one. */
  private static final Set<String> DETAILS =
      Set.of("RetryableErrorDueToAnotherOperation", "ReferencedResourceNotProvisioned");

  private ArmErrors() {}

  /** Something that the resource refers to, or is, is being changed. */
  public static Refusal retryable(String code, String message, Duration after) {
    return new Refusal(TOO_MANY, code, message, retryAfter(after));
  }

  /** What is asked for is not there. */
  public static Refusal notFound(ResourceId id) {
    return new Refusal(
        404,
        "ResourceNotFound",
        "The Resource '%s/%s/%s' under resource group '%s' was not found."
            .formatted(id.namespace(), id.type(), id.name(), id.group()));
  }

  /** What a write refers to is not there, or is in another region. */
  public static Refusal badReference(ResourceId to, ResourceId from) {
    return new Refusal(
        400,
        "InvalidResourceReference",
        "Resource %s referenced by resource %s was not found. Please make sure that the referenced"
                .formatted(to.text(), from.text())
            + " resource exists, and that both resources are in the same region.");
  }

  /** No provider here has the type. */
  static Refusal unregistered(ResourceId id) {
    return new Refusal(
        404,
        "InvalidResourceType",
        "The resource type could not be found in the namespace '" + id.namespace() + "'.");
  }

  static SortedMap<String, String> retryAfter(Duration after) {
    return new TreeMap<>(java.util.Map.of("Retry-After", Long.toString(after.toSeconds())));
  }

  /** The body of a refusal. */
  static ObjectNode body(Refusal refusal) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ObjectNode error = body.putObject("error");
    boolean detail = DETAILS.contains(refusal.code());
    error.put("code", detail ? "RetryableError" : refusal.code());
    error.put("message", detail ? "A retryable error occurred." : refusal.getMessage());
    if (detail) {
      ObjectNode inner = error.putArray("details").addObject();
      inner.put("code", refusal.code());
      inner.put("message", refusal.getMessage());
    }
    return body;
  }
}
