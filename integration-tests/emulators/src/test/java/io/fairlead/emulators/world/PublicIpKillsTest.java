package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.world.AzureThings.Carriers;
import io.fairlead.fleet.AddressId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A public IP leaves a gateway that fell, from NIC to NIC and from frontend to frontend, while
 * Azure works for 4 s, for 25 s or for 60 s on each write. The function that moves it is killed at
 * each call on Azure, once and twice; its calls are doubled, lost and late. The address ends where
 * it should, and is on nothing no longer than Azure's time for both writes and a tick, and a tick
 * more for each kill. Here some of all runs; {@code integration-tests/full azure-kills} plays every
 * one.
 */
class PublicIpKillsTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final int EVERY = Integer.getInteger("fairlead.azure.kills.every", 251);
  private static final int LONGEST = 40;

  /** Runs after which it tells how far it is. */
  private static final int TOLD = 100;

  private static final List<Duration> WORK =
      List.of(Duration.ofSeconds(4), Duration.ofSeconds(25), Duration.ofSeconds(60));

  /** Calls after the first kill, at which the next function is killed, too: -1 = it is not. */
  private static final List<Integer> AGAIN = List.of(-1, 0, 2, 5, 9, 14, 20);

  private SettledInAzure settled;
  private AwsWorld world;
  private AzureThings things;

  private void settle(Carriers carriers) throws IOException {
    settled = SettledInAzure.of(AwsFleet.Kind.STRICT, carriers, FRONT);
    world = settled.world();
    things = settled.things();
  }

  @AfterEach
  void stop() {
    settled.close();
  }

  @ParameterizedTest
  @EnumSource(Carriers.class)
  void case_5_faults_at_any_calls_of_a_move_leave_the_address_on_nothing_no_longer_than_they_may(
      Carriers carriers) throws IOException {
    settle(carriers);
    List<String> failures = new ArrayList<>();
    Duration longest = Duration.ZERO;
    int runs = 0;
    int skipped = EVERY / 2;
    for (Duration work : WORK) {
      int calls = play(new Run(work, null, -1, -1)).calls();
      assertThat(calls).isGreaterThan(10);
      for (Run run : runs(work, calls)) {
        if (skipped++ % EVERY != 0) {
          continue;
        }
        Played played = play(run);
        runs++;
        longest = longest.compareTo(played.onNothing()) < 0 ? played.onNothing() : longest;
        if (!"gw-2".equals(played.holder()) || played.onNothing().compareTo(run.bound()) > 0) {
          failures.add(run + ": " + played + ", bound " + run.bound());
          System.out.printf("faults on %s of Azure: wrong: %s%n", carriers, failures.getLast());
        }
        if (runs % TOLD == 0) {
          System.out.printf("faults on %s of Azure: %d runs so far%n", carriers, runs);
        }
      }
    }
    System.out.printf("faults on %s of Azure: %d runs, longest %s%n", carriers, runs, longest);

    assertThat(runs).isPositive();
    assertThat(failures).isEmpty();
  }

  /** No fault at all, and every fault at every call, kills also twice. */
  private static List<Run> runs(Duration work, int calls) {
    List<Run> runs = new ArrayList<>(List.of(new Run(work, null, -1, -1)));
    for (int index = 0; index < calls; index++) {
      for (Strike strike : Strike.values()) {
        for (int again : strike.kills() ? AGAIN : List.of(-1)) {
          runs.add(new Run(work, strike, index, again));
        }
      }
    }
    return runs;
  }

  /**
   * What happens in a run.
   *
   * @param work of Azure on each write
   * @param index of the call that is struck
   * @param again the call of the function after it that is struck, too; -1 = none
   */
  private record Run(Duration work, @Nullable Strike strike, int index, int again) {
    /** Both writes, a tick, and a tick for each fault. */
    Duration bound() {
      int faults = strike == null ? 0 : strike.costs() * (again < 0 ? 1 : 2);
      return work.multipliedBy(2).plus(AwsFleet.TICK.multipliedBy(1L + faults));
    }
  }

  /** How a run ended. */
  private record Played(int calls, @Nullable String holder, Duration onNothing) {}

  /** The gateway falls; calls on Azure are struck. */
  private Played play(Run run) {
    settled.rewind();
    things.twin().takes(run.work());
    // The function has looked at the fleet before.
    world.tick();
    things.twin().forgetCalls();
    List<Integer> left = new ArrayList<>(run.again() < 0 ? List.of() : List.of(run.again()));
    Struck struck = strike(run.strike(), run.index());
    world.refuses("eu-west", "gw-1", true);
    Window window = new Window();
    for (int tick = 0; tick < LONGEST && !(window.isOver() && struck.isOver()); tick++) {
      Instant began = world.clock().instant();
      world.tick();
      window.look(began);
      if (struck.isOver() && run.strike() != null && run.strike().kills()) {
        things.twin().faults().clear();
        world.twin().faults().clear();
        world.addressesIn(things.mover(), things::holder);
        struck = left.isEmpty() ? struck : strike(run.strike(), left.removeFirst());
      }
    }
    things.twin().deliverLate();
    world.tick();
    world.tick();
    world.clock().pass(run.work());
    return new Played(things.twin().calls().size(), world.holder(FRONT), window.length());
  }

  private Struck strike(@Nullable Strike strike, int index) {
    Struck struck = new Struck(index);
    if (strike != null) {
      if (strike.kills()) {
        things.twin().faults().add(call -> struck.isOver(), new Fault.CutBefore());
        world.twin().faults().add(call -> struck.isOver(), new Fault.CutBefore());
      }
      things.twin().faults().add(struck, strike.fault(), 1);
    }
    return struck;
  }

  /** From when the address sat on no node until Azure was done with putting it on one. */
  private final class Window {
    private @Nullable Instant off;
    private @Nullable Instant on;

    /** After a tick that began at an instant. */
    void look(Instant began) {
      boolean nowhere = things.sitsOn(FRONT).isEmpty();
      if (nowhere && off == null) {
        off = began;
      }
      if (!nowhere && off != null && on == null) {
        on = things.settles(FRONT);
      }
      if (nowhere) {
        on = null;
      }
    }

    boolean isOver() {
      return on != null;
    }

    Duration length() {
      return off == null || on == null ? Duration.ofDays(1) : Duration.between(off, on);
    }
  }

  /** Counts calls up to one. */
  private static final class Struck implements Predicate<Call> {
    private final int index;
    private int seen;

    Struck(int index) {
      this.index = index;
    }

    @Override
    public synchronized boolean test(Call call) {
      return seen++ == index;
    }

    /** Whether it was struck, or there is none to strike. */
    synchronized boolean isOver() {
      return index < 0 || seen > index;
    }
  }
}
