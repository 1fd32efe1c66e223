package io.fairlead.azure.trafficmanager;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch against a profile as it was just read: whether it applies, and the profile after it. */
record ProfileBatch(Profile profile, String fleet, ProfileNow now, RecordBatch batch) {
  /** What the service says of itself and takes from nobody. */
  private static final String SERVICES_OWN = "MonitorStatus";

  /** How it ended, where nothing is to be written; empty = it applies. */
  Optional<ApplyOutcome> told() {
    long epoch = now.sets().epoch();
    if (epoch == batch.toEpoch() && isApplied()) {
      return Optional.of(new ApplyOutcome.Accepted());
    }
    String name = profile.id().name();
    if (epoch != batch.fromEpoch()) {
      return Optional.of(
          new ApplyOutcome.Conflict(
              name + " is at epoch " + epoch + ", the batch starts from " + batch.fromEpoch()));
    }
    for (RecordChange change : batch.changes()) {
      if (!Objects.equals(now.sets().records().get(change.key()), change.before())) {
        return Optional.of(
            new ApplyOutcome.Conflict(
                change.key().text() + " of " + name + " is not as the batch expects it"));
      }
    }
    return Optional.empty();
  }

  private boolean isApplied() {
    return batch.changes().stream()
        .allMatch(change -> Objects.equals(now.sets().records().get(change.key()), change.after()));
  }

  /** The records after it. */
  RecordSets after() {
    return RecordDiff.apply(now.sets(), batch.toEpoch(), batch.changes());
  }

  /** The epoch tag after it. */
  ZoneStamp stamp() {
    return profile.stamp(fleet, after());
  }

  /**
   * The whole profile after it. What is not of the fleet stays as it was read.
   *
   * @throws IllegalArgumentException when Traffic Manager has no such profile
   */
  ObjectNode body() {
    List<WeightedRecord> records = List.copyOf(after().records().values());
    check(records);
    ObjectNode body = now.body();
    body.withObjectProperty("tags").put(ProfileReader.TAG, stamp().text());
    ObjectNode properties = body.withObjectProperty("properties");
    ObjectNode dns = properties.withObjectProperty("dnsConfig");
    dns.remove("fqdn");
    records.stream()
        .findFirst()
        .map(WeightedRecord::ttl)
        .ifPresent(ttl -> dns.put("ttl", ttl.toSeconds()));
    ObjectNode monitor = properties.withObjectProperty("monitorConfig");
    monitor.remove("profile" + SERVICES_OWN);
    monitor.put("protocol", profile.probe().protocol());
    monitor.put("port", profile.probe().port());
    monitor.put("path", profile.probe().path());
    properties.set("endpoints", endpoints(records));
    return body;
  }

  /** One name has one family of addresses and one TTL here, and a region has one endpoint. */
  private void check(List<WeightedRecord> records) {
    SortedSet<String> types = new TreeSet<>();
    SortedSet<String> ttls = new TreeSet<>();
    Set<String> names = new HashSet<>();
    for (WeightedRecord record : records) {
      types.add(record.key().type().name());
      ttls.add(Long.toString(record.ttl().toSeconds()));
      if (!names.add(record.key().setIdentifier())) {
        throw new IllegalArgumentException(
            profile.id().name() + " has one endpoint for " + record.key().setIdentifier());
      }
    }
    if (ttls.size() > 1 || types.size() > 1) {
      throw new IllegalArgumentException(
          profile.id().name()
              + " answers "
              + profile.name()
              + " with one type of record and one ttl, not with "
              + String.join(" and ", types)
              + " for "
              + String.join(" and ", ttls)
              + " s");
    }
  }

  /** Those of others as they were, then the fleet's. */
  private ArrayNode endpoints(List<WeightedRecord> records) {
    ArrayNode endpoints = JsonMapper.shared().createArrayNode();
    Set<Integer> taken = new HashSet<>();
    for (JsonNode endpoint : now.body().path("properties").path("endpoints")) {
      if (!EndpointForm.isExternal(endpoint) && endpoint instanceof ObjectNode other) {
        ObjectNode properties = other.withObjectProperty("properties");
        properties.remove("endpoint" + SERVICES_OWN);
        if (profile.method() == Profile.Method.WEIGHTED) {
          // A priority is on every endpoint, or on none.
          properties.remove("priority");
        }
        taken.add(properties.path("priority").asInt(0));
        endpoints.add(other);
      }
    }
    EndpointForm form = new EndpointForm(profile);
    for (WeightedRecord record : preferred(records)) {
      int priority = record.weight() > 0 ? 1 : EndpointForm.LAST_WITH_WEIGHT + 1;
      while (!taken.add(priority)) {
        priority++;
      }
      endpoints.add(form.endpoint(record, priority));
    }
    return endpoints;
  }

  private static List<WeightedRecord> preferred(List<WeightedRecord> records) {
    List<WeightedRecord> sorted = new ArrayList<>(records);
    sorted.sort(
        Comparator.comparingInt((WeightedRecord record) -> -record.weight())
            .thenComparing(WeightedRecord::key, Comparator.comparing(RecordKey::setIdentifier)));
    return sorted;
  }
}
