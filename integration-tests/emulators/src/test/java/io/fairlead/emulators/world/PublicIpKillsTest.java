package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.emulators.world.AwsWorld.Mark;
import io.fairlead.fleet.AddressId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A public IP leaves a gateway that fell. The function that moves it is killed at each call on
 * Azure, its calls are doubled, lost and late: the address ends where it should, and is on nothing
 * no longer than the two changes take and a tick, and a tick more for the kill. Here some of all
 * runs; {@code integration-tests/full azure-kills} plays every one.
 */
class PublicIpKillsTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final int EVERY = Integer.getInteger("fairlead.azure.kills.every", 11);
  private static final int LONGEST = 12;

  private AwsPlace place;
  private AwsWorld world;
  private AzureThings things;
  private Mark mark;

  @BeforeEach
  void settle() throws IOException {
    place = new AwsPlace();
    world = new AwsWorld(place, AwsFleet.of(AwsFleet.Kind.STRICT), Kept.ONE_CELL);
    things = new AzureThings(world.fleet(), place.clock());
    world.addressesIn(things.mover(), things::holder);
    for (int tick = 0; tick < LONGEST; tick++) {
      world.tick();
    }
    assertThat(world.holder(FRONT)).isEqualTo("gw-1");
    mark = world.mark();
  }

  @AfterEach
  void stop() {
    List<String> outside = things.twin().outside();
    things.close();
    place.close();
    assertThat(outside).as("what no published example has").isEmpty();
  }

  @Test
  void case_5_a_fault_at_any_call_of_a_move_leaves_the_address_on_nothing_no_longer_than_it_may() {
    int calls = play(null, -1).calls();
    List<String> failures = new ArrayList<>();
    Strike[] strikes = Strike.values();
    int runs = 0;
    for (int run = EVERY / 2; run < calls * strikes.length; run += EVERY) {
      Strike strike = strikes[run % strikes.length];
      Played played = play(strike, run / strikes.length);
      // One tick for the two changes, one for a kill.
      boolean soon = played.ticksOnNothing() <= 2;
      if (!"gw-2".equals(played.holder()) || !soon) {
        failures.add(strike + " at call " + run / strikes.length + ": " + played);
      }
      runs++;
    }
    System.out.printf("kills on Azure: %d calls, %d runs%n", calls, runs);

    assertThat(calls).isGreaterThan(10);
    assertThat(failures).isEmpty();
  }

  /** How a run ended. */
  private record Played(int calls, @Nullable String holder, int ticksOnNothing) {}

  /** The gateway falls; one call on Azure is struck. */
  private Played play(@Nullable Strike strike, int index) {
    world.rewind(mark);
    things.twin().rewind(mark.at());
    world.addressesIn(things.mover(), things::holder);
    // The function has looked at the fleet before.
    world.tick();
    things.twin().forgetCalls();
    Struck struck = new Struck(index);
    if (strike != null) {
      if (strike.kills()) {
        things.twin().faults().add(call -> struck.isOver(), new Fault.CutBefore());
        world.twin().faults().add(call -> struck.isOver(), new Fault.CutBefore());
      }
      things.twin().faults().add(struck, strike.fault(), 1);
    }
    world.refuses("eu-west", "gw-1", true);
    int onNothing = 0;
    boolean arrived = false;
    for (int tick = 0; tick < LONGEST && !(arrived && struck.isOver()); tick++) {
      world.tick();
      if (struck.isOver() && strike != null && strike.kills()) {
        things.twin().faults().clear();
        world.twin().faults().clear();
        world.addressesIn(things.mover(), things::holder);
      }
      onNothing += world.holder(FRONT) == null ? 1 : 0;
      arrived = "gw-2".equals(world.holder(FRONT));
    }
    things.twin().deliverLate();
    world.tick();
    world.tick();
    return new Played(things.twin().calls().size(), world.holder(FRONT), onNothing);
  }

  /** Counts calls up to one. */
  private static final class Struck implements java.util.function.Predicate<Call> {
    private final int index;
    private int seen;

    Struck(int index) {
      this.index = index;
    }

    @Override
    public synchronized boolean test(Call call) {
      return Objects.requireNonNull(call) != null && seen++ == index;
    }

    /** Whether it was struck, or there is none to strike. */
    synchronized boolean isOver() {
      return index < 0 || seen > index;
    }
  }
}
