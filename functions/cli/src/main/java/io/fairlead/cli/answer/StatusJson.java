package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.Hold;
import io.fairlead.plan.Decision;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code status -o json} prints. */
public final class StatusJson {
  private final Snapshot snapshot;
  private final Fleet fleet;
  private final LeftToRungOne left;
  private final ObjectNode node;

  private StatusJson(Snapshot snapshot, LeftToRungOne left) {
    this.snapshot = snapshot;
    this.left = left;
    this.fleet = snapshot.fleet();
    this.node = Document.of("status", ChangeAnswer.about(snapshot));
  }

  /** The state of a fleet. */
  public static ObjectNode of(Snapshot snapshot, SteerReport report, Answers answers) {
    StatusJson status = new StatusJson(snapshot, LeftToRungOne.of(report));
    status.node.put("frozen", snapshot.frozen());
    Hold freeze = snapshot.freeze();
    status.node.put("panic", freeze != null && freeze.by().equals("fairlead"));
    status.node.put("outcome", report.decision() == null ? report.outcome().text() : null);
    status.observers();
    status.regions();
    status.services(StatusRow.of(snapshot, report, answers::percent));
    status.intents();
    CopyRows.json(status.node.putArray("lag"), CopyRows.of(snapshot));
    Decision decision = report.decision();
    ObjectNode overflow = status.node.putObject("overflow");
    if (decision != null) {
      decision.plan().overflow().forEach(overflow::put);
    }
    return status.node;
  }

  private void observers() {
    ArrayNode observers = node.putArray("observers");
    for (String region : fleet.regions().keySet()) {
      @Nullable Duration age = snapshot.age(region);
      Observation entry = snapshot.observations().get(region);
      ObjectNode observer = observers.addObject().put("region", region);
      observer.put("ageMillis", age == null ? null : age.toMillis());
      observer.put("blind", entry == null ? null : entry.blind());
      observer.put("digest", entry == null ? null : entry.topologyDigest());
    }
  }

  private void regions() {
    ArrayNode regions = node.putArray("regions");
    for (String region : fleet.regions().keySet()) {
      Subject subject = new Subject.OfRegion(region);
      VerdictEntry held = snapshot.state().verdicts().get(subject);
      Hold drain = snapshot.state().drains().get(subject.text());
      regions
          .addObject()
          .put("name", region)
          .put("verdict", Words.of(StatusRow.verdict(snapshot, subject)))
          .put("since", held == null ? null : registered(held.since().toString()))
          .put(
              "latched",
              registered(
                  snapshot.state().latches().keySet().stream()
                      .anyMatch(where -> where.region().equals(region))))
          .put("drain", registered(drain != null && drain.activeAt(snapshot.at())))
          .put("flag", flagged(region));
    }
  }

  /** What the register alone tells: null where it was not read. */
  private <T> @Nullable T registered(T told) {
    return snapshot.registerRead() ? told : null;
  }

  private boolean flagged(String region) {
    return fleet.regionGroups().stream()
        .filter((RegionGroup each) -> each.region().equals(region))
        .anyMatch(snapshot.current().flags()::raised);
  }

  private void services(List<StatusRow> rows) {
    ArrayNode services = node.putArray("services");
    for (Service service : fleet.services().values()) {
      ObjectNode one = services.addObject().put("name", service.name());
      ArrayNode partitions = one.putArray("partitions");
      for (Partition partition : service.partitions().values()) {
        partition(partitions.addObject(), partition, rows);
      }
      ArrayNode deployments = one.putArray("deployments");
      service.deployments().values().forEach(each -> deployment(deployments.addObject(), each));
    }
  }

  private static void partition(ObjectNode node, Partition partition, List<StatusRow> rows) {
    node.put("name", partition.id().partition()).put("dnsName", partition.dnsName());
    ArrayNode regions = node.putArray("regions");
    for (StatusRow row : rows) {
      if (row.partition().equals(partition)) {
        regions
            .addObject()
            .put("region", row.region())
            .put("wanted", known(row.wanted()))
            .put("set", known(row.set()))
            .put("out", row.out())
            .put("answered", known(row.answered()));
      }
    }
  }

  private static @Nullable Integer known(int percent) {
    return percent < 0 ? null : percent;
  }

  private void deployment(ObjectNode node, Deployment deployment) {
    String holder = StatusRow.holder(snapshot, deployment);
    node.put("region", deployment.region())
        .put("verdict", Words.of(StatusRow.verdict(snapshot, deployment)))
        .put("rung1", left.way(deployment))
        .put("address", fleet.addressesOf(deployment).getFirst())
        .put("holder", holder.isEmpty() ? null : holder);
    ArrayNode nodes = node.putArray("nodes");
    for (String name : fleet.region(deployment.region()).nodes().keySet()) {
      Subject subject = new Subject.OfNode(deployment.region(), name);
      nodes
          .addObject()
          .put("name", name)
          .put("verdict", Words.of(StatusRow.verdict(snapshot, subject)));
    }
  }

  private void intents() {
    if (!snapshot.registerRead()) {
      node.putNull("intents");
      return;
    }
    ArrayNode intents = node.putArray("intents");
    snapshot
        .state()
        .intents()
        .forEach(
            intent ->
                intents
                    .addObject()
                    .put("id", intent.id())
                    .put("target", intent.target().text())
                    .put("reason", intent.reason())
                    .put("createdAt", intent.createdAt().toString())
                    .put("notAfter", intent.notAfter().toString())
                    .put("plan", intent.planId()));
  }
}
