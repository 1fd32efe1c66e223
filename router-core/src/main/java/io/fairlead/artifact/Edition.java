package io.fairlead.artifact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a set a manifest is.
 *
 * @param version 1 or more; each one published is higher
 * @param master the one region that publishes the set
 * @param epoch of the master's office, 1 or more: whoever takes over as master has a higher one
 * @param parent the version before; null = the first
 * @param created by the publisher's clock, whole seconds
 * @param expires when readers stop taking it for new; whole seconds
 */
public record Edition(
    long version,
    String master,
    long epoch,
    @Nullable Pointer parent,
    Instant created,
    Instant expires) {
  public Edition {
    if (version < 1 || epoch < 1 || !expires.isAfter(created)) {
      throw new IllegalArgumentException(
          "version %d, epoch %d, created %s, expires %s: versions and epochs begin at 1, and a manifest expires after it is made"
              .formatted(version, epoch, created, expires));
    }
    if (parent != null && parent.version() >= version) {
      throw new IllegalArgumentException(
          "version " + version + " has a parent of version " + parent.version());
    }
  }
}
