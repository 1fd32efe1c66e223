package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.HistoryEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** A gateway of Amsterdam falls, and the app that moves its public IP is killed. */
final class AppMove {
  /** Azure works a second on each of two writes; a tick puts on what another took off; a kill. */
  private static final Duration NOWHERE =
      Duration.ofSeconds(2).plus(AppFleet.SLOT.multipliedBy(2)).plusSeconds(1);

  private static final int MOST_SLOTS = 6;

  private final AppFleet fleet;
  private final String from;
  private final String to;

  AppMove(AppFleet fleet) {
    this.fleet = fleet;
    this.from = fleet.arm.holder();
    this.to = from.equals("gw-1-nic") ? "gw-2-nic" : "gw-1-nic";
  }

  /** The fleet ends it whatever the killed app had done, and people bring the gateway back. */
  void isEndedAfter(MoveKill at) throws IOException {
    long before = fleet.read().epoch();
    Instant killed = kill(at);

    while (!fleet.arm.holder().equals(to)) {
      assertThat(Duration.between(killed, fleet.time.instant()))
          .as("on no NIC after %s", at)
          .isLessThan(NOWHERE);
      fleet.slots(1);
    }
    fleet.until(fleet::isAtRest);

    assertThat(fleet.arm.holder()).isEqualTo(to);
    assertThat(fleet.state().history())
        .filteredOn(line -> line.epoch() > before && line.kind().equals("confirmed"))
        .extracting(HistoryEntry::subject)
        .containsOnlyOnce("address/amsterdam/front");
    assertThat(fleet.arm.outside()).isEmpty();
    assertThat(fleet.isOut("amsterdam")).isFalse();
    fleet.gateways.start(1);
    fleet.slots(3);
    assertThat(fleet.arm.holder()).as("nothing moves back").isEqualTo(to);
  }

  /**
   * Amsterdam alone sees its gateway fall and decides.
   *
   * @return when it was killed
   */
  private Instant kill(MoveKill at) throws IOException {
    HostedApp app = fleet.app("amsterdam");
    AtomicBoolean struck = new AtomicBoolean();
    fleet.arm.atNextWrite(
        at.nic(from, to),
        at.isCarriedOut(),
        () -> {
          struck.set(true);
          app.kill();
        });
    fleet.gateways.fellGateway(from);
    for (int slot = 0; slot < MOST_SLOTS && !struck.get(); slot++) {
      fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
      HostedApp.Reply reply = fleet.fire("amsterdam");
      assertThat(reply.status() == HostedApp.GONE).as(app.output()).isEqualTo(struck.get());
    }
    assertThat(struck).as(app.output()).isTrue();
    Instant killed = fleet.time.instant();
    app.restart();
    return killed;
  }
}
