package io.fairlead.simulation;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stories of the register's stores: restored from older copies, or emptied. */
final class CellStories {
  private static final int SETTLES_WITHIN = 120;
  private static final int ALL = 1000;

  /** Each change takes a promise and an acceptance in each cell. */
  private static final int WRITES = 2;

  private CellStories() {}

  static List<Story> all() {
    return List.of(
        story("a cell is restored from an older copy", CellStories::restored),
        story("a restored register is found again", CellStories::foundAgain),
        story("a cell is restored and nothing is lost", CellStories::harmless),
        story("every cell is emptied", CellStories::emptied),
        story("the archive takes nothing", CellStories::archiveSilent));
  }

  private static Story story(String name, Consumer<World> play) {
    return new Story(name, new Setting(SimFleet.threeRegions(), 1, true), play);
  }

  /**
   * Two cells hold a drain, the third was away. One of the two is restored from a copy made before,
   * the other is cut off, every process starts anew: nobody is left who remembers but the entries.
   */
  private static void restored(World world) {
    long effects = rolledBack(world);
    Stories.expect(world, world.audit().effects() == effects, "nothing is decided on what is left");
    Stories.expect(world, wentBack(world), "the runs tell that the register went back");
    boolean operated =
        world.operate((state, note) -> OperatorVerbs.drain(state, "region/us-east", note));
    Stories.expect(world, !operated, "no verb writes over it");
    Stories.expect(world, world.takeOlder(), "a person may take what is left");
    world.ground().heal();
    world.ticks(12);
    world.operate(
        (state, note) -> OperatorVerbs.failback(state, "deployment/portal/eu-west", note));
    Settled.await(world, SETTLES_WITHIN);
    Stories.expect(world, told(world), "the history tells of it");
  }

  /** The same, but the cell that still holds the drain answers before anybody writes. */
  private static void foundAgain(World world) {
    rolledBack(world);
    world.ground().heal();
    Stories.expect(world, world.takeOlder(), "a person may take what is left");
    world.ticks(30);
    Stories.expect(world, !told(world), "nothing is lost");
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain stays");
  }

  private static long rolledBack(World world) {
    Stories.settle(world);
    cutOff(world, "us-east");
    long before = world.audit().ledger().epoch();
    Stories.drain(world, "region/eu-north");
    world.ticks(4);
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
    restart(world);
    world.ground().heal();
    cutOff(world, "eu-west");
    long lost = world.audit().ledger().epoch() - before;
    world.rollBack(world.cells().getFirst(), (int) (WRITES * lost));
    long effects = world.audit().effects();
    world.ticks(6);
    return effects;
  }

  /** One of three, the others hold what it has lost. */
  private static void harmless(World world) {
    Stories.settle(world);
    Stories.drain(world, "region/eu-north");
    world.ticks(4);
    world.rollBack(world.cells().getFirst(), 2 * WRITES);
    restart(world);
    world.ticks(6);
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain stays");
    world.operate((state, note) -> OperatorVerbs.undrain(state, "region/eu-north", note));
    Settled.await(world, SETTLES_WITHIN);
  }

  /** An empty register is no new fleet where entries tell of epochs. */
  private static void emptied(World world) {
    Stories.settle(world);
    world.flags().hold("eu-west", new RegionGroup("us-east", "default"), "pat");
    world.cells().forEach(cell -> world.rollBack(cell, ALL));
    restart(world);
    world.ticks(8);
    Stories.expect(world, wentBack(world), "an empty register is not taken for a new fleet's");
    Stories.expect(world, world.takeOlder(), "a person may start anew");
    world.flags().releaseHolds(new RegionGroup("us-east", "default"));
    Settled.await(world, SETTLES_WITHIN);
  }

  /** More lines than the register keeps, while no page is kept anywhere. */
  private static void archiveSilent(World world) {
    Stories.settle(world);
    world.faults(call -> call.port().equals("HistoryArchive") ? new Fault.Drop() : null);
    fillHistory(world);
    int kept = Stories.newest(world).history().size();
    Stories.expect(world, kept > RegisterState.HISTORY_ARCHIVED, "lines stay that no archive has");
    world.faults(FaultPlan.NONE);
    world.ticks(2);
    kept = Stories.newest(world).history().size();
    Stories.expect(
        world, kept <= RegisterState.HISTORY_ARCHIVED, "they leave once an archive has them");
  }

  /** Freezes and unfreezes until there are more lines than the register keeps for long. */
  static void fillHistory(World world) {
    for (int i = 0; i < RegisterState.HISTORY_ARCHIVED; i++) {
      world.operate(i % 2 == 0 ? OperatorVerbs::freeze : OperatorVerbs::unfreeze);
    }
    world.ticks(2);
  }

  private static void cutOff(World world, String region) {
    for (String other : world.setting().fleet().regions().keySet()) {
      if (!other.equals(region)) {
        world.ground().cut.add(new Ground.Path(other, region));
        world.ground().cut.add(new Ground.Path(region, other));
      }
    }
  }

  private static void restart(World world) {
    world.ticks(1);
    world.runners().forEach(runner -> runner.restart(Duration.ofSeconds(1)));
  }

  private static boolean wentBack(World world) {
    return world.runners().stream()
        .map(Runner::last)
        .anyMatch(last -> last != null && last.outcome() instanceof CycleOutcome.WentBack);
  }

  private static boolean told(World world) {
    return Stream.concat(Stories.newest(world).history().stream(), world.archive().lines().stream())
        .anyMatch(line -> line.kind().equals("register"));
  }
}
