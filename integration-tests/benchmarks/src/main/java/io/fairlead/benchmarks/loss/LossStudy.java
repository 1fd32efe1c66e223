package io.fairlead.benchmarks.loss;

import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Plays scenarios over seeds. */
public final class LossStudy {
  private static final Duration WARM = Duration.ofSeconds(60);
  private static final Duration LASTING = Duration.ofSeconds(120);
  static final double THIRD = 0.33;

  private final Fleet fleet;

  /** A study on a fleet with the regions of the demo. */
  public LossStudy(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * One row of the answer.
   *
   * @param moves addresses that left a healthy holder, over all seeds
   * @param endpointFlips verdicts of deployments and regions that changed without cause
   * @param nodeFlips verdicts of nodes that changed without cause; alone they move nothing
   * @param writes changes between Up and Degraded
   * @param missed seeds in which the outage was never found
   * @param detectedMillis per seed, sorted, from the outage to the decision; empty without one
   */
  public record Row(
      LossScenario scenario,
      int seeds,
      int moves,
      int endpointFlips,
      int nodeFlips,
      int writes,
      int missed,
      List<Long> detectedMillis) {
    public Row {
      detectedMillis = detectedMillis.stream().sorted().toList();
    }

    /** The detection time below which this share of the seeds lies; -1 where there is none. */
    public long percentile(double share) {
      int last = detectedMillis.size() - 1;
      return last < 0 ? -1 : detectedMillis.get((int) Math.ceil(share * last));
    }
  }

  /** Every scenario of the published table. */
  public static List<LossScenario> scenarios() {
    List<LossScenario> rows = new ArrayList<>();
    rows.add(row("two counters, 33 %", Mind.TWO_COUNTERS, THIRD, Duration.ZERO, Outage.NONE));
    rows.add(row("33 % from the first probe", Mind.FAIRLEAD, THIRD, Duration.ZERO, Outage.NONE));
    rows.add(row("33 % all of a sudden", Mind.FAIRLEAD, THIRD, WARM, Outage.NONE));
    rows.add(row("10 % all of a sudden", Mind.FAIRLEAD, 0.1, WARM, Outage.NONE));
    rows.add(row("50 % all of a sudden", Mind.FAIRLEAD, 0.5, WARM, Outage.NONE));
    for (Outage outage : Outage.values()) {
      if (outage != Outage.NONE) {
        String what = outage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        rows.add(row(what + ", no loss", Mind.FAIRLEAD, 0, WARM, outage));
        rows.add(row(what + ", 33 %", Mind.FAIRLEAD, THIRD, WARM, outage));
      }
    }
    return List.copyOf(rows);
  }

  /** Plays seeds 1 to {@code seeds} of a scenario; the same seeds always give the same row. */
  public Row play(LossScenario scenario, int seeds) {
    List<Tally> tallies = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      tallies.add(new LossRun(fleet, scenario, seed).play());
    }
    List<Long> detected =
        tallies.stream()
            .map(Tally::detected)
            .filter(Objects::nonNull)
            .map(Duration::toMillis)
            .toList();
    return new Row(
        scenario,
        seeds,
        tallies.stream().mapToInt(Tally::moves).sum(),
        tallies.stream().mapToInt(Tally::endpointFlips).sum(),
        tallies.stream().mapToInt(Tally::nodeFlips).sum(),
        tallies.stream().mapToInt(Tally::writes).sum(),
        scenario.outage() == Outage.NONE ? 0 : seeds - detected.size(),
        detected);
  }

  private static LossScenario row(
      String name, Mind mind, double loss, Duration warmUp, Outage outage) {
    return new LossScenario(name, mind, loss, warmUp, LASTING, outage);
  }
}
