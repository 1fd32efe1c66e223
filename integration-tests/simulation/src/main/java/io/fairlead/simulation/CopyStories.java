package io.fairlead.simulation;

import io.fairlead.journal.OperatorVerbs;
import io.fairlead.simulation.Ground.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Stories of copies that are behind, and of masters that are dark. */
final class CopyStories {
  private static final String COPY = "eu-north";

  /** Longer than any bound. */
  private static final Duration BEHIND = Duration.ofMinutes(5);

  private CopyStories() {}

  static List<Story> all() {
    return List.of(
        story("a copy that would take over is behind", "eu-west", CopyStories::behind),
        story("a copy in step takes over from its master", "eu-west", CopyStories::inStep),
        story("a copy is not older for its master's outage", "us-east", CopyStories::darkMaster),
        story("a region returns and its copy is behind", "eu-west", CopyStories::returns),
        story("an operator accepts the loss", "eu-west", CopyStories::accepted));
  }

  private static Story story(String name, String master, Consumer<World> play) {
    Setting setting = new Setting(SimFleet.replicating(SimFleet.threeRegions(), master), 1, true);
    return new Story(name, setting, play);
  }

  /** It brings nothing, and the master has published something it lacks for long. */
  private static void fallBehind(World world, String region) {
    Stories.settle(world);
    world.copies().stop(region, Integer.MAX_VALUE);
    world.copies().publish();
    world.run(BEHIND);
    // Much newer than what it lacks for longest.
    world.copies().publish();
    world.ticks(2);
  }

  private static void fall(World world, String region) {
    world.ground().node(region, "gw-1", NodeState.REFUSES);
    world.ground().node(region, "gw-2", NodeState.REFUSES);
  }

  private static void behind(World world) {
    fallBehind(world, COPY);
    world.ground().dark.add("eu-west");
    world.ticks(30);
    Stories.expect(world, portal(world, COPY) == 0, "what is behind is not promoted");
    world.ground().dark.clear();
    world.ticks(30);
    world.copies().resume(COPY);
    Settled.await(world, 120);
  }

  private static void inStep(World world) {
    Stories.settle(world);
    world.copies().publish();
    world.run(BEHIND);
    world.ground().dark.add("eu-west");
    world.ticks(12);
    Stories.expect(world, portal(world, COPY) > 99, "a copy in step takes over");
  }

  /** The region that publishes has been dark for long when another one falls. */
  private static void darkMaster(World world) {
    Stories.settle(world);
    world.ground().dark.add("us-east");
    world.run(BEHIND.multipliedBy(4));
    fall(world, "eu-west");
    world.ticks(12);
    Stories.expect(world, portal(world, COPY) > 99, "no copy is older for the outage");
  }

  /** Clean for long, and still without the newest version: its ramp does not begin. */
  private static void returns(World world) {
    Stories.settle(world);
    fall(world, COPY);
    world.ticks(12);
    Stories.expect(world, Stories.sentTo(world, COPY) == 0, "a region that fell is left");
    world.copies().stop(COPY, Integer.MAX_VALUE);
    world.copies().publish();
    world.run(BEHIND);
    world.ground().heal();
    world.run(BEHIND);
    Stories.expect(world, Stories.sentTo(world, COPY) == 0, "it waits for its copy");
    world.copies().resume(COPY);
    Settled.await(world, 120);
  }

  private static void accepted(World world) {
    fallBehind(world, COPY);
    world.operate(
        (state, note) ->
            OperatorVerbs.failover(
                state, "service/portal", new OperatorVerbs.Wish(COPY, false), note));
    world.ticks(6);
    Stories.expect(world, portal(world, COPY) == 0, "it does not go without a word");
    world.operate(
        (state, note) ->
            OperatorVerbs.failover(
                state, "service/portal", new OperatorVerbs.Wish(COPY, true), note));
    world.ticks(6);
    Stories.expect(world, portal(world, COPY) > 99, "it goes where the loss is accepted");
    for (String kind : List.of("request", "takeover")) {
      Stories.expect(
          world,
          Stories.newest(world).history().stream()
              .filter(line -> line.kind().equals(kind))
              .anyMatch(line -> line.text().contains("its copy of gateway is")),
          "the line of the " + kind + " tells what it may lose");
    }
  }

  private static double portal(World world, String region) {
    return world
        .setting()
        .fleet()
        .partitions()
        .filter(partition -> partition.id().service().equals("portal"))
        .mapToDouble(partition -> world.answers().sentTo(partition, region))
        .sum();
  }
}
