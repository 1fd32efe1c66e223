package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.run.Pulse.Beat;
import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Coverage;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run looks at from beat to beat, seen from eu-west while an address of us-east fails. */
class DaemonTest {
  private static final Duration BEAT = Duration.ofMillis(100);

  /** So many lost attempts are an outage, whatever loss the path may have. */
  private static final int PROOF = 20;

  private static final Beat INTERVAL = new Beat.Interval(0, 1, 1);
  private static final Beat AGAIN = new Beat.Again();

  private final Standstill world = new Standstill();
  private final Fleet fleet = world.fleet();
  private final List<ProbeTarget> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T03:12:08Z");
  private Outcome outcome = Outcome.TIMED_OUT;
  private boolean refused;
  private final Daemon daemon = daemon();

  @Test
  void what_this_observer_alone_holds_down_is_tried_again_at_every_beat() {
    assertThat(beat(INTERVAL)).isTrue();
    assertThat(asked).hasSizeGreaterThan(failing().size());

    assertThat(beat(AGAIN)).isTrue();
    assertThat(asked).isNotEmpty().isEqualTo(failing());
    assertThat(beat(AGAIN)).isTrue();
    assertThat(asked).isEqualTo(failing());
  }

  @Test
  void what_the_register_holds_down_too_is_left_to_the_interval() {
    beat(INTERVAL);
    failing().forEach(target -> hold(target.subject()));
    // This beat still goes by the register of the last one.
    assertThat(beat(AGAIN)).isFalse();

    beat(AGAIN);

    assertThat(asked).isEmpty();
  }

  @Test
  void a_refusal_needs_no_witness_and_is_not_tried_again() {
    outcome = Outcome.FAILED;
    refused = true;

    assertThat(beat(INTERVAL)).isTrue();
    assertThat(beat(AGAIN)).isTrue();

    assertThat(asked).isEmpty();
  }

  @Test
  void a_path_that_stays_lost_is_tried_at_the_pace_of_the_interval_after_two_of_them() {
    beat(INTERVAL);
    Duration interval = fleet.safety().probe().interval();
    for (int i = 0; i < 2 * interval.dividedBy(BEAT) - 1; i++) {
      beat(AGAIN);
      assertThat(asked).isEqualTo(failing());
    }

    beat(AGAIN);

    assertThat(asked).isEmpty();
  }

  @Test
  void nothing_is_tried_again_once_it_passes() {
    beat(INTERVAL);
    outcome = Outcome.PASSED;

    beat(AGAIN);
    assertThat(asked).isEqualTo(failing());
    beat(AGAIN);

    assertThat(asked).isEmpty();
  }

  private boolean beat(Beat beat) {
    asked.clear();
    boolean underWay = daemon.tick(beat);
    now = now.plus(BEAT);
    return underWay;
  }

  private void hold(Subject subject) {
    world.hold(subject, new VerdictEntry(Verdict.DOWN, now, "votes", 0, now));
  }

  private List<ProbeTarget> failing() {
    return new Coverage(fleet)
        .targetsOf("eu-west").stream()
            .filter(target -> target.subject().region().equals("us-east"))
            .toList();
  }

  private List<ProbeResult> probed(List<ProbeOrder> orders) {
    List<ProbeTarget> targets = orders.stream().map(ProbeOrder::target).sorted().toList();
    asked.addAll(targets);
    return targets.stream().map(this::result).toList();
  }

  private ProbeResult result(ProbeTarget target) {
    boolean fails = target.subject().region().equals("us-east") && outcome != Outcome.PASSED;
    int attempts = fails ? PROOF : 1;
    return new ProbeResult(
        target,
        fails ? outcome : Outcome.PASSED,
        fails && refused,
        attempts,
        fails ? attempts : 0,
        now,
        Duration.ofMillis(2),
        "");
  }

  private Daemon daemon() {
    ProbeCycle probe =
        new ProbeCycle(
            fleet,
            new ProbeCycle.Observer("eu-west", "run"),
            new ProbeCycle.Ports(
                (orders, _) -> probed(orders),
                _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                world));
    return new Daemon(
        new Daemon.Parts(
            fleet,
            Spread.over(
                new Coverage(fleet).targetsOf("eu-west"), fleet.safety().probe().interval()),
            probe,
            world.steering(),
            new ArchiveCycle(world, world, () -> "op"),
            new Pulse(() -> now, fleet.safety().probe().interval(), new Pulse.Place(0, 1), 1),
            () -> now,
            () -> {},
            failure -> {
              throw failure;
            }));
  }
}
