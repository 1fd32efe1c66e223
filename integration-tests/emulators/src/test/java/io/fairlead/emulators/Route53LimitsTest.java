package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
