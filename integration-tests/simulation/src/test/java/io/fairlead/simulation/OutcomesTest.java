package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.simulation.Ground.NodeState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every way in which a tick may end, by the real cycle in a world that makes it so. */
class OutcomesTest {
  private static final int SETTLES_WITHIN = 120;

  @Test
  void every_outcome_is_reached_and_says_something() {
    Map<Class<?>, CycleOutcome> reached = new HashMap<>();
    firstTicks(reached);
    refused(reached);
    frozen(reached);
    observed(reached);
    raced(reached);
    lost(reached, "Register", "cas");
    lost(reached, "Observations", "latest");
    cutOff(reached);
    foreign(reached);
    wentBack(reached);

    assertThat(reached.keySet()).isEqualTo(Set.of(CycleOutcome.class.getPermittedSubclasses()));
    assertThat(reached.values()).allSatisfy(outcome -> assertThat(outcome.text()).isNotBlank());
  }

  private static void firstTicks(Map<Class<?>, CycleOutcome> reached) {
    World world = world(SimFleet.threeRegions());
    watch(world, 40, reached);
    assertThat(reached)
        .containsKeys(
            CycleOutcome.Waiting.class,
            CycleOutcome.Journaled.class,
            CycleOutcome.Acted.class,
            CycleOutcome.Idle.class);
  }

  private static void refused(Map<Class<?>, CycleOutcome> reached) {
    World world = settled();
    drain(world, "region/eu-north");
    world.ticks(4);
    drain(world, "region/us-east");
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.Refused.class);
  }

  private static void frozen(Map<Class<?>, CycleOutcome> reached) {
    World world = settled();
    world.operate(OperatorVerbs::freeze);
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.Frozen.class);
  }

  private static void observed(Map<Class<?>, CycleOutcome> reached) {
    World world = world(SimFleet.observing());
    world.ticks(3);
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.Observed.class);
  }

  private static void raced(Map<Class<?>, CycleOutcome> reached) {
    World world = settled();
    boolean[] struck = new boolean[1];
    world.faults(
        call -> {
          if (!struck[0] && call.port().equals("Register") && call.method().equals("cas")) {
            struck[0] = true;
            drain(world, "node/us-east/gw-2");
          }
          return null;
        });
    drain(world, "region/eu-north");
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.LostRace.class);
  }

  private static void lost(Map<Class<?>, CycleOutcome> reached, String port, String method) {
    World world = settled();
    world.faults(
        call -> call.port().equals(port) && call.method().equals(method) ? new Fault.Drop() : null);
    drain(world, "region/eu-north");
    watch(world, 30, reached);
    assertThat(reached)
        .containsKey(
            port.equals("Register") ? CycleOutcome.Unsettled.class : CycleOutcome.HeldClock.class);
  }

  private static void cutOff(Map<Class<?>, CycleOutcome> reached) {
    World world = settled();
    List<String> regions = List.copyOf(world.setting().fleet().regions().keySet());
    for (String from : regions) {
      regions.stream()
          .filter(to -> !to.equals(from))
          .forEach(to -> world.ground().cut.add(new Ground.Path(from, to)));
    }
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.NoQuorum.class);
  }

  private static void foreign(Map<Class<?>, CycleOutcome> reached) {
    World world = settled();
    world.start(SimFleet.otherTopology(), "eu-west", "eu-west-new");
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.ForeignTopology.class);
  }

  private static void wentBack(Map<Class<?>, CycleOutcome> reached) {
    World world = settled();
    world.cells().forEach(cell -> world.rollBack(cell, 1000));
    world.ticks(1);
    world.runners().forEach(runner -> runner.restart(Duration.ofSeconds(1)));
    watch(world, 30, reached);
    assertThat(reached).containsKey(CycleOutcome.WentBack.class);
  }

  private static World world(Fleet fleet) {
    return new World(new Setting(fleet, 1, true));
  }

  private static World settled() {
    World world = world(SimFleet.threeRegions());
    Settled.await(world, SETTLES_WITHIN);
    return world;
  }

  private static void drain(World world, String subject) {
    world.operate((state, note) -> OperatorVerbs.drain(state, subject, note));
  }

  private static void watch(World world, int seconds, Map<Class<?>, CycleOutcome> reached) {
    for (int second = 0; second < seconds; second++) {
      world.run(Duration.ofSeconds(1));
      for (Runner runner : world.runners()) {
        SteerReport last = runner.last();
        if (last != null) {
          reached.putIfAbsent(last.outcome().getClass(), last.outcome());
        }
      }
    }
  }
}
