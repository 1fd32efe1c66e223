package io.fairlead.simulation;

import io.fairlead.cycle.ProbeCycle;
import io.fairlead.health.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stories of observers that do not know the time. */
final class ClockStories {
  private static final String REGION = "us-east";

  private ClockStories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "a clock steps by an hour and the self-test gets no answer",
            new Setting(SimFleet.threeRegions(), 1, true),
            ClockStories::undated));
  }

  /** What it wrote by its own clock would hold everybody back for an hour, and mute it as well. */
  private static void undated(World world) {
    Stories.settle(world);
    world.faults(
        call ->
            call.process().equals(REGION) && call.method().equals("check")
                ? new Fault.Drop()
                : null);
    world.ground().skew.put(REGION, Duration.ofHours(1));
    Stories.drain(world, "region/eu-north");
    world.ticks(6);
    Instant latest = world.timeline().now().plus(ProbeCycle.CLOCK_MARGIN);
    Stories.expect(
        world,
        !Stories.newest(world).writtenAt().isAfter(latest),
        "nobody writes the register an hour ahead");
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");

    world.ground().skew.remove(REGION);
    world.faults(FaultPlan.NONE);
    world.ticks(2);
    Observation entry = world.board().entry(REGION);
    Stories.expect(
        world,
        entry != null && !entry.blind() && !entry.at().isAfter(latest.plusSeconds(30)),
        "it is heard again as soon as its clock is right");
  }
}
