package io.fairlead.wiring.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.port.Notifier.Notice;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When people are told of findings, once more and no more. */
class ToldFindingsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SortedMap<String, String> ONE =
      new TreeMap<>(java.util.Map.of("zone/orders.test", "somebody else changed one"));

  private final ToldFindings told = new ToldFindings();

  @Test
  void a_finding_that_was_taken_is_told_once_while_it_lasts_and_again_when_it_comes_back() {
    List<Notice> first = told.fresh("shop", ONE, NOW);
    told.taken(first);

    assertThat(first).extracting(Notice::kind).containsExactly("conflict");
    assertThat(told.fresh("shop", ONE, NOW.plusSeconds(86_400))).isEmpty();
    assertThat(told.fresh("shop", new TreeMap<>(), NOW.plusSeconds(86_410))).isEmpty();
    assertThat(told.fresh("shop", ONE, NOW.plusSeconds(86_420))).hasSize(1);
  }

  @Test
  void a_finding_whose_notice_was_not_taken_is_told_again_and_not_each_tick() {
    assertThat(told.fresh("shop", ONE, NOW)).hasSize(1);

    assertThat(told.fresh("shop", ONE, NOW.plusSeconds(10))).isEmpty();
    List<Notice> again = told.fresh("shop", ONE, NOW.plus(ToldFindings.AGAIN));
    told.taken(again);

    assertThat(again).hasSize(1);
    assertThat(told.fresh("shop", ONE, NOW.plus(ToldFindings.AGAIN.multipliedBy(3)))).isEmpty();
  }
}
