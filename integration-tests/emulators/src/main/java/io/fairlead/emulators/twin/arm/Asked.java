package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Call;
import java.util.SortedMap;

/**
 * A call on a resource, or on a list below it.
 *
 * @param headers those of its answer, so far
 */
record Asked(Call call, ResourceId id, String principal, SortedMap<String, String> headers) {
  /** What a role needs for it, as in {@code Microsoft.Network/networkInterfaces/read}. */
  String action(String verb) {
    return id.namespace() + "/" + id.type() + "/" + verb;
  }

  String version() {
    return call.parameter("api-version");
  }

  boolean is(String method) {
    return call.method().equals(method);
  }
}
