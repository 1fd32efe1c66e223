package io.fairlead.port;

import io.fairlead.journal.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step to apply once.
 *
 * @param intentId whose step it is
 * @param last the last step of that intent, which says where its target ends: a target that could
 *     not take it is left as it is
 * @param notAfter by the stores' clock: the adapter compares its own, corrected by what the stores
 *     answered, right before it sends
 */
public record Order(String intentId, Step step, Step last, Instant notAfter) {
  /** The only step of an intent, or its last one. */
  public Order(String intentId, Step step, Instant notAfter) {
    this(intentId, step, step, notAfter);
  }

  /** The node that an address ends on; null = no address, or nobody says. */
  public @Nullable String heads() {
    return last instanceof Step.MoveAddress move ? move.to() : null;
  }
}
