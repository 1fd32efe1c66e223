package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.simulation.Ground.NodeState;
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
    return List.of(firstZone(), nodeKilled(), regionDark(), drained(), returned(), failedOver());
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

  /** Rung 2: a region is dark, its clients go elsewhere. */
  static Path regionDark() {
    return new Path(
        "region dark",
        Path::settle,
        world -> world.ground().dark.add("us-east"),
        world -> isLeft(world, "us-east") && allServed(world) && noOpenIntent(world));
  }

  /** An operator drains a region. */
  static Path drained() {
    return new Path(
        "drain",
        Path::settle,
        world ->
            world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-north", note)),
        world -> isLeft(world, "eu-north") && allServed(world) && noOpenIntent(world));
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

  /** An operator sends the active-passive service to its second region. */
  static Path failedOver() {
    return new Path(
        "failover",
        Path::settle,
        world ->
            world.operate(
                (state, note) ->
                    OperatorVerbs.failover(
                        state, "service/portal", new OperatorVerbs.Wish("eu-north", false), note)),
        world ->
            world.answers().sentTo(partition(world, "portal", "all"), "eu-north") > 99
                && allServed(world)
                && noOpenIntent(world));
  }

  private static void settle(World world) {
    Settled.await(world, LONG_ENOUGH);
  }

  private static boolean allServed(World world) {
    return world.answers().served() > 99.9;
  }

  private static boolean noOpenIntent(World world) {
    var newest = world.audit().ledger().newest();
    return newest != null && newest.intents().isEmpty();
  }

  private static boolean isLeft(World world, String region) {
    return world
        .setting()
        .fleet()
        .partitions()
        .allMatch(partition -> world.answers().sentTo(partition, region) == 0);
  }

  private static Partition partition(World world, String service, String name) {
    return world
        .setting()
        .fleet()
        .partitions()
        .filter(partition -> partition.id().equals(new PartitionId(service, name)))
        .findFirst()
        .orElseThrow();
  }
}
