package io.fairlead.port;

import io.fairlead.journal.RegisterState;
import java.time.Instant;

/** The one linearizable value of the fleet. */
public interface Register {
  /** The state now, linearizable. */
  Read read(Instant deadline);

  /**
   * Replaces the state where the epoch is still {@code expected}; 0 creates it at epoch 1.
   *
   * @return UNKNOWN when it may still take effect: read before anything else is tried
   */
  Cas cas(long expected, RegisterState next, Instant deadline);

  /** Answer to a read. */
  sealed interface Read {
    record State(long epoch, RegisterState state) implements Read {}

    record Empty() implements Read {}

    /** No live quorum, or a state of a newer format or of another fleet. */
    record Unreachable(String why) implements Read {}
  }

  /** Answer to a compare-and-set. */
  sealed interface Cas {
    record Ok(long epoch) implements Cas {}

    /** Another change came first; this one never takes effect. */
    record Conflict() implements Cas {}

    /** Never sent, such as a state that is too large; this one never takes effect. */
    record Refused(String why) implements Cas {}

    /** It may have taken effect, or still may. */
    record Unknown(String why) implements Cas {}
  }
}
