package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecentFallsTest {
  private static final Instant NOW = Sighting.NOW;
  private final Fleet fleet = Fleets.three();
  private final TreeMap<Subject, VerdictEntry> held = new TreeMap<>();

  @Test
  void falls_within_the_panic_window_are_counted_by_region_and_service() {
    fell("region/eu-west", Duration.ofMinutes(9));
    fell("region/us-east", Duration.ofMinutes(11));
    fell("deployment/orders/eu-west", Duration.ofMinutes(1));
    fell("deployment/orders/eu-north", Duration.ofMinutes(2));
    fell("node/eu-west/gw-1", Duration.ofMinutes(1));

    RecentFalls falls = RecentFalls.of(fleet, held, NOW);

    assertThat(falls.regions()).containsExactly("eu-west");
    assertThat(falls.deployments()).containsOnlyKeys("orders");
    assertThat(falls.deployments().get("orders")).containsExactly("eu-north", "eu-west");
  }

  @Test
  void what_fell_and_came_back_still_counts() {
    held.put(
        Subject.parse("region/eu-west"),
        new VerdictEntry(Verdict.UP, NOW, "back", 1000, NOW.minusSeconds(60)));

    assertThat(RecentFalls.of(fleet, held, NOW).regions()).containsExactly("eu-west");
  }

  @Test
  void what_was_down_when_first_seen_never_fell() {
    held.put(
        Subject.parse("region/eu-west"),
        new VerdictEntry(Verdict.DOWN, NOW, "first", 0, Verdicts.NEVER));

    assertThat(RecentFalls.of(fleet, held, NOW).regions()).isEmpty();
  }

  private void fell(String subject, Duration ago) {
    Instant when = NOW.minus(ago);
    held.put(Subject.parse(subject), new VerdictEntry(Verdict.DOWN, when, "fell", 1000, when));
  }
}
