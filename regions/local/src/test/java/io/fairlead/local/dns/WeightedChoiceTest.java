package io.fairlead.local.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Route 53's published rules, each number tried exactly: every possible draw is enumerated. */
class WeightedChoiceTest {
  private static List<WeightedRecord> weights(int... weights) {
    List<WeightedRecord> records = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      RecordKey key = new RecordKey("a.demo.test", RecordType.A, "r" + i);
      records.add(
          new WeightedRecord(
              key, Duration.ofSeconds(5), weights[i], List.of("192.0.2." + i), "r" + i + "/g"));
    }
    return records;
  }

  /** How often each record is chosen over every draw that the choice can ask for. */
  private static Map<String, Integer> counts(List<WeightedRecord> records, Set<String> down) {
    Map<String, Integer> counts = new TreeMap<>();
    int[] bound = {1};
    for (int draw = 0; draw < bound[0]; draw++) {
      int drawn = draw;
      WeightedRecord chosen =
          WeightedChoice.choose(
              records,
              record -> !down.contains(record.key().setIdentifier()),
              limit -> {
                bound[0] = limit;
                return drawn;
              });
      counts.merge(chosen.key().setIdentifier(), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void healthy_records_are_chosen_in_proportion_to_their_weights() {
    assertThat(counts(weights(153, 102, 0), Set.of())).isEqualTo(Map.of("r0", 153, "r1", 102));
  }

  @Test
  void an_unhealthy_record_gives_its_share_to_the_healthy_ones() {
    assertThat(counts(weights(153, 51, 51), Set.of("r0"))).isEqualTo(Map.of("r1", 51, "r2", 51));
  }

  @Test
  void a_zero_weight_is_chosen_only_when_every_other_is_unhealthy() {
    assertThat(counts(weights(255, 0, 0), Set.of("r0"))).isEqualTo(Map.of("r1", 1, "r2", 1));
  }

  @Test
  void an_unhealthy_zero_weight_is_passed_over() {
    assertThat(counts(weights(255, 0, 0), Set.of("r0", "r1"))).isEqualTo(Map.of("r2", 1));
  }

  @Test
  void where_all_are_unhealthy_all_count_as_healthy() {
    assertThat(counts(weights(3, 1, 0), Set.of("r0", "r1", "r2")))
        .isEqualTo(Map.of("r0", 3, "r1", 1));
  }

  @Test
  void all_weights_zero_are_chosen_alike() {
    assertThat(counts(weights(0, 0, 0), Set.of())).isEqualTo(Map.of("r0", 1, "r1", 1, "r2", 1));
  }

  @Test
  void all_weights_zero_and_all_unhealthy_are_chosen_alike() {
    assertThat(counts(weights(0, 0), Set.of("r0", "r1"))).isEqualTo(Map.of("r0", 1, "r1", 1));
  }

  @Test
  void a_single_record_is_always_chosen() {
    assertThat(counts(weights(0), Set.of("r0"))).containsOnlyKeys("r0");
    assertThat(counts(weights(7), Set.of("r0"))).containsOnlyKeys("r0");
  }
}
