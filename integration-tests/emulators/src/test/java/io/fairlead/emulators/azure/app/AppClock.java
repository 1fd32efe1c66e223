package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.health.Observation;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Paris's app runs on a machine whose clock is far off that of the stores. */
final class AppClock {
  private static final Duration OFF = Duration.ofSeconds(30);

  /** Slots until one of the clock that is behind comes after one of the clock that was ahead. */
  private static final int CAUGHT_UP = 7;

  private final AppFleet fleet;
  private final VirtualTime own = new VirtualTime();

  AppClock(AppFleet fleet) throws IOException {
    this.fleet = fleet;
  }

  /** Its word does not count meanwhile, it says why, and when its clock is set all is as before. */
  void isOffAndSetAgain() throws IOException {
    int told = fleet.people.events().size();
    fleet.timers.stop(fleet.app("paris"));
    differsBy(OFF);
    try (HostedApp off = fleet.another("paris", own)) {
      abstains(off, "ahead of");
      fleet.slots(CAUGHT_UP);
      differsBy(OFF.negated());
      abstains(off, "behind");
    }
    fleet.timers.start(fleet.app("paris"));
    fleet.slots(2);

    assertThat(fleet.entries().get("paris").blind()).isFalse();
    assertThat(fleet.isAtRest()).isTrue();
    assertThat(fleet.isOut("paris")).isFalse();
    assertThat(fleet.people.events()).as("nobody was woken").hasSize(told);
  }

  /** From the next slot on, which nobody of paris has had. */
  private void differsBy(Duration ahead) {
    fleet.time.until(fleet.slot().plus(AppFleet.SLOT));
    own.pass(Duration.between(own.instant(), fleet.time.instant()).plus(ahead));
  }

  private void abstains(HostedApp off, String side) {
    long epoch = fleet.read().epoch();

    assertThat(off.begin("tick", Timers.timer(false)).join().status()).isEqualTo(200);

    JsonNode line = off.ticks().getLast();
    Observation entry = fleet.entries().get("paris");
    assertThat(entry.blind()).as("%s", line).isTrue();
    assertThat(entry.blindReason())
        .matches("its clock is (29|30|31)[0-9]{3} ms " + side + " the store's");
    assertThat(line.path("blind").asString("")).isEqualTo(entry.blindReason());
    assertThat(Duration.between(entry.at(), fleet.time.instant()).abs())
        .as("dated by the store's clock")
        .isLessThan(Duration.ofSeconds(5));
    assertThat(fleet.read().epoch()).as("it changes nothing").isEqualTo(epoch);
  }
}
