package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bugs of comparable systems that health must never have. */
class RegressionsTest {
  private final Fleet fleet = Fleets.three();

  /** Azure ha-nva-fo: a refused TCP connection counted as up. */
  @Test
  void case_10_refused_is_failed() {
    Watch watch = new Watch().clean(20).refuse();

    assertThat(watch.opinion()).isEqualTo(Verdict.DOWN);

    TreeMap<String, Observation> seen = Sighting.all(fleet);
    seen.put("eu-west", Sighting.of(fleet, "eu-west").refused("node/eu-west/gw-1").seen());
    assertThat(Judge.judge(fleet, seen, Sighting.NOW).get(Subject.parse("node/eu-west/gw-1")))
        .extracting(Judgement::verdict)
        .isEqualTo(Verdict.DOWN);
  }

  /** PowerDNS #12557: answers before the first check were random. */
  @Test
  void case_15_unknown_is_neither_down_nor_up() {
    var judged = Judge.judge(fleet, new TreeMap<>(), Sighting.NOW);

    assertThat(judged.values()).allMatch(found -> found.verdict() == Verdict.UNKNOWN);
    assertThat(Verdicts.merge(fleet.safety(), new TreeMap<>(), judged, Sighting.NOW)).isEmpty();

    var up = Judge.judge(fleet, Sighting.all(fleet), Sighting.NOW);
    var held = Verdicts.merge(fleet.safety(), new TreeMap<>(), up, Sighting.NOW);
    assertThat(Verdicts.merge(fleet.safety(), held, judged, Sighting.NOW.plusSeconds(60)))
        .as("Unknown keeps what is held")
        .isEqualTo(held);
  }

  /** PowerDNS Lua records: two counters flipped the answer 40 times in 120 s at 33 % loss. */
  @Test
  void case_17_third_of_all_attempts_lost_is_no_reason_to_flip() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      Watch watch = new Watch();
      for (int probe = 0; probe < 60; probe++) {
        int most = watch.confirmation().attempts();
        int lost = 0;
        while (lost < most && random.nextDouble() < 0.33) {
          lost++;
        }
        watch = lost < most ? watch.pass(lost + 1) : watch.timeOut(most);
        assertThat(watch.opinion()).as("seed %d probe %d", seed, probe).isNotEqualTo(Verdict.DOWN);
      }
      for (int probe = 0; probe < 4 && watch.opinion() != Verdict.DOWN; probe++) {
        watch.timeOut(watch.confirmation().attempts());
      }
      assertThat(watch.opinion()).as("a real outage, seed %d", seed).isEqualTo(Verdict.DOWN);
    }
  }

  /** The same loss on a path that was clean: the other targets of the round give it away. */
  @Test
  void case_17_loss_that_begins_suddenly_is_no_reason_to_flip_either() {
    int falls = 0;
    for (long seed = 1; seed <= 200; seed++) {
      falls += LossyRounds.falls(new Random(seed), 10, 30);
    }

    assertThat(falls).as("of 2000 targets, each in 30 rounds").isZero();
  }
}
