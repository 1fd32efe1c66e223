package io.fairlead.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.History.EndedAt;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TargetId FRONT = new TargetId.Address(new AddressId("eu-west", "front"));
  private static final TargetId BACK = new TargetId.Address(new AddressId("eu-west", "back"));

  private static HistoryEntry ended(TargetId target, IntentEnd end, String node, long epoch) {
    Step step = new Step.MoveAddress(((TargetId.Address) target).id(), "gw-1", node);
    Intent intent =
        new Intent(
            epoch + ".1-abc",
            target,
            List.of(step),
            List.of(new HeldBy("gw-1"), new HeldBy(node)),
            "gw-1 is Down",
            List.of(),
            NOW,
            NOW,
            "plan");
    return History.ended(intent, end, "because", new EndedAt(NOW, epoch));
  }

  private static List<HistoryEntry> noise(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new HistoryEntry(NOW, i, "verdict", "node/r/n" + i, "Up to Down", "fairlead"))
        .toList();
  }

  @Test
  void the_end_of_an_intent_names_its_target_its_id_and_the_state_it_aimed_at() {
    HistoryEntry line = ended(FRONT, IntentEnd.CONFIRMED, "gw-2", 7);

    assertThat(line.kind()).isEqualTo("confirmed");
    assertThat(line.epoch()).isEqualTo(7);
    assertThat(line.subject()).isEqualTo("address/eu-west/front");
    assertThat(line.text()).isEqualTo("7.1-abc because → on gw-2");
  }

  @Test
  void every_end_has_its_own_kind() {
    assertThat(IntentEnd.values())
        .extracting(end -> ended(FRONT, end, "gw-2", 1).kind())
        .containsExactly("confirmed", "cancelled", "conflict");
  }

  @Test
  void nothing_added_changes_nothing() {
    List<HistoryEntry> lines = noise(3);

    assertThat(History.append(lines, List.of())).isSameAs(lines);
  }

  @Test
  void the_oldest_lines_go_beyond_the_limit() {
    List<HistoryEntry> lines = noise(RegisterState.HISTORY_LIMIT);
    HistoryEntry more = new HistoryEntry(NOW, 99, "freeze", "fleet", "audit", "olga");

    List<HistoryEntry> kept = History.append(lines, List.of(more));

    assertThat(kept).hasSize(RegisterState.HISTORY_LIMIT).contains(more);
    assertThat(kept.getFirst()).isEqualTo(lines.get(2));
    assertThat(kept.getLast().text()).startsWith("2 lines lost since " + NOW + ": ");
    assertThat(LostLines.isFirst(kept.getLast())).isTrue();
  }

  @Test
  void one_line_counts_all_that_is_lost_until_it_is_archived_itself() {
    int lines = RegisterState.HISTORY_LIMIT + 50;
    List<HistoryEntry> kept = List.of();
    for (HistoryEntry line : noise(lines)) {
      kept = History.append(kept, List.of(line));
    }

    assertThat(kept).hasSize(RegisterState.HISTORY_LIMIT);
    assertThat(kept).filteredOn(line -> line.kind().equals(LostLines.KIND)).hasSize(1);
    assertThat(LostLines.of(kept).count()).isEqualTo(lines - (RegisterState.HISTORY_LIMIT - 1));

    List<HistoryEntry> after = new ArrayList<>(kept);
    after.removeAll(History.surplus(kept));
    for (HistoryEntry line : noise(RegisterState.HISTORY_KEPT)) {
      after = new ArrayList<>(History.append(after, List.of(line)));
    }
    after.removeAll(History.surplus(after));
    assertThat(LostLines.of(after)).isEqualTo(LostLines.NONE);
  }

  @Test
  void the_newest_end_of_each_target_outlives_any_number_of_lines() {
    HistoryEntry older = ended(FRONT, IntentEnd.CONFIRMED, "gw-3", 1);
    HistoryEntry newest = ended(FRONT, IntentEnd.CONFIRMED, "gw-2", 2);
    HistoryEntry other = ended(BACK, IntentEnd.CANCELLED, "gw-2", 3);
    List<HistoryEntry> lines = List.of(older, newest, other);

    List<HistoryEntry> kept = lines;
    for (HistoryEntry line : noise(3 * RegisterState.HISTORY_LIMIT)) {
      kept = History.append(kept, List.of(line));
    }

    assertThat(kept).hasSize(RegisterState.HISTORY_LIMIT).startsWith(newest, other);
    assertThat(kept).doesNotContain(older);
  }

  @Test
  void a_state_is_ours_only_on_the_target_that_an_intent_aimed_at() {
    List<HistoryEntry> lines = List.of(ended(FRONT, IntentEnd.CANCELLED, "gw-2", 1));

    assertThat(History.aimedAt(lines, FRONT, new HeldBy("gw-2"))).isTrue();
    assertThat(History.aimedAt(lines, FRONT, new HeldBy("gw-22"))).isFalse();
    assertThat(History.aimedAt(lines, FRONT, new HeldBy("2"))).isFalse();
    assertThat(History.aimedAt(lines, BACK, new HeldBy("gw-2"))).isFalse();
    assertThat(History.knows(lines, FRONT)).isFalse();
    assertThat(History.knows(lines, BACK)).isFalse();
  }
}
