package io.fairlead.fleet;

import java.time.Duration;
import java.util.List;

/**
 * Every pace and bound of the decisions, with the production defaults.
 *
 * @param keepServing K: deployments of a service that always stay in
 * @param holdDownIntervals probe intervals between two changes of one target
 * @param freshnessIntervals probe intervals after which an observation no longer counts
 * @param intentIntervals probe intervals until an intent expires
 * @param capacityPercent the share of tested capacity that plans may use, 1-100
 */
public record Safety(
    ProbePace probe,
    RampPace ramp,
    EvacuationLimit evacuation,
    Duration panicWindow,
    Damping damping,
    int keepServing,
    int holdDownIntervals,
    int freshnessIntervals,
    int intentIntervals,
    int capacityPercent) {
  /** The production defaults of every value. */
  public static final Safety DEFAULTS =
      new Safety(
          new ProbePace(Duration.ofSeconds(10), Duration.ofSeconds(3), 5),
          new RampPace(Duration.ofMinutes(15), List.of(10, 25, 50, 75, 100), Duration.ofMinutes(5)),
          new EvacuationLimit(1, Duration.ofMinutes(10)),
          Duration.ofMinutes(10),
          new Damping(1000, Duration.ofMinutes(15), 3000, 1000, 12_000),
          1,
          1,
          3,
          3,
          80);

  /** Probe interval, timeout of one attempt, and consecutive passes until Up. */
  public record ProbePace(Duration interval, Duration timeout, int rise) {
    public ProbePace {
      if (timeout.compareTo(interval) >= 0) {
        throw new IllegalArgumentException(
            "probe timeout " + timeout + " is not below the interval " + interval);
      }
    }
  }

  /** Clean time before a ramp starts, its steps in percent up to 100, and the time per step. */
  public record RampPace(Duration cleanFor, List<Integer> steps, Duration every) {
    public RampPace {
      steps = List.copyOf(steps);
      if (steps.isEmpty() || steps.getLast() != 100) {
        throw new IllegalArgumentException("ramp steps " + steps + " do not end at 100");
      }
    }
  }

  /** At most {@code limit} automatic evacuations, of one region or of several, in {@code per}. */
  public record EvacuationLimit(int limit, Duration per) {}

  /** Flap damping in the manner of RFC 2439: a penalty per cycle that decays by half-life. */
  public record Damping(int perCycle, Duration halfLife, int suppress, int reuse, int cap) {}

  /** How old an observation may be and still count. */
  public Duration freshness() {
    return intervals(freshnessIntervals);
  }

  /** How long an intent may be applied after it was journaled. */
  public Duration intentLife() {
    return intervals(intentIntervals);
  }

  /** How long a changed target is left alone. */
  public Duration holdDown() {
    return intervals(holdDownIntervals);
  }

  /** How long a changed target of a service is left alone: as it declares, or as usual. */
  public Duration holdDown(Service service) {
    int own = service.holdDownIntervals();
    return own == 0 ? holdDown() : intervals(own);
  }

  /** In nanoseconds: {@link Duration#multipliedBy} goes by decimals, and every vote asks this. */
  private Duration intervals(int count) {
    return Duration.ofNanos(Math.multiplyExact(probe.interval().toNanos(), (long) count));
  }
}
