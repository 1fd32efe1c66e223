package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.emulators.world.AwsWorld.Mark;
import io.fairlead.emulators.world.AzureThings.Carriers;
import io.fairlead.fleet.AddressId;
import java.io.IOException;
import java.util.List;

/** A world whose addresses are public IPs, at rest; it can be brought back to that again. */
record SettledInAzure(AwsPlace place, AwsWorld world, AzureThings things, Mark mark)
    implements AutoCloseable {
  private static final int SETTLES = 12;

  static SettledInAzure of(AwsFleet.Kind kind, Carriers carriers, AddressId front)
      throws IOException {
    AwsPlace place = new AwsPlace();
    AwsWorld world = new AwsWorld(place, AwsFleet.of(kind), Kept.ONE_CELL);
    AzureThings things = new AzureThings(world.fleet(), place.clock(), carriers);
    world.addressesIn(things.mover(), things::holder);
    for (int tick = 0; tick < SETTLES; tick++) {
      world.tick();
    }
    assertThat(world.holder(front)).isEqualTo("gw-1");
    return new SettledInAzure(place, world, things, world.mark());
  }

  /** As it was at rest, with a function that has looked at nothing yet. */
  void rewind() {
    world.rewind(mark);
    things.twin().rewind(mark.at());
    world.addressesIn(things.mover(), things::holder);
  }

  @Override
  public void close() {
    List<String> outside = things.twin().outside();
    things.close();
    place.close();
    assertThat(outside).as("what no published example has").isEmpty();
  }
}
