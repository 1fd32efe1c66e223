package io.fairlead.benchmarks.loss;

import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays scenarios over seeds: which verdicts change while attempts get lost. */
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
   * @param endpointFlips verdicts of deployments and regions that changed, over all seeds
   * @param nodeFlips verdicts of nodes that changed; alone they move nothing
   * @param writes changes between Up and Degraded
   */
  public record Row(
      LossScenario scenario, int seeds, int endpointFlips, int nodeFlips, int writes) {}

  /** Every scenario of the published table. */
  public static List<LossScenario> scenarios() {
    List<LossScenario> rows = new ArrayList<>();
    rows.add(row("two counters, 33 %", Mind.TWO_COUNTERS, THIRD, Duration.ZERO));
    rows.add(row("33 % from the first probe", Mind.FAIRLEAD, THIRD, Duration.ZERO));
    rows.add(row("33 % all of a sudden", Mind.FAIRLEAD, THIRD, WARM));
    rows.add(row("10 % all of a sudden", Mind.FAIRLEAD, 0.1, WARM));
    rows.add(row("50 % all of a sudden", Mind.FAIRLEAD, 0.5, WARM));
    return List.copyOf(rows);
  }

  /** Plays seeds 1 to {@code seeds} of a scenario; the same seeds always give the same row. */
  public Row play(LossScenario scenario, int seeds) {
    List<Tally> tallies = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      tallies.add(new LossRun(fleet, scenario, seed).play());
    }
    return new Row(
        scenario,
        seeds,
        tallies.stream().mapToInt(Tally::endpointFlips).sum(),
        tallies.stream().mapToInt(Tally::nodeFlips).sum(),
        tallies.stream().mapToInt(Tally::writes).sum());
  }

  private static LossScenario row(String name, Mind mind, double loss, Duration warmUp) {
    return new LossScenario(name, mind, loss, warmUp, LASTING);
  }
}
