package io.fairlead.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.traffic.AliasTarget;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordWordsTest {
  private static final Duration TTL = Duration.ofSeconds(60);
  private static final RecordKey KEY = new RecordKey("shop.test", RecordType.A, "west");
  private static final WeightedRecord PLAIN =
      new WeightedRecord(KEY, TTL, 77, List.of("192.0.2.1"), null);
  private static final WeightedRecord ALIAS = alias(false);

  private static WeightedRecord alias(boolean evaluates) {
    return WeightedRecord.alias(
        KEY, 77, new AliasTarget("Z3", "shop-1.eu-west-1.elb.amazonaws.com", evaluates), null);
  }

  @Test
  void a_change_of_a_weight_alone_names_the_weights() {
    assertThat(RecordWords.change(new RecordChange(ALIAS, ALIAS.withWeight(0))))
        .isEqualTo("weight 77 → 0");
    assertThat(RecordWords.change(new RecordChange(null, ALIAS))).isEqualTo("weight none → 77");
    assertThat(RecordWords.side(ALIAS, ALIAS.withWeight(0))).isEqualTo("weight 77");
    assertThat(RecordWords.side(null, ALIAS)).isNull();
  }

  @Test
  void a_change_of_what_a_record_leads_to_names_both_targets() {
    String target = "alias Z3/shop-1.eu-west-1.elb.amazonaws.com";

    assertThat(RecordWords.change(new RecordChange(PLAIN, ALIAS)))
        .isEqualTo("weight 77 → 77, 192.0.2.1 → " + target);
    assertThat(RecordWords.change(new RecordChange(alias(true), ALIAS)))
        .isEqualTo("weight 77 → 77, " + target + " evaluating its health → " + target);
    assertThat(RecordWords.side(ALIAS, PLAIN)).isEqualTo("weight 77, " + target);
  }

  @Test
  void a_name_of_aliases_alone_has_no_ttl_of_ours() {
    RecordChange alias = new RecordChange(ALIAS, ALIAS.withWeight(0));
    RecordChange plain = new RecordChange(PLAIN, null);

    assertThat(RecordWords.ttl(List.of(alias), TTL)).isEqualTo("alias");
    assertThat(RecordWords.ttl(List.of(alias, plain), TTL)).isEqualTo("ttl 1 min");
    assertThat(RecordWords.ttl(List.of(), TTL)).isEqualTo("ttl 1 min");
  }
}
