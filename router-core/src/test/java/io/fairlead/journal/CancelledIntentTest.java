package io.fairlead.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.History.EndedAt;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CancelledIntentTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final TargetId TARGET = new TargetId.Address(FRONT);

  /**
   * Simulation, seed 75: the holder that a cancelled move had left alone was told as a person's.
   */
  @Test
  void a_cancelled_intent_does_not_say_where_its_target_stood() {
    List<HistoryEntry> lines = List.of(ended("gw-1", "gw-2", IntentEnd.CANCELLED, 1));

    assertThat(History.knows(lines, TARGET)).isFalse();
    assertThat(History.aimedAt(lines, TARGET, new HeldBy("gw-2"))).isTrue();
  }

  @Test
  void the_newest_confirmed_end_is_kept_beside_a_newer_cancelled_one() {
    List<HistoryEntry> lines =
        List.of(
            ended("gw-1", "gw-2", IntentEnd.CONFIRMED, 1),
            ended("gw-2", "gw-1", IntentEnd.CANCELLED, 2));
    List<HistoryEntry> noise =
        IntStream.range(0, 2 * RegisterState.HISTORY_LIMIT)
            .mapToObj(i -> new HistoryEntry(NOW, i + 3L, "verdict", "region/x", "noise", "us"))
            .toList();

    List<HistoryEntry> kept = lines;
    for (HistoryEntry line : noise) {
      kept = History.append(kept, List.of(line));
    }

    assertThat(kept).doesNotContain(noise.getFirst());
    assertThat(History.knows(kept, TARGET)).isTrue();
    assertThat(History.aimedAt(kept, TARGET, new HeldBy("gw-2"))).isTrue();
    assertThat(History.aimedAt(kept, TARGET, new HeldBy("gw-1"))).isTrue();
  }

  private static HistoryEntry ended(String from, String to, IntentEnd end, long epoch) {
    Intent intent =
        new Intent(
            epoch + ".1",
            TARGET,
            List.of(new Step.MoveAddress(FRONT, from, to)),
            List.of(new HeldBy(from), new HeldBy(to)),
            "holder is Down",
            List.of(),
            NOW,
            NOW.plusSeconds(30),
            "plan");
    return History.ended(intent, end, "why", new EndedAt(NOW, epoch));
  }
}
