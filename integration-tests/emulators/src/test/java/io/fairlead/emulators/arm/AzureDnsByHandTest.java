package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What people do in a zone of Azure DNS beside Fairlead is seen, said, and never overwritten. */
class AzureDnsByHandTest {
  private static final String SET = "A/eu.orders";
  private static final String STAMP = "TXT/_fairlead";
  private static final WeightedRecord WEST =
      DnsOnArm.record(DnsOnArm.EU, "eu-west", 255, DnsOnArm.FRONT);
  private static final WeightedRecord NORTH =
      DnsOnArm.record(DnsOnArm.EU, "eu-north", 0, "198.51.100.7");

  private DnsOnArm dns;
  private AzureDnsDirector director;

  @BeforeEach
  void makeZone() throws IOException {
    dns = new DnsOnArm();
    director = dns.director();
    assertThat(apply(0, 1, new RecordChange(null, WEST), new RecordChange(null, NORTH)))
        .isEqualTo(new ApplyOutcome.Accepted());
    dns.known(director);
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  private ApplyOutcome apply(long from, long to, RecordChange... changes) {
    RecordBatch batch = new RecordBatch(DnsOnArm.ZONE, from, to, List.of(changes));
    Order order =
        new Order(
            "intent-" + to, new Step.ChangeRecords(batch), dns.on.clock.instant().plusSeconds(60));
    return director.change(List.of(order), dns.deadline()).getFirst();
  }

  /** Lets a set answer an address, and keeps its metadata, as the portal does. */
  private void answer(String address) {
    dns.edit(
        SET,
        properties -> {
          properties.remove("targetResource");
          properties.putArray("ARecords").addObject().put("ipv4Address", address);
        });
  }

  @Test
  void a_set_that_a_person_changed_after_it_was_read_makes_the_batch_a_conflict_and_stays() {
    answer("203.0.113.99");

    assertThat(apply(1, 2, new RecordChange(NORTH, NORTH.withWeight(1))))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(dns.answers(SET)).containsExactly("203.0.113.99");
  }

  @Test
  void what_a_set_answers_by_hand_is_read_as_it_is_and_a_plan_can_put_it_right() {
    answer("203.0.113.99");
    director = dns.director();

    RecordSets read = dns.known(director);
    assertThat(read.epoch()).isEqualTo(1);
    assertThat(Objects.requireNonNull(read.records().get(WEST.key())).weight()).isZero();
    WeightedRecord stranger =
        read.records().values().stream()
            .filter(each -> each.values().contains("203.0.113.99"))
            .findFirst()
            .orElseThrow();
    assertThat(director.findings().get(DnsOnArm.ZONE))
        .contains("its records are not those of epoch 1: somebody else changed one");

    assertThat(
            apply(
                1, 2, new RecordChange(WEST.withWeight(0), WEST), new RecordChange(stranger, null)))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(dns.answers(SET)).containsExactly("front-ip");
    assertThat(dns.known(dns.director()).records().values()).containsExactly(NORTH, WEST);
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void another_region_that_a_person_let_in_is_read_as_in() {
    answer("198.51.100.7");
    director = dns.director();

    assertThat(dns.known(director).records().values())
        .containsExactly(NORTH.withWeight(1), WEST.withWeight(0));
  }

  @Test
  void a_set_without_the_fleets_metadata_is_a_strangers_and_is_never_touched() {
    dns.edit(SET, properties -> properties.remove("metadata"));
    director = dns.director();

    assertThat(dns.known(director).records()).isEmpty();
    assertThat(director.findings().get(DnsOnArm.ZONE))
        .contains("eu.orders.orders.test A is not the fleet's, and is never touched");
    assertThat(apply(1, 2, new RecordChange(null, WEST)))
        .isInstanceOfSatisfying(
            ApplyOutcome.Conflict.class,
            conflict -> assertThat(conflict.found()).contains("is there and not the fleet's"));
    assertThat(dns.answers(SET)).containsExactly("front-ip");
  }

  @Test
  void a_set_that_was_there_before_the_fleet_stands_in_the_way_until_a_person_deletes_it() {
    dns.on.put(
        dns.set("CNAME/us.orders"),
        "",
        "{\"TTL\": 60, \"CNAMERecord\": {\"cname\": \"old.example.net\"}}",
        Map.of());
    director = dns.director();
    WeightedRecord east = DnsOnArm.record(DnsOnArm.US, "us-east", 255, "192.0.2.1");

    assertThat(apply(1, 2, new RecordChange(null, east)).text())
        .contains("us.orders.orders.test CNAME stands where us.orders.orders.test A is wanted");

    dns.on.twin.delete(dns.set("CNAME/us.orders"));
    director = dns.director();
    assertThat(apply(1, 2, new RecordChange(null, east))).isEqualTo(new ApplyOutcome.Accepted());
  }

  @Test
  void a_set_that_a_person_deleted_is_seen_as_gone_and_made_again_by_a_plan() {
    dns.on.twin.delete(dns.set(SET));
    director = dns.director();

    assertThat(dns.known(director).records()).isEmpty();
    assertThat(apply(1, 2, new RecordChange(null, WEST), new RecordChange(null, NORTH)))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(dns.answers(SET)).containsExactly("front-ip");
  }

  @Test
  void an_epoch_record_that_is_none_makes_the_zone_unreadable_with_what_to_do() {
    dns.edit(
        STAMP,
        properties ->
            ((ObjectNode) properties.path("TXTRecords").path(0)).putArray("value").add("hello"));

    assertThat(dns.dark(director))
        .contains("_fairlead.orders.test has a TXT record that is no epoch record", "put it back");
    assertThat(apply(1, 2, new RecordChange(NORTH, null))).isInstanceOf(ApplyOutcome.Refused.class);
  }

  @Test
  void a_deleted_epoch_record_deletes_no_records() {
    dns.on.twin.delete(dns.set(STAMP));
    director = dns.director();

    RecordSets read = dns.known(director);
    assertThat(read.epoch()).isZero();
    assertThat(read.records().values()).containsExactly(NORTH, WEST);
    assertThat(director.findings().get(DnsOnArm.ZONE)).contains("somebody else changed one");
    assertThat(apply(1, 2, new RecordChange(NORTH, null)))
        .isInstanceOf(ApplyOutcome.Conflict.class);
  }

  @Test
  void a_deleted_zone_is_unreadable_and_a_change_of_it_a_conflict() {
    RecordChange change = new RecordChange(NORTH, NORTH.withWeight(1));
    dns.on.twin.delete(dns.id);

    assertThat(dns.dark(director))
        .contains("answered 404 ParentResourceNotFound: correct the name");
    assertThat(apply(1, 2, change)).isInstanceOf(ApplyOutcome.Refused.class);
    assertThat(dns.dark(dns.director())).contains("404 ParentResourceNotFound");

    // It goes between the read and the write.
    dns.on.twin.put(dns.id, dns.id.body().put("location", "global"));
    director = dns.director();
    dns.known(director);
    dns.on
        .twin
        .faults()
        .add(
            DnsOnArm::isWrite,
            new io.fairlead.emulators.twin.Fault.Refused(404, "ParentResourceNotFound"));
    assertThat(apply(0, 2, new RecordChange(null, WEST))).isInstanceOf(ApplyOutcome.Conflict.class);
  }

  @Test
  void a_zone_of_another_fleet_is_never_read_or_written() {
    AzureDnsDirector bank = dns.director(dns.on.clients, "bank");

    assertThat(dns.dark(bank)).contains("orders.test belongs to fleet shop, not to bank");
  }
}
