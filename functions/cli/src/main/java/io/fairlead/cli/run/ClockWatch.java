package io.fairlead.cli.run;

import io.fairlead.port.Observations;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A self-test that notices when this machine's clock stepped, or stood still, since the one before:
 * what the stores' answers told of it until then is void. The stores are asked again at once, and
 * until most entries can be read this observer is blind. Not for use by two threads at once.
 */
final class ClockWatch implements SelfTest {
  /** More than a clock that is only drawn right gains or loses between two self-tests. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private final SelfTest sight;
  private final Observations observations;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /** The time when the monotonic clock was at 0, by the self-test before. */
  private @Nullable Instant origin;

  private @Nullable Duration stepped;

  /**
   * Watches a clock.
   *
   * @param nanos a clock that nobody sets, as {@link System#nanoTime()}
   */
  ClockWatch(SelfTest sight, Observations observations, InstantSource clock, LongSupplier nanos) {
    this.sight = sight;
    this.observations = observations;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public Result check(Instant deadline) {
    Instant now = clock.instant().minusNanos(nanos.getAsLong());
    if (origin != null && Duration.between(origin, now).abs().compareTo(STEP) > 0) {
      stepped = Duration.between(origin, now);
    }
    origin = now;
    if (stepped != null && !isTold(deadline)) {
      return new Result(false, blindness(stepped), Optional.empty());
    }
    stepped = null;
    return sight.check(deadline);
  }

  /** Whether the stores answer, and with that tell their time. */
  private boolean isTold(Instant deadline) {
    Observations.Entries entries = observations.latest(deadline);
    return entries.unreadable().size() < entries.found().size();
  }

  private static String blindness(Duration step) {
    return "its clock stepped by " + step.toMillis() + " ms, and no store has told the time since";
  }
}
