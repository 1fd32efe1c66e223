package io.fairlead.local.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.state.StateFile;
import io.fairlead.local.state.StateHeader;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneStoreTest {
  @TempDir private Path folder;
  private final List<Long> served = new ArrayList<>();

  private ZoneStore open() {
    StateHeader.Owner owner = new StateHeader.Owner("three-regions", "eu-west", "zone:demo.test");
    StateFile file = new StateFile(folder.resolve("zone.state"), owner);
    return new ZoneStore("demo.test", file, sets -> served.add(sets.epoch()));
  }

  private static WeightedRecord record(String name, RecordType type, String... values) {
    RecordKey key = new RecordKey(name, type, "eu-west");
    return new WeightedRecord(key, Duration.ofSeconds(5), 7, List.of(values), "eu-west/default");
  }

  private static ZoneAnswer create(ZoneStore store, WeightedRecord... records) {
    List<RecordChange> changes =
        java.util.Arrays.stream(records).map(record -> new RecordChange(null, record)).toList();
    long epoch = store.current().epoch();
    return store.apply(new RecordBatch("demo.test", epoch, epoch + 1, changes));
  }

  @Test
  void a_zone_outlives_its_store() {
    WeightedRecord west = record("a.demo.test", RecordType.A, "192.0.2.1");
    create(open(), west);

    assertThat(open().current().records().values()).containsExactly(west);
    assertThat(served).containsExactly(0L, 1L, 1L);
  }

  @Test
  void a_whole_zone_is_taken_only_when_it_is_newer() {
    ZoneStore store = open();
    create(store, record("a.demo.test", RecordType.A, "192.0.2.1"));

    assertThat(store.level(new RecordSets("demo.test", 1, new TreeMap<>())))
        .isInstanceOf(ZoneAnswer.Conflict.class);
    assertThat(store.level(new RecordSets("demo.test", 0, new TreeMap<>())))
        .isInstanceOf(ZoneAnswer.Conflict.class);
    assertThat(store.level(new RecordSets("demo.test", 2, new TreeMap<>())))
        .isInstanceOf(ZoneAnswer.Applied.class);
    assertThat(store.current().records()).isEmpty();
  }

  @Test
  void a_record_that_no_server_could_serve_is_refused_with_its_name() {
    ZoneStore store = open();
    List<WeightedRecord> bad =
        List.of(
            record("a.demo.test", RecordType.A, "192.0.2.256"),
            record("a.demo.test", RecordType.A, "2001:db8::1"),
            record("a.demo.test", RecordType.AAAA, "192.0.2.1"),
            record("a.example.org", RecordType.A, "192.0.2.1"),
            record("A.demo.test", RecordType.A, "192.0.2.1"),
            record("demo.test", RecordType.CNAME, "target.example"),
            record("a.demo.test", RecordType.CNAME, "one.example", "two.example"));
    for (WeightedRecord record : bad) {
      assertThat(create(store, record)).as("%s", record).isInstanceOf(ZoneAnswer.Invalid.class);
    }
    assertThat(store.current().epoch()).isZero();
  }

  @Test
  void a_name_alias_beside_an_address_is_refused() {
    ZoneAnswer answer =
        create(
            open(),
            record("a.demo.test", RecordType.A, "192.0.2.1"),
            record("a.demo.test", RecordType.CNAME, "target.example"));

    assertThat(answer)
        .isEqualTo(new ZoneAnswer.Invalid("a.demo.test has a CNAME beside other records"));
  }

  @Test
  void a_zone_reads_back_from_its_json_byte_for_byte() {
    ZoneStore store = open();
    create(store, record("a.demo.test", RecordType.AAAA, "2001:db8::1"));
    RecordSets sets = store.current();

    assertThat(ZoneJson.zone(ZoneJson.zone(sets))).isEqualTo(sets);
  }
}
