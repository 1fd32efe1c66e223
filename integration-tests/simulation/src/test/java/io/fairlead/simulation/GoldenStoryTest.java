package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One short course, told line by line, so that a change of behaviour is read in a review. */
class GoldenStoryTest {
  @Test
  void a_node_and_then_a_region_fall_and_return_as_told() throws IOException {
    assertThat(told()).isEqualTo(golden("node-and-region.txt"));
  }

  private static String told() {
    World world = new World(new Setting(SimFleet.threeRegions(), 1, true));
    Settled.await(world, 60);
    world.note("eu-west/gw-1 refuses");
    world.ground().node("eu-west", "gw-1", Ground.NodeState.REFUSES);
    world.ticks(6);
    world.note("us-east is dark");
    world.ground().dark.add("us-east");
    world.ticks(6);
    world.note("all is well again");
    world.ground().heal();
    world.ticks(48);
    world.note(Settled.is(world) ? "settled" : Settled.why(world));
    return world.trace().tail(Integer.MAX_VALUE) + "\n";
  }

  private static String golden(String name) throws IOException {
    try (InputStream text =
        Objects.requireNonNull(GoldenStoryTest.class.getResourceAsStream(name), name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
