package io.fairlead.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.fleet.LoadBalancer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AliasRecordTest {
  private static final String APPLICATION = "shop-1.eu-west-1.elb.amazonaws.com";
  private static final String NETWORK = "shop-2.elb.eu-north-1.amazonaws.com";
  private static final AliasTarget TARGET = new AliasTarget("Z32O12XQLNTSW2", APPLICATION, false);
  private static final RecordKey KEY = new RecordKey("a.test", RecordType.A, "west");

  @Test
  void spellings_of_a_target_are_one_target() {
    for (String spelling :
        List.of(
            APPLICATION + ".",
            "dualstack." + APPLICATION + ".",
            "Shop-1.EU-West-1.elb.amazonaws.com")) {
      assertThat(new AliasTarget("Z32O12XQLNTSW2", spelling, false)).isEqualTo(TARGET);
    }
    assertThat(new AliasTarget("Z32O12XQLNTSW2", APPLICATION, true)).isNotEqualTo(TARGET);
  }

  @Test
  void a_target_is_written_as_the_console_does() {
    assertThat(TARGET.written()).isEqualTo("dualstack." + APPLICATION + ".");
    assertThat(new AliasTarget("Z1UDT6IFJ4EJM", NETWORK, false).written()).isEqualTo(NETWORK + ".");
  }

  @Test
  void a_load_balancers_name_says_where_it_is() {
    assertThat(LoadBalancer.location(APPLICATION)).contains("eu-west-1");
    assertThat(LoadBalancer.location("dualstack.internal-" + APPLICATION)).contains("eu-west-1");
    assertThat(LoadBalancer.location(NETWORK)).contains("eu-north-1");
    assertThat(LoadBalancer.location("shop-1.cn-north-1.elb.amazonaws.com.cn"))
        .contains("cn-north-1");
    assertThat(LoadBalancer.location("d111111abcdef8.cloudfront.net")).isEmpty();
    assertThat(LoadBalancer.location("www.a.test")).isEmpty();
  }

  @Test
  void an_alias_has_neither_values_nor_a_ttl_and_is_no_cname() {
    WeightedRecord alias = WeightedRecord.alias(KEY, 7, TARGET, "west/default");

    assertThat(alias.withWeight(8).alias()).isEqualTo(TARGET);
    assertThatThrownBy(
            () -> new WeightedRecord(KEY, Duration.ofSeconds(60), 7, List.of(), null, TARGET))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new WeightedRecord(KEY, Duration.ZERO, 7, List.of("192.0.2.1"), null, TARGET))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WeightedRecord(KEY, Duration.ZERO, 7, List.of(), null))
        .isInstanceOf(IllegalArgumentException.class);
    RecordKey name = new RecordKey("a.test", RecordType.CNAME, "west");
    assertThatThrownBy(() -> WeightedRecord.alias(name, 7, TARGET, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void its_text_names_its_target_and_whose_health_it_follows() {
    WeightedRecord alias = WeightedRecord.alias(KEY, 7, TARGET, "west/default");
    AliasTarget evaluating = new AliasTarget("Z32O12XQLNTSW2", APPLICATION, true);

    assertThat(RecordText.append(new StringBuilder(), alias))
        .hasToString(
            "a.test A west weight=7 alias=Z32O12XQLNTSW2/" + APPLICATION + " west/default");
    assertThat(
            RecordText.append(
                new StringBuilder(), WeightedRecord.alias(KEY, 7, evaluating, "west/default")))
        .doesNotHaveToString(
            "a.test A west weight=7 alias=Z32O12XQLNTSW2/" + APPLICATION + " west/default");
  }

  @Test
  void an_alias_counts_as_one_record_without_characters() {
    WeightedRecord alias = WeightedRecord.alias(KEY, 7, TARGET, null);
    List<RecordChange> aliases =
        Collections.nCopies(80, new RecordChange(alias, alias.withWeight(8)));
    List<String> six = Collections.nCopies(9, "192.0.2.1");
    WeightedRecord wide =
        new WeightedRecord(
            new RecordKey("b.test", RecordType.A, "west"), Duration.ofSeconds(60), 1, six, null);
    List<RecordChange> changes = new ArrayList<>(aliases);
    changes.addAll(Collections.nCopies(50, new RecordChange(wide, wide.withWeight(2))));

    // 80 aliases before and after are 160 records; those with 9 values, 18 a change.
    assertThat(RecordBatch.fitting(aliases)).isEqualTo(80);
    assertThat(RecordBatch.fitting(changes)).isEqualTo(RecordBatch.MAX_CHANGES);
    assertThat(RecordBatch.fitting(changes.subList(40, 130))).isEqualTo(40 + (990 - 80) / 18);
  }
}
