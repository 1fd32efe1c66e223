package io.fairlead.emulators.world;

import io.fairlead.emulators.world.AwsThings.Kept;
import java.io.IOException;

/** A world of its own in which everything is home and quiet, and clients that ask for names. */
record Settled(AwsPlace place, AwsWorld world, Clients clients) implements AutoCloseable {
  /** A fleet of a kind whose verdicts are Up and whose decisions are carried out. */
  static Settled of(AwsFleet.Kind kind, Kept kept) throws IOException {
    AwsPlace place = new AwsPlace();
    AwsWorld world = new AwsWorld(place, AwsFleet.of(kind), kept);
    Courses.settle(world);
    return new Settled(place, world, new Clients(world));
  }

  void ticks(int count) {
    for (int tick = 0; tick < count; tick++) {
      world.tick();
    }
  }

  @Override
  public void close() {
    place.close();
  }
}
