package io.fairlead.wiring.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Notifier.Notice;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTroublesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String WHY =
      "route53:ChangeResourceRecordSets on orders.test answered 403 AccessDenied";

  private final OrderTroubles troubles = new OrderTroubles();

  @Test
  void a_refusal_is_fresh_once_and_lasts_until_the_target_takes_an_order() {
    List<AppliedStep> fresh = ends(0, new ApplyOutcome.Refused(WHY, false));

    assertThat(OrderTroubles.notices("shop", fresh, START))
        .containsExactly(new Notice("refused", "shop", "zone/orders.test", WHY, START));
    assertThat(ends(10, new ApplyOutcome.Refused(WHY + " again", false))).isEmpty();
    assertThat(troubles.findings()).containsOnlyKeys("order/zone/orders.test");
    assertThat(troubles.findings().values()).containsExactly(WHY + " again");

    ends(20, new ApplyOutcome.Accepted());
    assertThat(troubles.findings()).isEmpty();
    assertThat(ends(30, new ApplyOutcome.Refused(WHY, false))).hasSize(1);
  }

  @Test
  void what_the_next_tick_resolves_is_fresh_and_nobody_is_called_for_it() {
    for (ApplyOutcome outcome :
        List.of(
            new ApplyOutcome.Refused(WHY, true),
            new ApplyOutcome.Unknown(WHY),
            new ApplyOutcome.Expired(),
            new ApplyOutcome.Conflict(WHY))) {
      List<AppliedStep> fresh = ends(0, outcome);
      assertThat(fresh).hasSize(1);
      assertThat(OrderTroubles.notices("shop", fresh, START)).isEmpty();
      assertThat(troubles.findings()).isEmpty();
    }
  }

  @Test
  void a_refusal_without_a_further_order_is_forgotten_after_ten_minutes() {
    ends(0, new ApplyOutcome.Refused(WHY, false));

    troubles.note(report(Duration.ofMinutes(10).toSeconds() + 1, List.of()));

    assertThat(troubles.findings()).isEmpty();
  }

  private List<AppliedStep> ends(long seconds, ApplyOutcome outcome) {
    Step step = new Step.ChangeRecords(new RecordBatch("orders.test", 1, 2, List.of()));
    return troubles.note(
        report(seconds, List.of(new AppliedStep(new Order("i-1", step, START), outcome))));
  }

  private static SteerReport report(long seconds, List<AppliedStep> applied) {
    return new SteerReport(
        new CycleOutcome.Acted(applied.size(), 0),
        START.plusSeconds(seconds),
        1,
        null,
        null,
        null,
        applied,
        List.of(),
        List.of());
  }
}
