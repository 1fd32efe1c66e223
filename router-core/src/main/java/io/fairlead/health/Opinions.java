package io.fairlead.health;

import io.fairlead.fleet.Safety;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One observer's own view of a target, from result to result. */
public final class Opinions {
  private Opinions() {}

  /** The record after one more confirmed result. */
  public static TargetRecord next(
      @Nullable TargetRecord previous, ProbeResult result, Safety.ProbePace pace) {
    throw new UnsupportedOperationException();
  }

  /** How a first failure of this target is confirmed now, from its loss over the last minute. */
  public static Confirmation confirmation(@Nullable TargetRecord previous, Instant now) {
    throw new UnsupportedOperationException();
  }
}
