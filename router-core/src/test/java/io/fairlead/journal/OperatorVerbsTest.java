package io.fairlead.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Observer;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Safety;
import io.fairlead.health.Observation;
import io.fairlead.journal.OperatorVerbs.Reported;
import io.fairlead.journal.OperatorVerbs.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every verb as a change of the register; what the plan makes of it is tested with the planner. */
@NullMarked
class OperatorVerbsTest {
  private static final String NEXT =
      ": give each of them this file, restart its 'fairlead run' (functions read theirs anew within"
          + " a minute) and try again, or leave out a dark region by --without";

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String WEST = "region/eu-west";
  private static final RegisterState EMPTY = RegisterState.initial("f", "9f3c12", "op-0", NOW);

  private static OperatorNote note(@Nullable Instant until) {
    return new OperatorNote("op-1", "olga", "maintenance", NOW, until, 8);
  }

  private static RegisterState changed(VerbAnswer answer) {
    assertThat(answer).isInstanceOf(VerbAnswer.Changed.class);
    return ((VerbAnswer.Changed) answer).state();
  }

  private static void line(RegisterState state, String kind, String subject, String text) {
    assertThat(state.operation()).isEqualTo("op-1");
    assertThat(state.history())
        .last()
        .isEqualTo(new HistoryEntry(NOW, 8, kind, subject, text, "olga"));
  }

  @Test
  void a_drain_holds_the_subject_and_asking_twice_is_asking_once() {
    RegisterState state = changed(OperatorVerbs.drain(EMPTY, WEST, note(null)));

    assertThat(state.drains().get(WEST))
        .isEqualTo(new Hold(WEST, "maintenance", "olga", NOW, null));
    line(state, "request", WEST, "drain: maintenance");
    assertThat(OperatorVerbs.drain(state, WEST, note(null)))
        .isEqualTo(new VerbAnswer.Unchanged("region/eu-west is drained already, by olga"));
  }

  @Test
  void a_drain_whose_time_is_over_may_be_asked_for_again() {
    Instant until = NOW.plus(Duration.ofMinutes(5));
    RegisterState state = changed(OperatorVerbs.drain(EMPTY, WEST, note(until)));
    OperatorNote later = new OperatorNote("op-1", "olga", "again", until, null, 8);

    assertThat(OperatorVerbs.drain(state, WEST, later)).isInstanceOf(VerbAnswer.Changed.class);
  }

  @Test
  void an_undrain_ends_the_drain_and_only_a_drain() {
    RegisterState drained = changed(OperatorVerbs.drain(EMPTY, WEST, note(null)));

    RegisterState state = changed(OperatorVerbs.undrain(drained, WEST, note(null)));

    assertThat(state.drains()).isEmpty();
    line(state, "request", WEST, "undrain: maintenance");
    assertThat(OperatorVerbs.undrain(state, WEST, note(null)))
        .isEqualTo(new VerbAnswer.Unchanged("region/eu-west is not drained"));
  }

  @Test
  void a_failover_is_a_request_with_its_wish() {
    RegisterState state =
        changed(OperatorVerbs.failover(EMPTY, "service/portal", new Wish("r", true), note(null)));

    assertThat(state.requests())
        .isEqualTo(
            List.of(
                new OperatorRequest(
                    "op-1", "failover", "service/portal", "r", true, "maintenance", "olga", NOW)));
    line(state, "request", "service/portal", "failover: maintenance");
    assertThat(OperatorVerbs.failover(state, "service/portal", Wish.NONE, note(null)))
        .isInstanceOf(VerbAnswer.Unchanged.class);
  }

  @Test
  void a_failback_beside_a_failover_is_another_request() {
    RegisterState state = changed(OperatorVerbs.failover(EMPTY, WEST, Wish.NONE, note(null)));

    RegisterState both = changed(OperatorVerbs.failback(state, WEST, note(null)));

    assertThat(both.requests())
        .extracting(OperatorRequest::verb)
        .containsExactly("failover", "failback");
    assertThat(OperatorVerbs.failback(both, WEST, note(null)))
        .isInstanceOf(VerbAnswer.Unchanged.class);
  }

