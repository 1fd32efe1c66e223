package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());
  private static final String ORDERS_US = "deployment/orders/us-east";
  private final Fleet fleet = Fleets.three();
  private final TreeMap<String, Observation> seen = Sighting.all(fleet);

  @Test
  void everything_is_up_when_all_observers_pass() {
    assertThat(Judge.judge(fleet, seen, Sighting.NOW).values())
        .hasSize(3 + 5 + 6)
        .allMatch(judged -> judged.verdict() == Verdict.UP);
  }

  @Test
  void deployment_falls_when_two_of_three_confirm() {
    see(sighting("eu-west").refused(ORDERS_US));
    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.UP);

    see(sighting("eu-north").timedOut(ORDERS_US));
    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.DOWN);
    assertThat(judged(ORDERS_US).needed()).isEqualTo(2);
  }

  @Test
  void silent_observer_counts_in_the_denominator() {
    seen.remove("us-east");
    see(sighting("eu-west").refused(ORDERS_US));

    assertThat(verdict(ORDERS_US))
        .as("one of two that answered, but of three that could")
        .isEqualTo(Verdict.UNKNOWN);

    see(sighting("eu-north").refused(ORDERS_US));
    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.DOWN);
  }

  @Test
  void own_vote_alone_never_makes_an_endpoint_up() {
    seen.keySet().retainAll(List.of("us-east"));
    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.UNKNOWN);

    Fleet alone =
        Fleets.fleet(List.of(Fleets.region("a")), List.of(Fleets.service("orders", 8080, "a")));
    assertThat(
            Judge.judge(alone, Sighting.all(alone), Sighting.NOW)
                .get(Subject.parse("deployment/orders/a")))
        .extracting(Judgement::verdict)
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void only_observers_that_can_reach_the_region_are_counted() {
    Fleet partial =
        Fleets.fleet(
            List.of(Fleets.region("a", "a"), Fleets.region("b"), Fleets.region("c")),
            List.of(Fleets.service("orders", 8080, "a", "b", "c")));
    TreeMap<String, Observation> all = Sighting.all(partial);
    all.put("c", Sighting.of(partial, "c").refused("deployment/orders/b").seen());

    Judgement judged = judged(partial, all, "deployment/orders/b");

    assertThat(judged.votes()).extracting(Vote::observer).containsExactly("b", "c");
    assertThat(judged.needed()).isEqualTo(2);
    assertThat(judged.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void stale_blind_foreign_and_future_observations_do_not_count() {
    Duration freshness = fleet.safety().freshness();
    see(sighting("eu-west").refused(ORDERS_US));
    List<Sighting> useless =
        List.of(
            sighting("eu-north").at(Sighting.NOW.minus(freshness).minusMillis(1)),
            sighting("eu-north").at(Sighting.NOW.plus(freshness).plusMillis(1)),
            sighting("eu-north").blind("no anchor answers"),
            sighting("eu-north").digest("0a1b2c3d"));
    List<String> details = new ArrayList<>();
    for (Sighting sighting : useless) {
      see(sighting.refused(ORDERS_US));
      assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.UNKNOWN);
      details.add(judged(ORDERS_US).votes().getFirst().detail());
    }

    assertThat(details)
        .containsExactly(
            "silent 6 s", "clock 6 s ahead", "blind: no anchor answers", "reports topology 0a1b2c");
  }

  @Test
  void observation_just_fresh_enough_counts() {
    Duration freshness = fleet.safety().freshness();
    see(sighting("eu-west").refused(ORDERS_US).at(Sighting.NOW.minus(freshness)));
    see(sighting("eu-north").refused(ORDERS_US).at(Sighting.NOW.plus(freshness)));

    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.DOWN);
  }

  @Test
  void votes_read_as_in_explain() {
    see(sighting("eu-west").refused(ORDERS_US));
    see(sighting("eu-north").timedOut(ORDERS_US).at(Sighting.NOW.minusSeconds(1)));
    see(sighting("us-east").at(Sighting.NOW.minusSeconds(14)));

    assertThat(judged(ORDERS_US).votes())
        .containsExactly(
            new Vote("eu-north", Verdict.DOWN, Duration.ofSeconds(1), "5/5 timed out"),
            new Vote("eu-west", Verdict.DOWN, Duration.ZERO, "4/4 refused"),
            new Vote("us-east", Verdict.UNKNOWN, Duration.ofSeconds(14), "silent 14 s"));
    assertThat(judged(ORDERS_US).detail())
        .isEqualTo(
            "2 of 3 votes Down (need 2): eu-north Down (5/5 timed out),"
                + " eu-west Down (4/4 refused), us-east Unknown (silent 14 s)");
    assertThat(judged("region/us-east").votes())
        .extracting(Vote::detail)
        .containsExactly("5/5 timed out", "4/4 refused", "silent 14 s");
  }

  @Test
  void judgement_is_refused_only_if_every_down_vote_is() {
    see(sighting("eu-west").refused(ORDERS_US));
    see(sighting("eu-north").refused(ORDERS_US));
    assertThat(judged(ORDERS_US).refused()).isTrue();
    assertThat(judged("region/us-east").refused()).isTrue();

    see(sighting("us-east").timedOut(ORDERS_US));
    assertThat(judged(ORDERS_US).refused()).isFalse();

    assertThat(judged("deployment/orders/eu-west").refused()).as("Up").isFalse();
  }

  @Test
  void node_is_judged_by_its_own_region_alone() {
    see(sighting("eu-west").refused("node/eu-west/gw-1 orders"));
    assertThat(verdict("node/eu-west/gw-1")).isEqualTo(Verdict.DOWN);
    assertThat(judged("node/eu-west/gw-1").refused()).isTrue();
    assertThat(verdict("node/eu-west/gw-2")).isEqualTo(Verdict.UP);

    seen.remove("eu-west");
    assertThat(verdict("node/eu-west/gw-1")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void configurable_probe_moves_nothing() {
    see(sighting("eu-west").refused("node/eu-west/gw-1 admin"));

    assertThat(verdict("node/eu-west/gw-1")).isEqualTo(Verdict.UP);
  }

  @Test
  void node_is_judged_per_service() {
    see(sighting("eu-west").refused("node/eu-west/gw-1 orders"));

    assertThat(nodeFor("orders")).isEqualTo(Verdict.DOWN);
    assertThat(nodeFor("portal")).isEqualTo(Verdict.UP);

    see(sighting("eu-west").refused("node/eu-west/gw-1 ready"));
    assertThat(nodeFor("portal")).as("8100 speaks for all").isEqualTo(Verdict.DOWN);
  }

  @Test
  void target_not_probed_yet_leaves_the_vote_unknown() {
    see(sighting("eu-west").unseen("node/eu-west/gw-1 orders"));

    assertThat(verdict("node/eu-west/gw-1")).isEqualTo(Verdict.UNKNOWN);
    assertThat(judged("node/eu-west/gw-1").detail()).isEqualTo("eu-west orders not probed yet");
  }

  @Test
  void degraded_path_of_a_majority_is_degraded() {
    see(sighting("eu-west").opinion(ORDERS_US, Verdict.DEGRADED));
    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.UP);

    see(sighting("eu-north").opinion(ORDERS_US, Verdict.DEGRADED));
    assertThat(verdict(ORDERS_US)).isEqualTo(Verdict.DEGRADED);
  }

  @Test
  void region_is_down_with_all_its_deployments_and_degraded_with_some() {
    for (String observer : List.of("eu-north", "us-east")) {
      see(sighting(observer).refused("deployment/orders/eu-west"));
    }
    assertThat(verdict("region/eu-west")).isEqualTo(Verdict.DEGRADED);

    for (String observer : List.of("eu-north", "us-east")) {
      see(
          sighting(observer)
              .refused("deployment/orders/eu-west")
              .refused("deployment/portal/eu-west"));
    }
    assertThat(verdict("region/eu-west")).isEqualTo(Verdict.DOWN);
    assertThat(verdict("region/eu-north")).isEqualTo(Verdict.UP);
  }

  @Test
  void witness_region_serves_nothing_and_is_unknown() {
    Fleet witnessed =
        Fleets.fleet(
            List.of(Fleets.region("a"), Fleets.region("b"), Fleets.witness("w")),
            List.of(Fleets.service("orders", 8080, "a", "b")));

    Judgement judged = judged(witnessed, Sighting.all(witnessed), "region/w");

    assertThat(judged.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judged.detail()).isEqualTo("serves nothing");
  }

  @Test
  void majorities_hold_for_random_votes() {
    long seed = 3;
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int down = 0;
      int up = 0;
      for (String observer : fleet.regions().keySet()) {
        Verdict opinion = VERDICTS.get(random.nextInt(VERDICTS.size()));
        boolean counts = random.nextInt(4) > 0;
        Sighting sighting = sighting(observer).opinion(ORDERS_US, opinion);
        see(counts ? sighting : sighting.blind("blind"));
        down += counts && opinion == Verdict.DOWN ? 1 : 0;
        up += counts && opinion == Verdict.UP ? 1 : 0;
      }

      Verdict judged = verdict(ORDERS_US);

      assertThat(judged == Verdict.DOWN).as("seed %d %d", seed, round).isEqualTo(down >= 2);
      assertThat(judged == Verdict.UP).as("seed %d %d", seed, round).isEqualTo(up >= 2);
    }
  }

  private Verdict nodeFor(String service) {
    return new Judge(fleet, seen, Sighting.NOW)
        .nodeFor(new Subject.OfNode("eu-west", "gw-1"), service)
        .verdict();
  }

  private Sighting sighting(String observer) {
    return Sighting.of(fleet, observer);
  }

  private void see(Sighting sighting) {
    Observation observation = sighting.seen();
    seen.put(observation.observer(), observation);
  }

  private Verdict verdict(String subject) {
    return judged(subject).verdict();
  }

  private Judgement judged(String subject) {
    return judged(fleet, seen, subject);
  }

  private static Judgement judged(Fleet fleet, TreeMap<String, Observation> seen, String subject) {
    Judgement found = Judge.judge(fleet, seen, Sighting.NOW).get(Subject.parse(subject));
    if (found == null) {
      throw new IllegalStateException("no judgement of " + subject);
    }
    return found;
  }
}
