package io.fairlead.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordDiffTest {
  private static WeightedRecord record(String set, int weight) {
    return new WeightedRecord(
        new RecordKey("a.test", RecordType.A, set),
        Duration.ofSeconds(60),
        weight,
        List.of("192.0.2.1"),
        set + "/default");
  }

  private static RecordSets zone(WeightedRecord... records) {
    TreeMap<RecordKey, WeightedRecord> map = new TreeMap<>();
    for (WeightedRecord record : records) {
      map.put(record.key(), record);
    }
    return new RecordSets("test", 4, map);
  }

  @Test
  void equal_records_need_no_change() {
    RecordSets zone = zone(record("r1", 10), record("r2", 245));

    assertThat(RecordDiff.of(zone, zone.records())).isEmpty();
  }

  @Test
  void creations_and_rises_come_before_falls_and_deletions() {
    RecordSets now = zone(record("r1", 255), record("r2", 0), record("r4", 0));
    RecordSets wanted = zone(record("r1", 0), record("r2", 200), record("r3", 55));

    assertThat(RecordDiff.of(now, wanted.records()))
        .isEqualTo(
            Map.of(
                "a.test",
                List.of(
                    new RecordChange(record("r2", 0), record("r2", 200)),
                    new RecordChange(null, record("r3", 55)),
                    new RecordChange(record("r1", 255), record("r1", 0)),
                    new RecordChange(record("r4", 0), null))));
  }

  @Test
  void applying_the_difference_gives_what_is_wanted() {
    RecordSets now = zone(record("r1", 255), record("r2", 0));
    RecordSets wanted = zone(record("r2", 200), record("r3", 55));
    List<RecordChange> changes =
        RecordDiff.of(now, wanted.records()).values().stream().flatMap(List::stream).toList();

    RecordSets after = RecordDiff.apply(now, 5, changes);

    assertThat(after.records()).isEqualTo(wanted.records());
    assertThat(after.epoch()).isEqualTo(5);
  }

  @Test
  void the_digest_names_the_content_and_not_the_epoch() {
    RecordSets one = zone(record("r1", 255));

    assertThat(ZoneDigest.of(one))
        .hasSize(16)
        .isEqualTo(ZoneDigest.of(new RecordSets("test", 9, one.records())))
        .isNotEqualTo(ZoneDigest.of(zone(record("r1", 254))));
  }
}
