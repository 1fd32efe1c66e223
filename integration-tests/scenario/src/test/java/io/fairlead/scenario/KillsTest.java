package io.fairlead.scenario;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any process is killed with SIGKILL at any moment, several in sequence, and started again by
 * somebody a moment later. A round strikes one region: two that fall at once are a panic, which is
 * a person's to end.
 *
 * <p>Three rounds by default; {@code -Dfairlead.kill.rounds=30} plays more.
 */
@NeedsParts({Part.HAPROXY, Part.NGINX, Part.ENVOY, Part.DIG, Part.CURL})
class KillsTest {
  private static final int ROUNDS = Integer.getInteger("fairlead.kill.rounds", 3);
  private static final int MOST_VICTIMS = 4;
  private static final int MOST_MILLIS = 1500;
  private static final Duration CONVERGES = Duration.ofSeconds(90);

  @Test
  void traffic_converges_whoever_is_killed_and_whenever(@TempDir Path folder) {
    long seed = Long.getLong("fairlead.seed", System.nanoTime() % 1_000_000);
    System.out.println("kills: seed " + seed + " (-Dfairlead.seed repeats it)");
    Random random = new Random(seed);
    try (Fleet fleet = new Fleet(folder, WrittenTopology.in(folder), Map.of())) {
      fleet.startGateways();
      fleet.startEdges();
      fleet.startRuns();
      fleet.awaitHome();
      for (int round = 1; round <= ROUNDS; round++) {
        strike(fleet, round, random);
        Await.until(
            CONVERGES, () -> fleet.outlook().notServed(Outlook.names(), WrittenTopology.REGIONS));
      }
      fleet.awaitHome();
    }
  }

  private static void strike(Fleet fleet, int round, Random random) {
    String region = WrittenTopology.REGIONS.get(random.nextInt(WrittenTopology.REGIONS.size()));
    List<Actor> mortal = new ArrayList<>();
    for (Actor actor : fleet.all()) {
      if (actor.name().contains(region) || actor.name().startsWith("run-")) {
        mortal.add(actor);
      }
    }
    Collections.shuffle(mortal, random);
    for (Actor victim : mortal.subList(0, 1 + random.nextInt(MOST_VICTIMS))) {
      pause(random);
      System.out.println("kills: round " + round + ", kill -9 " + victim.name());
      victim.kill();
      if (random.nextBoolean()) {
        pause(random);
        victim.restart();
      }
    }
    pause(random);
    mortal.stream().filter(actor -> !actor.alive()).forEach(Actor::restart);
  }

  /** A moment of the seed's choice: not a wait for anything. */
  private static void pause(Random random) {
    long end = System.nanoTime() + random.nextInt(MOST_MILLIS) * 1_000_000L;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
