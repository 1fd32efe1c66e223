package io.fairlead.simulation;

import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.util.List;

/** Paths that begin with what a person does: by a verb, or by hand in the flag stores. */
final class PersonPaths {
  private static final String DRAINED = "region/eu-north";
  private static final RegionGroup HELD = new RegionGroup("us-east", "default");

  private static final Duration PAUSE = Duration.ofMinutes(2);

  /** A verb is carried out by then. */
  private static final int TICKS = 12;

  private PersonPaths() {}

  static List<Path> all() {
    return List.of(
        movedTwice(),
        drained(),
        drainedAWhile(),
        undrained(),
        failedOver(),
        failedBack(),
        frozen(),
        unfrozen(),
        held(),
        released());
  }

  /**
   * One node of a region is drained and then the other: the address goes there and back. Its fence
   * is its holder: a late request that finds the one it expects moves it once more, to a node that
   * serves.
   */
  static Path movedTwice() {
    String first = "node/eu-west/gw-1";
    String second = "node/eu-west/gw-2";
    return new Path(
        "moved twice",
        Path::settle,
        world -> {
          drain(world, first);
          world.timeline().in(PAUSE, () -> undrain(world, first));
          world.timeline().in(PAUSE, () -> drain(world, second));
          world.timeline().in(PAUSE.multipliedBy(2), () -> undrain(world, second));
        },
        world -> isDone(world, noDrain(world)));
  }

  /** An operator drains a region. */
  static Path drained() {
    return new Path(
        "drain",
        Path::settle,
        world -> drain(world, DRAINED),
        world -> isDone(world, Path.isLeft(world, "eu-north")));
  }

  /** Drained and given back: its records are in the end what they were before. */
  static Path drainedAWhile() {
    return new Path(
        "drained a while",
        Path::settle,
        world -> {
          drain(world, DRAINED);
          world.timeline().in(PAUSE, () -> undrain(world, DRAINED));
        },
        Settled::is);
  }

  /** An operator gives it back. */
  static Path undrained() {
    return new Path(
        "undrain",
        world -> {
          drained().prepare().andThen(drained().trigger()).accept(world);
          world.ticks(TICKS);
        },
        world -> undrain(world, DRAINED),
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
        world -> isDone(world, portalIn(world, "eu-north")));
  }

  /** A service stays where it went when its region fell, until an operator sends it back. */
  static Path failedBack() {
    return new Path(
        "failback",
        world -> {
          Path.settle(world);
          world.ground().dark.add("eu-west");
          world.ticks(TICKS);
          world.ground().dark.clear();
          world.ticks(5 * TICKS);
        },
        world ->
            world.operate(
                (state, note) -> OperatorVerbs.failback(state, "deployment/portal/eu-west", note)),
        world -> Settled.is(world) && noLatch(world));
  }

  /** A fleet is frozen while a region is drained: what is done stays, nothing new begins. */
  static Path frozen() {
    return new Path(
        "freeze",
        Path::settle,
        world -> {
          drained().trigger().accept(world);
          world.ticks(1);
          world.operate(OperatorVerbs::freeze);
        },
        world -> isDone(world, isFrozen(world)));
  }

  /** A region fell while the fleet was frozen: it is left once the freeze ends. */
  static Path unfrozen() {
    return new Path(
        "unfreeze",
        world -> {
          Path.settle(world);
          world.operate(OperatorVerbs::freeze);
          world.ground().dark.add("us-east");
          world.ticks(TICKS);
        },
        world -> world.operate(OperatorVerbs::unfreeze),
        world -> isDone(world, Path.isLeft(world, "us-east")));
  }

  /** A person holds a region's flag in two stores: nobody is sent there, nothing takes it away. */
  static Path held() {
    return new Path(
        "flag held",
        Path::settle,
        PersonPaths::hold,
        world -> isDone(world, Path.isLeft(world, "us-east") && world.flags().raised(HELD)));
  }

  /** The person takes it away again. */
  static Path released() {
    return new Path(
        "flag released",
        world -> {
          Path.settle(world);
          hold(world);
          world.ticks(TICKS);
        },
        world -> world.flags().releaseHolds(HELD),
        Settled::is);
  }

  private static void drain(World world, String subject) {
    world.operate((state, note) -> OperatorVerbs.drain(state, subject, note));
  }

  private static void undrain(World world, String subject) {
    world.operate((state, note) -> OperatorVerbs.undrain(state, subject, note));
  }

  private static boolean noDrain(World world) {
    RegisterState state = world.audit().ledger().newest();
    return state != null && state.drains().isEmpty();
  }

  private static void hold(World world) {
    world.flags().hold("eu-west", HELD, "pat");
    world.flags().hold("eu-north", HELD, "pat");
  }

  private static boolean isDone(World world, boolean wanted) {
    return wanted && Path.allServed(world) && Path.noOpenIntent(world);
  }

  private static boolean portalIn(World world, String region) {
    PartitionId portal = new PartitionId("portal", "all");
    Partition partition =
        world
            .setting()
            .fleet()
            .partitions()
            .filter(one -> one.id().equals(portal))
            .findFirst()
            .orElseThrow();
    return world.answers().sentTo(partition, region) > 99;
  }

  private static boolean isFrozen(World world) {
    RegisterState state = world.audit().ledger().newest();
    Hold freeze = state == null ? null : state.freeze();
    return freeze != null && freeze.activeAt(world.timeline().now());
  }

  private static boolean noLatch(World world) {
    RegisterState state = world.audit().ledger().newest();
    return state != null && state.latches().values().stream().allMatch(Latch::released);
  }
}
