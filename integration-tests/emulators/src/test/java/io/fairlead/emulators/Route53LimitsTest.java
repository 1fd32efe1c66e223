package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/** The twin counts batches as Route 53 does. */
class Route53LimitsTest {
  private static final String ZONE = "orders.test";

  private OnTwin on;
  private String id;

  @BeforeEach
  void start() throws IOException {
    on = new OnTwin();
    id = on.twin.route53().zone(ZONE);
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void case_6_an_upsert_counts_twice_as_route_53_counts_it() {
    assertThat(upserts(500)).isEmpty();
    assertThat(upserts(501)).contains("1002");
  }

  @Test
  void a_batch_that_comes_while_another_of_its_zone_is_processed_is_taken_once_that_is_done() {
    on.twin.route53().processing(Duration.ofSeconds(2));
    HostedZone zone =
        new HostedZone(ZONE, id, new TreeSet<>(List.of("eu." + ZONE)), new TreeMap<>());
    TreeMap<String, HostedZone> zones = new TreeMap<>(Map.of(ZONE, zone));
    Route53Director one = new Route53Director(on.route53(), OnTwin.FLEET, zones);
    Route53Director other = new Route53Director(on.route53(), OnTwin.FLEET, zones);

    assertThat(change(one, 0, null, 1)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(change(other, 1, 1, 2))
        .isInstanceOfSatisfying(
            ApplyOutcome.Refused.class,
            it -> {
              assertThat(it.retryable()).isTrue();
              assertThat(it.why()).contains("PriorRequestNotComplete");
            });

    on.clock.pass(Duration.ofSeconds(2));
    assertThat(change(other, 1, 1, 2)).isEqualTo(new ApplyOutcome.Accepted());
  }

  private ApplyOutcome change(Route53Director by, long epoch, @Nullable Integer before, int after) {
    RecordChange change = new RecordChange(before == null ? null : record(before), record(after));
    RecordBatch batch = new RecordBatch(ZONE, epoch, epoch + 1, List.of(change));
    Instant until = on.clock.instant().plusSeconds(30);
    Order order = new Order("i" + epoch, new Step.ChangeRecords(batch), until);
    return by.change(List.of(order), until).getFirst();
  }

  private static WeightedRecord record(int weight) {
    return new WeightedRecord(
        new RecordKey("eu." + ZONE, RecordType.A, "eu-west"),
        Duration.ofSeconds(60),
        weight,
        List.of("192.0.2.1"),
        null);
  }

  /** What Route 53 says to so many UPSERTs; empty = it takes them. */
  private String upserts(int count) {
    List<Change> changes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String name = "u" + n + "." + ZONE + ".";
      changes.add(
          Change.builder()
              .action("UPSERT")
              .resourceRecordSet(
                  set ->
                      set.name(name)
                          .type("A")
                          .ttl(60L)
                          .resourceRecords(ResourceRecord.builder().value("192.0.2.1").build()))
              .build());
    }
    try {
      on.clients
          .route53()
          .changeResourceRecordSets(
              it -> it.hostedZoneId(id).changeBatch(batch -> batch.changes(changes)));
      return "";
    } catch (InvalidChangeBatchException e) {
      return e.getMessage();
    }
  }
}
