package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.RegisterState;
import io.fairlead.simulation.Ground.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Stories of what may be believed: lost packets, single looks, too few voices, too many falls. */
final class HealthStories {
  private static final String REGION = "us-east";

  private HealthStories() {}

  static List<Story> all() {
    return List.of(
        story("probes pass and users get nothing", HealthStories::fooled),
        story("a region carries half of what it should", HealthStories::overloaded),
        story("a third of the packets is lost", HealthStories::lossy),
        story("an observer does not reach a node", HealthStories::ownPathCut),
        story("a node answers now and then", HealthStories::answersOnce),
        story("one voice says Down and the others are silent", HealthStories::oneVoice),
        new Story(
            "observers tell of the time before a move",
            new Setting(SimFleet.longFresh(), 1, true),
            HealthStories::oldNews),
        new Story("a region flaps", new Setting(SimFleet.damped(), 1, true), HealthStories::flaps),
        new Story(
            "only its own observer reaches a region",
            new Setting(SimFleet.walledOff(), 1, true),
            HealthStories::ownVoice),
        new Story(
            "two regions of four fall",
            new Setting(SimFleet.fourRegions(), 1, true),
            HealthStories::panic));
  }

  private static Story story(String name, Consumer<World> play) {
    return new Story(name, new Setting(SimFleet.threeRegions(), 1, true), play);
  }

  private static void lossy(World world) {
    Stories.settle(world);
    long before = world.audit().effects();
    world.ground().loss = 0.33;
    world.ticks(90);
    Stories.expect(world, world.audit().effects() == before, "lost packets move nothing");
    Stories.expect(world, Stories.newest(world).freeze() == null, "there is no panic");
  }

  /** The way from the region's own observer to the holder is cut; clients reach it all the same. */
  private static void ownPathCut(World world) {
    Stories.unmoved(world, () -> world.ground().unseen.add("eu-west/gw-1"));
  }

  private static void answersOnce(World world) {
    Stories.settle(world);
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(4);
    Stories.expect(world, "gw-2".equals(Stories.holder(world)), "the address moved");
    world.ground().node("eu-west", "gw-2", NodeState.REFUSES);
    world.ticks(4);
    for (int i = 0; i < 8; i++) {
      world.ground().node("eu-west", "gw-1", NodeState.SERVES);
      world.ticks(2);
      world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
      world.ticks(1);
      Stories.expect(world, "gw-2".equals(Stories.holder(world)), "two passes are not Up");
    }
  }

  /** The other two observers are silent, and one that lies is no majority of three. */
  private static void oneVoice(World world) {
    Stories.settle(world);
    long before = world.audit().effects();
    world.ground().liars.add("eu-west");
    world.runners().get(0).restart(Duration.ofMinutes(5));
    world.runners().get(2).restart(Duration.ofMinutes(5));
    world.ticks(12);
    Stories.expect(world, world.audit().effects() == before, "one voice moves nothing");
  }

  /**
   * A holder dies and its address moves; then the other observers stand still, and what they told
   * of the time before stays fresh beyond the time in which the new holder should have risen.
   */
  private static void oldNews(World world) {
    Stories.settle(world);
    world.run(Duration.ofSeconds(8));
    world.ground().node(REGION, "gw-1", NodeState.REFUSES);
    world.run(Duration.ofSeconds(10));
    Stories.expect(
        world,
        "gw-2".equals(world.ground().holders.get(new AddressId(REGION, "front"))),
        "the address moved");
    world.runners().get(0).restart(Duration.ofSeconds(100));
    world.runners().get(1).restart(Duration.ofSeconds(100));
    world.run(Duration.ofSeconds(98));
    Stories.expect(world, held(world) == Verdict.DOWN, "nobody has said otherwise yet");
    world.run(Duration.ofMinutes(3));
    Stories.expect(world, Stories.newest(world).evacuations().isEmpty(), "nobody left the region");
    Settled.await(world, 30);
  }

  /** Its own voice alone makes no region Up; its traffic stays where it is. */
  private static void ownVoice(World world) {
    Stories.settle(world);
    world.ticks(12);
    Stories.expect(world, held(world) == Verdict.UNKNOWN, "its own voice alone says nothing");
  }

  /** After many falls in a row a region is not believed at its first sign of life. */
  private static void flaps(World world) {
    Stories.settle(world);
    Duration down = Duration.ofSeconds(11);
    Duration up = Duration.ofSeconds(55);
    for (int i = 0; i < 5; i++) {
      nodes(world, NodeState.REFUSES);
      world.run(down);
      nodes(world, NodeState.SERVES);
      world.run(up);
    }
    Stories.expect(world, held(world) == Verdict.DOWN, "a region that flaps stays Down");
    world.run(Duration.ofMinutes(25));
    Stories.expect(world, held(world) == Verdict.UP, "it is believed in the end");
  }

  private static void nodes(World world, NodeState state) {
    world.ground().node(REGION, "gw-1", state);
    world.ground().node(REGION, "gw-2", state);
  }

  private static Verdict held(World world) {
    VerdictEntry entry =
        Stories.newest(world).verdicts().get(new Subject.OfDeployment("orders", REGION));
    return entry == null ? Verdict.UNKNOWN : entry.verdict();
  }

  /** One region is left; the second within ten minutes freezes everything. */
  private static void panic(World world) {
    Stories.settle(world);
    nodes(world, NodeState.REFUSES);
    world.ticks(6);
    Stories.expect(world, Stories.sentTo(world, REGION) == 0, "one region is left");
    world.ground().node("us-west", "gw-1", NodeState.REFUSES);
    world.ground().node("us-west", "gw-2", NodeState.REFUSES);
    world.ticks(6);
    RegisterState state = Stories.newest(world);
    Stories.expect(world, state.freeze() != null, "two regions in ten minutes freeze everything");
  }

  /** No probe can tell, so nobody may do anything, least of all back and forth. */
  private static void fooled(World world) {
    Stories.unmoved(
        world,
        () -> {
          world.ground().node("eu-west", "gw-1", NodeState.FOOLS_PROBES);
          world.ground().node("eu-west", "gw-2", NodeState.FOOLS_PROBES);
        });
  }

  /** A drain sends it more than it truly can: a third of the attempts is lost, nothing flaps. */
  private static void overloaded(World world) {
    Stories.settle(world);
    world.ground().halfCapacity.add("eu-west");
    Stories.drain(world, "region/eu-north");
    world.ticks(6);
    Stories.expect(world, world.answers().load("eu-west") > 45, "it gets more than it can");
    long before = world.audit().effects();
    world.ticks(60);
    Stories.expect(world, world.audit().effects() == before, "nothing flaps");
  }
}
