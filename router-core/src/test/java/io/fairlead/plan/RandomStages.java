package io.fairlead.plan;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.EvacuationFlags.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Stages on which a seed breaks things: each has troubles of its own, and work under way. */
final class RandomStages {
  private static final List<String> REGIONS = List.of("eu-north", "eu-west", "us-east");
  private static final int TROUBLES = 12;

  private RandomStages() {}

  /** The view of a seed, whose journal has what the tick before decided and nobody did. */
  static View view(long seed) {
    Random random = new Random(seed);
    Stage stage =
        Stage.settled(
            Blueprint.demo()
                .orders(random.nextBoolean() ? "192.0.2.9" : null)
                .portal(random.nextBoolean() ? FailbackMode.MANUAL : FailbackMode.RAMP));
    trouble(stage, random);
    View first = stage.view();
    stage.state = NextState.of(stage.state, first, Decision.of(first), "open");
    stage.epoch++;
    stage.pass(Duration.ofSeconds(random.nextInt(8)));
    trouble(stage, random);
    return stage.view();
  }

  private static void trouble(Stage stage, Random random) {
    for (int count = random.nextInt(1, 5); count > 0; count--) {
      trouble(stage, random, REGIONS.get(random.nextInt(REGIONS.size())));
    }
  }

  private static void trouble(Stage stage, Random random, String region) {
    String node = region + "/gw-" + random.nextInt(1, 3);
    switch (random.nextInt(TROUBLES)) {
      case 0 -> stage.darken(region);
      case 1 -> stage.downServices.add(region + "/orders");
      case 2 -> stage.drain("node/" + node);
      case 3 -> stage.drain("region/" + region);
      case 4 -> stage.request("failover", "region/" + region, null, random.nextBoolean());
      case 5 -> stage.request("failback", "region/" + region, null, false);
      case 6 -> stage.request("failover", "service/portal", null, false);
      case 7 -> stage.lossy.add(region);
      case 8 -> stage.unreadable.add("zone/demo.test");
      case 9 -> {
        RegionGroup flag = new RegionGroup(region, "default");
        stage.flags.put(flag, new Copy(flag, random.nextInt(2), "demo", "tag"));
      }
      default -> stage.downNodes.add(node);
    }
  }
}