  @Test
  void a_freeze_stops_all_until_its_time_or_an_unfreeze() {
    RegisterState state = changed(OperatorVerbs.freeze(EMPTY, note(null)));

    assertThat(state.freeze()).isEqualTo(new Hold("fleet", "maintenance", "olga", NOW, null));
    line(state, "freeze", "fleet", "freeze: maintenance");
    assertThat(OperatorVerbs.freeze(state, note(null))).isInstanceOf(VerbAnswer.Unchanged.class);

    RegisterState free = changed(OperatorVerbs.unfreeze(state, note(null)));
    assertThat(free.freeze()).isNull();
    line(free, "freeze", "fleet", "unfreeze: maintenance");
    assertThat(OperatorVerbs.unfreeze(free, note(null)))
        .isEqualTo(new VerbAnswer.Unchanged("not frozen"));
  }

  @Test
  void a_topology_is_activated_once_every_observer_reports_it() {
    Fleet fleet = fleet();
    SortedMap<String, Observation> entries = new TreeMap<>();
    entries.put("eu-west", entry("eu-west", "d2"));
    entries.put("us-east", entry("us-east", "9f3c12"));

    assertThat(activate(EMPTY, fleet, entries, Set.of()))
        .isEqualTo(
            new VerbAnswer.Refused("topology d2 is not yet reported by eu-north, us-east" + NEXT));
    entries.put("us-east", entry("us-east", "d2"));
    RegisterState state = changed(activate(EMPTY, fleet, entries, Set.of("eu-north")));

    assertThat(state.topology()).isEqualTo("d2");
    line(state, "topology", "d2", "topology: maintenance");
    assertThat(activate(state, fleet, entries, Set.of()))
        .isEqualTo(new VerbAnswer.Unchanged("topology d2 is active already"));
  }

  @Test
  void a_report_of_long_ago_activates_nothing() {
    Fleet fleet = fleet();
    SortedMap<String, Observation> entries = new TreeMap<>();
    Instant stale = NOW.minus(fleet.safety().freshness()).minusMillis(1);
    for (String observer : fleet.regions().keySet()) {
      entries.put(
          observer,
          new Observation(observer, 1, "run", 1, stale, "d2", 1, false, "", new TreeMap<>()));
    }

    assertThat(activate(EMPTY, fleet, entries, Set.of("us-east")))
        .isEqualTo(
            new VerbAnswer.Refused("topology d2 is not yet reported by eu-north, eu-west" + NEXT));
  }

  @Test
  void only_regions_of_the_topology_can_be_done_without() {
    assertThat(activate(EMPTY, fleet(), new TreeMap<>(), Set.of("us-esat")))
        .isEqualTo(
            new VerbAnswer.Refused(
                "the topology has no region us-esat: its regions are eu-north, eu-west, us-east"));
  }

  private static VerbAnswer activate(
      RegisterState state,
      Fleet fleet,
      SortedMap<String, Observation> entries,
      Set<String> without) {
    Reported reported = new Reported(entries, new TreeSet<>(without));
    return OperatorVerbs.activate(state, fleet, reported, note(null));
  }

  private static Observation entry(String observer, String digest) {
    return new Observation(observer, 1, "run", 1, NOW, digest, 1, false, "", new TreeMap<>());
  }

  private static Fleet fleet() {
    TreeMap<String, Region> regions = new TreeMap<>();
    for (String name : List.of("eu-north", "eu-west", "us-east")) {
      regions.put(
          name,
          new Region(
              name,
              Cloud.LOCAL,
              name,
              "EU",
              true,
              new Observer(null, new TreeSet<>()),
              List.of(),
              new TreeMap<>(),
              new TreeMap<>()));
    }
    return new Fleet(
        "f", Mode.ACT, "d2", new TreeMap<>(), regions, new TreeMap<>(), Safety.DEFAULTS);
  }

  @Test
  void a_verb_changes_nothing_but_what_it_is_about() {
    RegisterState state = changed(OperatorVerbs.drain(EMPTY, WEST, note(null)));

    assertThat(state.intents()).isEqualTo(EMPTY.intents());
    assertThat(state.latches()).isEqualTo(EMPTY.latches());
    assertThat(state.verdicts()).isEqualTo(EMPTY.verdicts());
    assertThat(state.topology()).isEqualTo(EMPTY.topology());
    assertThat(state.freeze()).isNull();
  }
}
