package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.Notifier.Notice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is told of a failover is told what it may lose. */
class TakeoverNoticeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:00Z");

  @Test
  void what_takes_over_is_told_with_how_far_it_is_behind() {
    String text = "its copy of gateway is 2 min behind, at version 3 of 5: 2 objects, 812 B";

    assertThat(
            Notices.of(
                "shop",
                List.of(
                    new HistoryEntry(
                        NOW, 7, "takeover", "deployment/portal/eu-north", text, "fairlead"))))
        .containsExactly(new Notice("moved", "shop", "deployment/portal/eu-north", text, NOW));
  }
}
