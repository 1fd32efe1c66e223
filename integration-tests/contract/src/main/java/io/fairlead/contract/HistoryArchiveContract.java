package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.HistoryArchive.Found;
import io.fairlead.port.HistoryArchive.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link HistoryArchive} over three stores does. Each test starts with no pages. */
public abstract class HistoryArchiveContract {
  /** Time of the first line that {@link #lines} makes; one a second follows. */
  protected static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

  /** Bytes beyond what stores take at once that have a limit. */
  private static final int TOO_LARGE = 2 << 20;

  /** The port. */
  protected abstract HistoryArchive archive();

  /** One of the three stores, 0 to 2, takes and answers nothing from now on; its name. */
  protected abstract String lose(int store);

  /** The adapter's wall clock. */
  protected abstract Instant now();

  /** Whether the stores take a page of any size in one piece. */
  protected boolean takesAnySize() {
    return false;
  }

  /** Lines of a verdict, from one number to before another. */
  protected static List<HistoryEntry> lines(int from, int to) {
    List<HistoryEntry> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String text = "Up to Down: 2 of 3 votes Down (need 2): eu-north Down (4/4 refused)";
      lines.add(line(START.plusSeconds(i), i, text));
    }
    return lines;
  }

  /** Keeps a page. */
  protected final Kept keep(List<HistoryEntry> lines) {
    return archive().keep(lines, now().plusSeconds(20));
  }

  /** What is found from a time on. */
  protected final Found since(Instant from) {
    return archive().since(from, now().plusSeconds(20));
  }

  private static HistoryEntry line(Instant at, long epoch, String text) {
    return new HistoryEntry(at, epoch, "verdict", "deployment/orders/us-east", text, "fairlead");
  }

  @Test
  void where_nothing_was_kept_nothing_is_found() {
    assertThat(since(Instant.EPOCH)).isEqualTo(new Found(List.of(), new java.util.TreeMap<>()));
  }

  @Test
  void what_was_kept_is_found_once_and_in_order() {
    List<HistoryEntry> first = lines(0, 20);

    assertThat(keep(lines(20, 40))).isEqualTo(new Kept.Done());
    assertThat(keep(first)).isEqualTo(new Kept.Done());
    assertThat(keep(first)).isEqualTo(new Kept.Done());

    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 40));
    assertThat(since(START).unreadable()).isEmpty();
  }

  @Test
  void lines_that_pages_share_are_found_once() {
    keep(lines(0, 20));
    keep(lines(10, 30));

    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 30));
  }

  @Test
  void two_pages_that_end_at_the_same_time_are_both_kept() {
    keep(lines(5, 10));
    keep(lines(8, 10));
    keep(List.of(line(START.plusSeconds(9), 77, "another epoch of the same second")));

    assertThat(since(START).lines()).hasSize(6).containsAll(lines(5, 10));
  }

  @Test
  void lines_before_the_time_asked_for_are_left_out() {
    keep(lines(0, 20));
    keep(lines(20, 40));

    assertThat(since(START.plusSeconds(10)).lines()).containsExactlyElementsOf(lines(10, 40));
    assertThat(since(START.plusSeconds(39)).lines()).containsExactlyElementsOf(lines(39, 40));
    assertThat(since(START.plusSeconds(40)).lines()).isEmpty();
  }

  @Test
  void a_page_that_ends_a_fraction_of_a_millisecond_after_the_time_is_found() {
    HistoryEntry late = line(START.plusNanos(900_100), 1, "late in its millisecond");
    keep(List.of(late));

    assertThat(since(START.plusNanos(900_000)).lines()).containsExactly(late);
    assertThat(since(START.plusNanos(900_200)).lines()).isEmpty();
  }

  @Test
  void a_line_is_found_as_it_was_written() {
    HistoryEntry odd =
        new HistoryEntry(
            START.plusNanos(123_456_789),
            Long.MAX_VALUE,
            "request",
            "address/eu-west/front",
            "\"quoted\" \\ back\nnew line → äöü 漢字 \u0001",
            "olga@example.org");
    keep(List.of(odd));

    assertThat(since(START).lines()).containsExactly(odd);
  }

  @Test
  void with_one_store_away_a_page_is_kept_and_found_and_the_store_is_named() {
    keep(lines(0, 5));
    String lost = lose(0);

    assertThat(keep(lines(5, 9))).isEqualTo(new Kept.Done());
    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 9));
    assertThat(since(START).unreadable()).containsOnlyKeys(lost);
  }

  @Test
  void with_two_stores_away_it_is_unknown_whether_a_page_is_kept() {
    keep(lines(0, 5));
    String first = lose(0);
    String second = lose(1);

    assertThat(keep(lines(5, 9)))
        .isInstanceOfSatisfying(
            Kept.Unknown.class, dark -> assertThat(dark.why()).contains("1 of 3", first, second));
    assertThat(since(START).lines()).containsAll(lines(0, 5));
    assertThat(since(START).unreadable()).containsOnlyKeys(first, second);
  }

  @Test
  void a_very_large_page_is_kept_in_parts() {
    List<HistoryEntry> large = lines(0, 4_000);

    assertThat(keep(large)).isEqualTo(new Kept.Done());
    assertThat(since(START).lines()).containsExactlyElementsOf(large);
  }

  @Test
  void a_line_of_2_mb_is_kept_whole_or_unknown_and_its_neighbours_lose_nothing() {
    HistoryEntry huge = line(START.plusSeconds(3), 3, "x".repeat(TOO_LARGE));
    List<HistoryEntry> page = new ArrayList<>(lines(0, 3));
    page.add(huge);

    if (takesAnySize()) {
      assertThat(keep(page)).isEqualTo(new Kept.Done());
      assertThat(since(START).lines()).containsExactlyElementsOf(page);
    } else {
      assertThat(keep(page)).isInstanceOf(Kept.Unknown.class);
      assertThat(since(START).lines()).isSubsetOf(lines(0, 3));
    }
  }

  @Test
  void without_time_nothing_is_known_and_every_store_is_named() {
    keep(lines(0, 5));
    Instant past = now().minus(Duration.ofSeconds(1));

    assertThat(archive().keep(lines(5, 9), past)).isInstanceOf(Kept.Unknown.class);
    assertThat(archive().since(START, past).unreadable()).hasSize(3);
    assertThat(archive().since(START, past).lines()).isEmpty();
  }
}
