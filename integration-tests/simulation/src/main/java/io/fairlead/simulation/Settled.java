package io.fairlead.simulation;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Partition;
import io.fairlead.journal.RegisterState;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether the world is as the topology wants it when nothing is broken, and at rest. */
final class Settled {
  private static final double ROUNDING = 1.0;

  private Settled() {}

  static boolean is(World world) {
    return why(world).isEmpty();
  }

  /** What is not as it should be; empty = settled. */
  static String why(World world) {
    RegisterState state = world.audit().ledger().newest();
    if (state == null) {
      return "the register is empty";
    }
    if (!state.intents().isEmpty() || state.freeze() != null || !state.drains().isEmpty()) {
      return "open: " + state.intents() + " " + state.freeze() + " " + state.drains().keySet();
    }
    if (!world.flags().isEmpty()) {
      return "flags are raised";
    }
    if (!world.zones().servers().behind().isEmpty()) {
      return "server " + world.zones().servers().behind();
    }
    for (Partition partition : world.setting().fleet().partitions().toList()) {
      if (!isHome(world, partition)) {
        return partition.id() + " goes to " + world.answers().sent(partition);
      }
    }
    if (world.answers().served() < 100 - ROUNDING / 10) {
      return "only " + world.answers().served() + " % are served";
    }
    for (Runner runner : world.runners()) {
      SteerReport last = runner.last();
      CycleOutcome outcome = last == null ? null : last.outcome();
      if (!(outcome instanceof CycleOutcome.Idle)) {
        return runner.name() + " " + Objects.toString(outcome, "has not run");
      }
    }
    return "";
  }

  private static boolean isHome(World world, Partition partition) {
    SortedMap<String, Double> sent = world.answers().sent(partition);
    SortedMap<String, Integer> home = new TreeMap<>(partition.shares());
    if (home.isEmpty()) {
      home.put(partition.order().getFirst(), 100);
    }
    return home.entrySet().stream()
            .allMatch(e -> Math.abs(sent.getOrDefault(e.getKey(), 0.0) - e.getValue()) < ROUNDING)
        && sent.keySet().stream().allMatch(home::containsKey);
  }

  /** Runs until the world is settled. */
  static void await(World world, int ticks) {
    for (int i = 0; i < ticks; i++) {
      if (is(world)) {
        return;
      }
      world.ticks(1);
    }
    String why = why(world);
    if (!why.isEmpty()) {
      throw new Violation(14, "not settled after " + ticks + " ticks: " + why);
    }
  }
}
