package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.traffic.RecordSets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason that a plan can give is given by the planner itself. */
class PlanReasonsTest {
  private record Case(String text, Class<? extends PlanReason> reason, Consumer<Stage> happens) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "holder gw-1 is Down, gw-2 is Up",
            PlanReason.HolderDown.class,
            stage -> stage.downNodes.add("eu-west/gw-1")),
        new Case(
            "the address is on nothing, gw-1 is Up",
            PlanReason.OnNothing.class,
            stage -> stage.holders.put(new AddressId("eu-west", "front"), new HeldBy(null))),
        new Case(
            "orders is Down in us-east",
            PlanReason.DeploymentsDown.class,
            stage -> stage.darken("us-east")),
        new Case(
            "region/us-east is drained by ann",
            PlanReason.Drained.class,
            stage -> stage.drain("region/us-east")),
        new Case(
            "failover of service/portal requested by ann",
            PlanReason.Requested.class,
            stage -> stage.request("failover", "service/portal", null, false)),
        new Case(
            "deployment/orders/us-east is latched out: an evacuation flag is held by bob",
            PlanReason.Latched.class,
            PlanReasonsTest::flagged),
        new Case(
            "deployment/orders/us-east returns, at 10 %",
            PlanReason.RampStep.class, PlanReasonsTest::ramping),
        new Case(
            "portal.demo.test differs from what is wanted",
            PlanReason.Drift.class,
            PlanReasonsTest::drifted),
        new Case(
            "flag us-east/default is older than the last confirmed return",
            PlanReason.StaleFlag.class,
            PlanReasonsTest::stale));
  }

  private static void flagged(Stage stage) {
    RegionGroup flag = new RegionGroup("us-east", "default");
    stage.flags.put(flag, new Copy(flag, 0, "bob", "tag"));
  }

  private static void ramping(Stage stage) {
    stage.darken("us-east").tick();
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofSeconds(6)).pass(Duration.ofSeconds(2));
  }

  private static void drifted(Stage stage) {
    RecordSets sets = Objects.requireNonNull(stage.zones.get("demo.test"));
    var records = new TreeMap<>(sets.records());
    records.replaceAll((key, record) -> record.withWeight(7));
    stage.zones.put("demo.test", new RecordSets("demo.test", sets.epoch(), records));
  }

  private static void stale(Stage stage) {
    stage.darken("us-east").tick();
    var late = new TreeMap<>(stage.flags);
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofMinutes(2));
    stage.flags.putAll(late);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_reason_is_given_in_one_sentence(Case one) {
    Stage stage = Stage.demo();
    one.happens().accept(stage);

    Plan plan = Planner.plan(stage.view(), Set.of());

    assertThat(plan.actions())
        .flatExtracting(Action::reasons)
        .filteredOn(one.reason()::isInstance)
        .extracting(PlanReason::text)
        .contains(one.text());
  }

  @Test
  void every_reason_has_a_case() {
    Set<Class<?>> covered = new HashSet<>();
    cases().forEach(one -> covered.add(one.reason()));

    assertThat(covered).containsExactlyInAnyOrder(PlanReason.class.getPermittedSubclasses());
  }
}
