package io.fairlead.emulators.twin.arm.dns;

import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.time.Instant;
import java.util.Set;

/** What zones and record sets have in common: done when answered, with a bare GUID as ETag. */
interface DnsKind extends ResourceKind {
  @Override
  default String namespace() {
    return Dns.NAMESPACE;
  }

  @Override
  default Set<String> versions() {
    return Set.of(Dns.VERSION);
  }

  @Override
  default Set<String> methods() {
    return Set.of("GET", "PUT", "PATCH", "DELETE");
  }

  @Override
  default String patch() {
    return "_Update";
  }

  @Override
  default boolean goesOn() {
    return false;
  }

  @Override
  default String etag(Resource resource, Instant at) {
    return guid(resource);
  }

  /** The ETag, which goes by the version alone. */
  static String guid(Resource resource) {
    return "00000000-0000-4000-8000-%012x".formatted(resource.version());
  }
}
