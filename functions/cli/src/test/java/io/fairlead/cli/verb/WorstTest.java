package io.fairlead.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Current;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Observations.Entries;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorstTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:08Z");
  private static final Subject NODE = new Subject.OfNode("us-east", "gw-1");
  private static final Subject ORDERS = new Subject.OfDeployment("orders", "us-east");

  private final Fleet fleet = fleet();
  private final SortedMap<Subject, VerdictEntry> held = new TreeMap<>();
  private Instant observed = NOW;

  WorstTest() {
    fleet
        .deployments()
        .forEach(each -> hold(new Subject.OfDeployment(each.service(), each.region()), Verdict.UP));
    fleet
        .regions()
        .values()
        .forEach(
            region ->
                region
                    .nodes()
                    .keySet()
                    .forEach(n -> hold(new Subject.OfNode(region.name(), n), Verdict.UP)));
  }

  @Test
  void a_fleet_that_is_up_is_0() {
    assertThat(worst(true)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void degraded_is_10() {
    hold(ORDERS, Verdict.DEGRADED);

    assertThat(worst(true).code()).isEqualTo(10);
  }

  @Test
  void down_is_11_even_where_something_else_is_unknown() {
    held.remove(ORDERS);
    hold(NODE, Verdict.DOWN);

    assertThat(worst(true).code()).isEqualTo(11);
  }

  @Test
  void a_deployment_or_a_node_that_nobody_ever_judged_is_12() {
    held.remove(ORDERS);
    assertThat(worst(true).code()).isEqualTo(12);

    hold(ORDERS, Verdict.UP);
    held.remove(NODE);
    assertThat(worst(true).code()).isEqualTo(12);
  }

  @Test
  void a_fleet_whose_observers_are_all_silent_is_12() {
    observed = NOW.minusSeconds(3600);

    assertThat(worst(true).code()).isEqualTo(12);
  }

  @Test
  void a_fleet_that_no_tick_would_decide_about_is_12() {
    assertThat(worst(false).code()).isEqualTo(12);
  }

  private ExitCode worst(boolean decides) {
    SortedMap<String, Observation> entries = new TreeMap<>();
    entries.put(
        "eu-west",
        new Observation(
            "eu-west", 1, "run", 1, observed, fleet.digest(), 7, false, "", new TreeMap<>()));
    RegisterState state = RegisterState.initial(fleet.name(), fleet.digest(), "op", NOW);
    Current current =
        new Current(
            new TreeMap<>(), new TreeMap<>(), new Flags(new TreeMap<>(), new TreeMap<>(), false));
    Snapshot snapshot =
        new Snapshot(
            fleet,
            NOW,
            7,
            RegisterDraft.of(state).verdicts(held).build("op", NOW),
            new Entries(entries, new TreeMap<>()),
            current);
    return Worst.of(snapshot, decides);
  }

  private void hold(Subject subject, Verdict verdict) {
    held.put(subject, new VerdictEntry(verdict, NOW, "votes", 0, NOW));
  }

  private static Fleet fleet() {
    try (InputStream in =
        Objects.requireNonNull(Init.class.getResourceAsStream("starter-local.yaml"))) {
      return switch (TopologyReader.read(in.readAllBytes(), Path.of("."), _ -> null)) {
        case ReadTopology.Valid(var topology, _) -> topology.fleet();
        case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
      };
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
