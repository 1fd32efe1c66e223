package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.simulation.Ground.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One way through the decisions: what was before, what happens, what must be so in the end.
 *
 * @param prepare brings the world to where it starts
 */
record Path(
    String name, Consumer<World> prepare, Consumer<World> trigger, Predicate<World> wanted) {
  private static final int LONG_ENOUGH = 60;

  /** Every path that a fault is tried on. */
  static List<Path> all() {
    List<Path> all = new ArrayList<>();
    all.addAll(List.of(firstZone(), nodeKilled(), nodeHung()));
    all.addAll(List.of(regionDark(), returned(), darkAWhile()));
    all.addAll(PersonPaths.all());
    return List.copyOf(all);
  }

  /** The first tick of a fleet: the register is created, and then every zone. */
  static Path firstZone() {
    return new Path("first zone", world -> {}, world -> {}, Settled::is);
  }

  /** Rung 1: a gateway refuses, its address goes to the other. */
  static Path nodeKilled() {
    return new Path(
        "node killed",
        Path::settle,
        world -> world.ground().node("eu-west", "gw-1", NodeState.REFUSES),
        world ->
            "gw-2".equals(world.ground().holders.get(new AddressId("eu-west", "front")))
                && allServed(world)
                && noOpenIntent(world));
  }

  /** A region is dark for five minutes, is left, and returns by its ramp. */
  static Path darkAWhile() {
    return new Path(
        "dark a while",
        Path::settle,
        world -> {
          world.ground().dark.add("us-east");
          world.timeline().in(Duration.ofMinutes(5), world.ground().dark::clear);
        },
        world -> world.ground().dark.isEmpty() && Settled.is(world));
  }

  /** Rung 2: a region is dark, its clients go elsewhere. */
  static Path regionDark() {
    return new Path(
        "region dark",
        Path::settle,
        world -> world.ground().dark.add("us-east"),
        world -> isLeft(world, "us-east") && allServed(world) && noOpenIntent(world));
  }

  /** Rung 1: a gateway hangs, and another observer is its second witness. */
  static Path nodeHung() {
    return new Path(
        "node hung",
        Path::settle,
        world -> world.ground().node("eu-west", "gw-1", NodeState.HANGS),
        world ->
            "gw-2".equals(world.ground().holders.get(new AddressId("eu-west", "front")))
                && allServed(world)
                && noOpenIntent(world));
  }

  /** A dark region returns by its ramp. */
  static Path returned() {
    return new Path(
        "ramp return",
        world -> {
          settle(world);
          world.ground().dark.add("us-east");
          world.ticks(12);
        },
        world -> world.ground().dark.clear(),
        Settled::is);
  }

  static void settle(World world) {
    Settled.await(world, LONG_ENOUGH);
  }

  static boolean allServed(World world) {
    return world.answers().served() > 99.9;
  }

  static boolean noOpenIntent(World world) {
    var newest = world.audit().ledger().newest();
    return newest != null && newest.intents().isEmpty();
  }

  static boolean isLeft(World world, String region) {
    return world
        .setting()
        .fleet()
        .partitions()
        .allMatch(partition -> world.answers().sentTo(partition, region) == 0);
  }
}
