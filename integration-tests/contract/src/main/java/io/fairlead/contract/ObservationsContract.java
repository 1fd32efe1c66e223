package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Observations.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link Observations} does. Each test starts with no entries. */
public abstract class ObservationsContract {
  /** One observer's name. */
  protected static final String WEST = "eu-west";

  /** Another observer's name. */
  protected static final String EAST = "us-east";

  /** The port as a region's observer has it. */
  protected abstract Observations of(String observer);

  /** The adapter's wall clock. */
  protected abstract Instant now();

  /** An entry. */
  protected final Observation entry(String observer, long slot, String runId, long sequence) {
    return new Observation(
        observer,
        slot,
        runId,
        sequence,
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(slot),
        "9f3c12",
        17,
        false,
        "",
        new TreeMap<>());
  }

  /** Publishes as the entry's own observer. */
  protected final Published publish(Observation entry) {
    return of(entry.observer()).publish(entry, deadline());
  }

  /** What an observer reads of all. */
  protected final Entries latest(String reader) {
    return of(reader).latest(deadline());
  }

  private Instant deadline() {
    return now().plus(Duration.ofSeconds(10));
  }

  @Test
  void observers_that_wrote_nothing_are_absent() {
    assertThat(latest(WEST).found()).isEmpty();
  }

  @Test
  void an_entry_is_read_by_every_observer_as_it_was_written() {
    Observation entry = entry(WEST, 12, "run-1", 3);

    assertThat(publish(entry)).isEqualTo(Published.WRITTEN);

    assertThat(latest(WEST).found()).containsEntry(WEST, entry).hasSize(1);
    assertThat(latest(EAST).found()).containsEntry(WEST, entry).hasSize(1);
  }

  @Test
  void every_observer_has_its_own_entry() {
    publish(entry(WEST, 12, "run-1", 3));
    publish(entry(EAST, 11, "run-9", 1));

    assertThat(latest(WEST).found().keySet()).containsExactlyInAnyOrder(WEST, EAST);
  }

  @Test
  void an_observer_whose_entry_the_reader_has_is_left_out() {
    Observation theirs = entry(EAST, 11, "run-9", 1);
    publish(entry(WEST, 12, "run-1", 3));
    publish(theirs);

    Entries others = of(WEST).latestBut(WEST, deadline());

    assertThat(others.found()).containsEntry(EAST, theirs).hasSize(1);
    assertThat(others.unreadable()).doesNotContainKey(WEST);
  }

  @Test
  void what_another_run_wrote_since_an_entry_was_looked_at_is_replaced_by_a_higher_one_alone() {
    publish(entry(WEST, 12, "run-1", 3));
    Observations mine = of(WEST);
    mine.latest(deadline());
    Observation newest = entry(WEST, 20, "run-2", 1);
    publish(newest);

    assertThat(mine.publish(entry(WEST, 15, "run-3", 4), deadline()))
        .isEqualTo(Published.NOT_RISING);
    assertThat(latest(EAST).found()).containsEntry(WEST, newest);

    mine.latest(deadline());
    publish(entry(WEST, 21, "run-2", 2));
    assertThat(mine.publish(entry(WEST, 22, "run-3", 5), deadline())).isEqualTo(Published.WRITTEN);
  }

  @Test
  void a_rising_slot_replaces() {
    publish(entry(WEST, 12, "run-2", 3));

    assertThat(publish(entry(WEST, 13, "run-1", 1))).isEqualTo(Published.WRITTEN);
    assertThat(latest(WEST).found().get(WEST)).isEqualTo(entry(WEST, 13, "run-1", 1));
  }

  @Test
  void a_rising_run_id_replaces_within_a_slot() {
    publish(entry(WEST, 12, "run-1", 3));

    assertThat(publish(entry(WEST, 12, "run-2", 1))).isEqualTo(Published.WRITTEN);
  }

  @Test
  void a_rising_sequence_replaces_within_a_run() {
    publish(entry(WEST, 12, "run-1", 3));

    assertThat(publish(entry(WEST, 12, "run-1", 4))).isEqualTo(Published.WRITTEN);
  }

  @Test
  void the_same_entry_again_does_not_rise() {
    publish(entry(WEST, 12, "run-1", 3));

    assertThat(publish(entry(WEST, 12, "run-1", 3))).isEqualTo(Published.NOT_RISING);
  }

  @Test
  void an_older_slot_sequence_or_run_changes_nothing() {
    Observation newest = entry(WEST, 12, "run-2", 3);
    publish(newest);

    assertThat(publish(entry(WEST, 11, "run-9", 99))).isEqualTo(Published.NOT_RISING);
    assertThat(publish(entry(WEST, 12, "run-2", 2))).isEqualTo(Published.NOT_RISING);
    assertThat(publish(entry(WEST, 12, "run-1", 99))).isEqualTo(Published.NOT_RISING);
    assertThat(latest(WEST).found()).containsEntry(WEST, newest);
  }

  @Test
  void numbers_rise_as_numbers_and_not_as_text() {
    publish(entry(WEST, 9, "run-1", 9));

    assertThat(publish(entry(WEST, 9, "run-1", 10))).isEqualTo(Published.WRITTEN);
    assertThat(publish(entry(WEST, 10, "run-1", 1))).isEqualTo(Published.WRITTEN);
  }
}
