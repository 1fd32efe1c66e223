package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.Latch;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterSize;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.quorum.Stamped;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.wiring.json.RegisterStateCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A topology whose register could not be written is refused before it is used. */
final class RegisterSizeTest {
  private static final Instant AT = Instant.parse("2026-03-01T03:12:07.123Z");
  private static final String DIGEST =
      "9f3c12aa9f3c12aa9f3c12aa9f3c12aa9f3c12aa9f3c12aa9f3c12aa9f3c12aa";

  @Test
  void the_worst_day_of_every_valid_fleet_fits_into_its_register() {
    int services = 1;
    while (with(services + 8).errors().isEmpty()) {
      services += 8;
      Fleet fleet = with(services).valid().fleet();
      int encoded = new RegisterStateCodec().encode(worst(fleet)).length;

      assertThat(encoded)
          .as(services + " services")
          .isLessThanOrEqualTo(RegisterSize.estimate(fleet))
          .isLessThanOrEqualTo(Stamped.MAX_BYTES);
    }
    assertThat(services).as("services of three regions that fit").isGreaterThanOrEqualTo(25);
  }

  @Test
  void aliases_of_both_families_are_counted_with_their_targets() {
    String text =
        Examples.text("aws-load-balancers")
            .replace("ipAddressType: ipv4", "ipAddressType: dualstack");
    String shop = text.substring(text.indexOf("  shop:\n    port"));
    StringBuilder services = new StringBuilder(text);
    for (int i = 0; i < 12; i++) {
      services.append(
          shop.replace("  shop:", "  shop" + i + ":")
              .replace("name: shop.example.com", "name: p" + i + ".shop.example.com"));
    }
    Fleet fleet = Examples.valid(services.toString()).fleet();

    assertThat(new RegisterStateCodec().encode(worst(fleet)).length)
        .isLessThanOrEqualTo(RegisterSize.estimate(fleet));
  }

  @Test
  void a_fleet_that_outgrows_its_register_is_refused_with_its_size() {
    assertThat(with(45).errors())
        .first()
        .asString()
        .startsWith("services: on its worst day the register of this fleet would have about ")
        .contains(" bytes, and its stores take 262144: declare fewer services");
  }

  /** The example with so many services like its orders. */
  private static Edited with(int services) {
    Edited example = Edited.threeRegions();
    String text = example.text();
    String orders = text.substring(text.indexOf("  orders:\n"), text.indexOf("  portal:\n"));
    StringBuilder more = new StringBuilder(orders);
    for (int i = 1; i < services; i++) {
      more.append(
          orders
              .replace("  orders:", "  orders" + i + ":")
              .replace("8080", "" + (9000 + i))
              .replace(".orders.demo", ".orders" + i + ".demo"));
    }
    return example.with(orders, more.toString());
  }

  private static RegisterState worst(Fleet fleet) {
    String evidence =
        fleet.regions().keySet().stream()
            .map(name -> name + " Down (orders 20/20 failed: status 503 and 1 more)")
            .collect(Collectors.joining(", ", "3 of 3 votes Down (need 2): ", ""));
    RegisterState empty = RegisterState.initial(fleet.name(), DIGEST, "op", AT);
    SortedMap<Subject, VerdictEntry> verdicts = new TreeMap<>();
    RegisterDraft draft = RegisterDraft.of(empty);
    List<Subject.OfDeployment> deployments =
        fleet.deployments().map(d -> new Subject.OfDeployment(d.service(), d.region())).toList();
    deployments.forEach(where -> verdicts.put(where, down(evidence)));
    for (Region region : fleet.regions().values()) {
      verdicts.put(new Subject.OfRegion(region.name()), down(evidence));
      region
          .nodes()
          .keySet()
          .forEach(n -> verdicts.put(new Subject.OfNode(region.name(), n), down(evidence)));
    }
    List<TargetId> targets = new ArrayList<>();
    fleet.addresses().forEach(id -> targets.add(new TargetId.Address(id)));
    fleet.regionGroups().forEach(flag -> targets.add(new TargetId.Flag(flag)));
    fleet.zones().forEach(zone -> targets.add(new TargetId.Zone(zone)));
    targets.forEach(target -> draft.changedAt().put(target.text(), AT));
    fleet.zones().forEach(zone -> draft.intents().add(intent(fleet, zone, evidence)));
    for (int i = 0; i < RegisterState.HISTORY_ARCHIVED; i++) {
      String subject = deployments.getLast().text();
      String text = "Up to Down: " + evidence;
      draft.line(new HistoryEntry(AT, 400 + i, "verdict", subject, text, "fairlead"));
    }
    for (Subject.OfDeployment where : deployments) {
      String why = where.text() + " is Down";
      draft.latches().put(where, new Latch(where, AT, why, "fairlead", false, AT, 1, AT));
    }
    return draft.verdicts(verdicts).build("operation", AT);
  }

  private static VerdictEntry down(String evidence) {
    return new VerdictEntry(Verdict.DOWN, AT, evidence, 12_000, AT);
  }

  /** Every record of a zone changes. */
  private static Intent intent(Fleet fleet, String zone, String evidence) {
    List<RecordChange> changes = new ArrayList<>();
    List<String> votes = new ArrayList<>();
    for (Partition partition : fleet.partitions().toList()) {
      if (partition.zone().equals(zone)) {
        for (WeightedRecord record : WantedRecords.of(fleet, partition, partition.shares())) {
          changes.add(new RecordChange(record.withWeight(1), record.withWeight(255)));
        }
        fleet.service(partition.id().service()).deployments().keySet().stream()
            .map(region -> "deployment/" + partition.id().service() + "/" + region)
            .map(text -> text + ": Down, need 2 " + evidence)
            .filter(text -> !votes.contains(text))
            .forEach(votes::add);
      }
    }
    return new Intent(
        "419.1-9f3c12aa",
        new TargetId.Zone(zone),
        List.of(new Step.ChangeRecords(new RecordBatch(zone, 418, 419, changes))),
        List.of(new ZoneAt(418, DIGEST), new ZoneAt(419, DIGEST)),
        "orders is Down in us-east; portal is Down in us-east",
        votes,
        AT,
        AT,
        DIGEST);
  }
}
