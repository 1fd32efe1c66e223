package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllAddressesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ProbeTarget ORDERS = target("orders");
  private static final ProbeTarget PORTAL = target("portal");

  @Test
  void target_with_one_silent_address_times_out_whichever_comes_first() {
    ProbeResult passed = result(ORDERS, Outcome.PASSED, 1, 3);
    ProbeResult silent = result(ORDERS, Outcome.TIMED_OUT, 5, 500);

    assertThat(AllAddresses.joined(List.of(passed, silent))).containsExactly(silent);
    assertThat(AllAddresses.joined(List.of(silent, passed))).containsExactly(silent);
  }

  @Test
  void passes_of_all_addresses_add_their_attempts_up() {
    List<ProbeResult> joined =
        AllAddresses.joined(
            List.of(result(ORDERS, Outcome.PASSED, 2, 9), result(ORDERS, Outcome.PASSED, 3, 4)));

    assertThat(joined)
        .singleElement()
        .satisfies(
            all -> {
              assertThat(all.attempts()).isEqualTo(5);
              assertThat(all.failures()).isEqualTo(3);
              assertThat(all.latency()).isEqualTo(Duration.ofMillis(9));
            });
  }

  @Test
  void targets_do_not_speak_for_each_other() {
    ProbeResult orders = result(ORDERS, Outcome.PASSED, 1, 3);
    ProbeResult portal = result(PORTAL, Outcome.FAILED, 5, 3);

    assertThat(AllAddresses.joined(List.of(orders, portal))).containsExactly(orders, portal);
  }

  private static ProbeTarget target(String probe) {
    return new ProbeTarget(new Subject.OfDeployment("orders", "eu-west"), probe);
  }

  private static ProbeResult result(ProbeTarget target, Outcome outcome, int attempts, int millis) {
    int failures = outcome == Outcome.PASSED ? attempts - 1 : attempts;
    return new ProbeResult(
        target, outcome, false, attempts, failures, NOW, Duration.ofMillis(millis), "");
  }
}
