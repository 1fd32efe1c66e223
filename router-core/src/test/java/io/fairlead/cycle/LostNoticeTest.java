package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.History;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.LostLines;
import io.fairlead.journal.RegisterState;
import io.fairlead.port.Notifier.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People hear once that history is lost, however much more follows. */
class LostNoticeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:00Z");
  private static final int LOSING = 20;

  @Test
  void the_first_loss_is_told_and_more_of_it_is_counted() {
    List<HistoryEntry> history = List.of();
    List<Notice> told = new ArrayList<>();
    for (int i = 0; i < RegisterState.HISTORY_LIMIT + LOSING; i++) {
      long epoch = i;
      HistoryEntry line =
          new HistoryEntry(NOW.plusSeconds(i), epoch, "verdict", "region/us-east", "Down", "x");
      history = History.append(history, List.of(line));
      told.addAll(
          Notices.of("demo", history.stream().filter(each -> each.epoch() == epoch).toList()));
    }

    assertThat(told).extracting(Notice::kind).containsExactly("lost");
    assertThat(told.getFirst().subject()).isEqualTo("history");
    assertThat(told.getFirst().text()).startsWith("2 lines lost since ").contains("no archive");
    assertThat(LostLines.of(history).count()).isEqualTo(LOSING + 1);
  }
}
