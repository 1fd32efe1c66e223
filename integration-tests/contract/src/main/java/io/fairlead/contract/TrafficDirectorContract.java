package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link TrafficDirector} does. Each test starts with a zone that was never written. */
public abstract class TrafficDirectorContract {
  /** The director tested. */
  protected abstract TrafficDirector director();

  /** A zone that it directs and that was never written. */
  protected abstract String zone();

  /** The adapter's wall clock. */
  protected abstract Instant now();

  /** Time enough for any call of the adapter. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** A weighted A record of the zone. */
  protected final WeightedRecord record(String region, int weight) {
    return new WeightedRecord(
        new RecordKey("eu.orders." + zone(), RecordType.A, region),
        Duration.ofSeconds(5),
        weight,
        List.of("192.0.2." + (region.length() + 1)),
        region + "/default");
  }

  /** What the director reads of the zone. */
  protected final Reading<RecordSets> read() {
    return Objects.requireNonNull(
        director().zones(new TreeSet<>(List.of(zone())), deadline()).get(zone()));
  }

  /** What the director reads of the zone, which must be readable. */
  protected final RecordSets known() {
    return switch (read()) {
      case Reading.Known<RecordSets> known -> known.value();
      case Reading.Unreadable<RecordSets> dark -> throw new AssertionError(dark.why());
    };
  }

  /** Applies one batch in time. */
  protected final ApplyOutcome change(long from, long to, RecordChange... changes) {
    return apply(order(from, to, now().plusSeconds(60), changes));
  }

  /** Applies one order. */
  protected final ApplyOutcome apply(Order order) {
    List<ApplyOutcome> outcomes = director().change(List.of(order), deadline());
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  /** An order to change the zone. */
  protected final Order order(long from, long to, Instant notAfter, RecordChange... changes) {
    return new Order(
        "intent-" + to,
        new Step.ChangeRecords(new RecordBatch(zone(), from, to, List.of(changes))),
        notAfter);
  }

  /** A creation. */
  protected static RecordChange create(WeightedRecord record) {
    return new RecordChange(null, record);
  }

  /** A deadline with patience. */
  protected final Instant deadline() {
    return now().plus(patience());
  }

  private static RecordChange replace(
      @Nullable WeightedRecord before, @Nullable WeightedRecord after) {
    return new RecordChange(before, after);
  }

  @Test
  void a_zone_never_written_reads_as_epoch_0_without_records() {
    assertThat(known().epoch()).isZero();
    assertThat(known().records()).isEmpty();
  }

  @Test
  void a_batch_is_read_back_with_its_epoch_and_its_exact_records() {
    WeightedRecord west = record("eu-west", 153);
    WeightedRecord north = record("eu-north", 102);

    assertThat(change(0, 7, create(west), create(north))).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(known().epoch()).isEqualTo(7);
    assertThat(known().records().values()).containsExactlyInAnyOrder(west, north);
  }

  @Test
  void a_batch_replaces_and_deletes_records() {
    WeightedRecord west = record("eu-west", 153);
    WeightedRecord north = record("eu-north", 102);
    change(0, 1, create(west), create(north));

    change(1, 2, replace(west, west.withWeight(0)), replace(north, null));

    assertThat(known().records().values()).containsExactly(west.withWeight(0));
  }

  @Test
  void case_19_what_a_batch_does_not_name_stays_as_it_was() {
    WeightedRecord west = record("eu-west", 1);
    WeightedRecord north = record("eu-north", 2);
    change(0, 1, create(west), create(north));

    change(1, 2, replace(west, west.withWeight(9)));

    assertThat(known().records().values()).containsExactlyInAnyOrder(west.withWeight(9), north);
  }

  @Test
  void case_9_a_batch_from_another_epoch_is_a_conflict_and_changes_nothing() {
    change(0, 5, create(record("eu-west", 1)));
    RecordSets before = known();

    assertThat(change(4, 6, create(record("eu-north", 1))))
        .isInstanceOf(ApplyOutcome.Conflict.class);

    assertThat(known()).isEqualTo(before);
  }

  @Test
  void a_batch_with_one_record_that_does_not_match_changes_none_of_its_records() {
    WeightedRecord west = record("eu-west", 100);
    WeightedRecord north = record("eu-north", 100);
    change(0, 5, create(west), create(north));
    RecordSets before = known();

    ApplyOutcome outcome =
        change(
            5,
            6,
            replace(west, west.withWeight(200)),
            replace(north.withWeight(99), north.withWeight(0)));

    assertThat(outcome).isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(known()).isEqualTo(before);
  }

  @Test
  void a_creation_of_what_exists_is_a_conflict() {
    WeightedRecord west = record("eu-west", 100);
    change(0, 5, create(west));

    assertThat(change(5, 6, create(west.withWeight(1)))).isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(known().records().values()).containsExactly(west);
  }

  @Test
  void an_order_past_its_time_is_expired_and_changes_nothing() {
    Order late = order(0, 1, now().minusSeconds(30), create(record("eu-west", 1)));

    assertThat(apply(late)).isEqualTo(new ApplyOutcome.Expired());
    assertThat(known().epoch()).isZero();
  }

  @Test
  void a_repeated_batch_takes_effect_once() {
    Order order = order(0, 1, now().plusSeconds(60), create(record("eu-west", 1)));
    apply(order);
    RecordSets once = known();

    apply(order);

    assertThat(known()).isEqualTo(once);
  }

  @Test
  void case_16_an_old_batch_that_comes_late_never_undoes_a_newer_one() {
    WeightedRecord west = record("eu-west", 100);
    Order old = order(0, 1, now().plusSeconds(60), create(west));
    apply(old);
    change(1, 2, replace(west, null));
    change(2, 3, create(record("eu-north", 5)));
    RecordSets newest = known();

    assertThat(apply(old)).isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(known()).isEqualTo(newest);
  }

  @Test
  void an_undirected_zone_is_unreadable_and_never_empty() {
    Reading<RecordSets> reading =
        director()
            .zones(new TreeSet<>(List.of("elsewhere.test")), deadline())
            .get("elsewhere.test");

    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void outcomes_come_in_the_order_of_the_orders() {
    Order good = order(0, 1, now().plusSeconds(60), create(record("eu-west", 1)));
    Order late = order(0, 2, now().minusSeconds(30), create(record("eu-north", 1)));

    assertThat(director().change(List.of(late, good), deadline()))
        .containsExactly(new ApplyOutcome.Expired(), new ApplyOutcome.Accepted());
  }

  @Test
  void no_orders_have_no_outcomes() {
    assertThat(director().change(List.of(), deadline())).isEmpty();
  }

  @Test
  void of_batches_that_race_from_one_epoch_at_most_one_is_accepted() throws Exception {
    change(0, 1, create(record("eu-west", 1)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<ApplyOutcome>> racers =
          java.util.stream.IntStream.range(2, 10)
              .<Callable<ApplyOutcome>>mapToObj(
                  epoch -> () -> change(1, epoch, create(record("r" + epoch, epoch))))
              .toList();
      long accepted = 0;
      for (Future<ApplyOutcome> outcome : threads.invokeAll(racers)) {
        accepted += outcome.get() instanceof ApplyOutcome.Accepted ? 1 : 0;
      }
      assertThat(accepted).isLessThanOrEqualTo(1);
    }
    director().level(deadline());
    assertThat(known().records()).hasSize(2);
  }

  @Test
  void levelling_an_even_zone_changes_nothing() {
    change(0, 3, create(record("eu-west", 9)));
    RecordSets before = known();

    director().level(deadline());

    assertThat(known()).isEqualTo(before);
  }
}
