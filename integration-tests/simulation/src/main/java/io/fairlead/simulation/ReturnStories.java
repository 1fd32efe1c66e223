package io.fairlead.simulation;

import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.RegisterState.Evacuation;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.simulation.Ground.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Stories of coming back, of drains, and of what people hold. */
final class ReturnStories {
  private static final String REGION = "us-east";
  private static final double ROUNDING = 1.0;

  private ReturnStories() {}

  static List<Story> all() {
    return List.of(
        story("a region returns in steps", ReturnStories::steps),
        story("a manual service stays where it went", ReturnStories::manual),
        story("a drain of what flaps", ReturnStories::drainOfFlapping),
        story("drained and undrained at once", ReturnStories::atOnce),
        story("a hold in one store of three", ReturnStories::oneStore),
        story("a person holds while a flag is lowered", ReturnStories::holdsMeanwhile),
        story("both regions of a service are drained", ReturnStories::bothDrained),
        story("both regions of a group fall", ReturnStories::bothFall),
        story("an address is taken off while all is fresh", ReturnStories::takenOff),
        new Story(
            "unfrozen while two regions are down",
            new Setting(SimFleet.fourRegions(), 1, true),
            ReturnStories::unfrozen));
  }

  private static Story story(String name, Consumer<World> play) {
    return new Story(name, new Setting(SimFleet.threeRegions(), 1, true), play);
  }

  /** Clean for a minute first, then by 10, 25, 50, 75 and 100 % of its home share of 100. */
  private static void steps(World world) {
    Stories.settle(world);
    world.ground().dark.add(REGION);
    world.ticks(12);
    Stories.expect(world, Stories.sentTo(world, REGION) == 0, "a dark region is left");
    world.ground().dark.clear();
    world.run(Duration.ofSeconds(60));
    Stories.expect(world, Stories.sentTo(world, REGION) == 0, "it must be clean for a minute");
    double before = 0;
    for (int i = 0; i < 60; i++) {
      world.run(Duration.ofSeconds(20));
      double now = Stories.sentTo(world, REGION);
      Stories.expect(world, now - before <= 25 + ROUNDING, "it returns in steps");
      before = now;
    }
    Settled.await(world, 5);
  }

  private static void manual(World world) {
    Stories.settle(world);
    world.ground().dark.add("eu-west");
    world.ticks(12);
    world.ground().dark.clear();
    world.ticks(90);
    double there =
        world
            .setting()
            .fleet()
            .partitions()
            .filter(partition -> partition.id().service().equals("portal"))
            .mapToDouble(partition -> world.answers().sentTo(partition, "eu-north"))
            .sum();
    Stories.expect(world, there > 99, "the portal stays until an operator asks");
  }

  /** Damping delays returns, never a drain. */
  private static void drainOfFlapping(World world) {
    Stories.settle(world);
    for (int i = 0; i < 2; i++) {
      world.ground().node(REGION, "gw-1", NodeState.REFUSES);
      world.ground().node(REGION, "gw-2", NodeState.REFUSES);
      world.run(Duration.ofSeconds(22));
      world.ground().heal();
      world.run(Duration.ofSeconds(80));
    }
    Settled.await(world, 120);
    world.ground().node(REGION, "gw-1", NodeState.REFUSES);
    world.ground().node(REGION, "gw-2", NodeState.REFUSES);
    world.run(Duration.ofSeconds(22));
    world.ground().heal();
    world.run(Duration.ofSeconds(240));
    Stories.drain(world, "region/" + REGION);
    world.ticks(3);
    Stories.expect(world, Stories.sentTo(world, REGION) == 0, "the drain is carried out at once");
  }

  /** A zone that was just changed is left alone for the hold-down. */
  private static void atOnce(World world) {
    Stories.settle(world);
    Stories.drain(world, "region/eu-north");
    world.run(Duration.ofSeconds(3));
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
    world.operate((state, note) -> OperatorVerbs.undrain(state, "region/eu-north", note));
    world.ticks(4);
    Settled.await(world, 2);
  }

  /** Two of three stores decide: a single object takes nobody out. */
  private static void oneStore(World world) {
    Stories.unmoved(world, () -> world.flags().hold("eu-west", Stories.US_EAST, "pat"));
  }

  /** A person's hold comes just before our flag is deleted. */
  private static void holdsMeanwhile(World world) {
    Stories.settle(world);
    world.ground().dark.add(REGION);
    world.ticks(12);
    world.ground().dark.clear();
    boolean[] held = new boolean[1];
    world.faults(
        call -> {
          if (call.method().equals("apply") && !held[0]) {
            held[0] = true;
            world.flags().hold("eu-west", Stories.US_EAST, "pat");
          }
          return null;
        });
    world.ticks(30);
    Stories.expect(world, held[0], "the flag was lowered");
    Stories.expect(world, world.flags().holds("eu-west", Stories.US_EAST), "the hold stays");
    world.ticks(120);
    int journaled = world.audit().ledger().journaled();
    world.ticks(6);
    boolean none = world.audit().ledger().journaled() == journaled;
    Stories.expect(world, none, "nobody wants a person's flag away");
  }

  /** An operator asks for too much: the partition keeps a region. */
  private static void bothDrained(World world) {
    Stories.settle(world);
    Stories.drain(world, "deployment/portal/eu-west");
    Stories.drain(world, "deployment/portal/eu-north");
    world.ticks(6);
    Stories.expect(world, world.answers().served() > 99, "somebody serves the portal");
  }

  private static void bothFall(World world) {
    Stories.settle(world);
    for (String region : List.of("eu-north", "eu-west")) {
      world.ground().node(region, "gw-1", NodeState.REFUSES);
      world.ground().node(region, "gw-2", NodeState.REFUSES);
    }
    world.ticks(12);
    Stories.expect(world, Stories.newest(world).freeze() != null, "it is panic");
  }

  /** An address on nothing does not wait for the hold-down of a move that was just made. */
  private static void takenOff(World world) {
    Stories.settle(world);
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    for (int i = 0; i < 30 && !"gw-2".equals(Stories.holder(world)); i++) {
      world.run(Duration.ofSeconds(1));
    }
    world.ground().holders.put(Stories.FRONT, null);
    world.audit().person(new TargetId.Address(Stories.FRONT), new HeldBy(null));
    world.run(Duration.ofSeconds(8));
    Stories.expect(world, Stories.holder(world) != null, "it is put on a node at once");
  }

  /** A person unfreezes too early: still one region at most is left by itself in ten minutes. */
  private static void unfrozen(World world) {
    Stories.settle(world);
    for (String region : List.of(REGION, "us-west")) {
      world.ground().node(region, "gw-1", NodeState.REFUSES);
      world.ground().node(region, "gw-2", NodeState.REFUSES);
    }
    world.ticks(6);
    world.operate(OperatorVerbs::unfreeze);
    world.ticks(6);
    RegisterState state = Stories.newest(world);
    long left = state.evacuations().stream().map(Evacuation::region).distinct().count();
    Stories.expect(world, left <= 1, "one region at most is left in ten minutes");
  }
}
