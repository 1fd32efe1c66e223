package io.fairlead.azure.dns;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record set under one of the fleet's names, as it is in Azure.
 *
 * @param etag what it was read under; null = it is not there
 * @param marks null = it is somebody else's
 * @param others metadata of people, which stays
 */
record StoredSet(
    SetId id,
    @Nullable String etag,
    SetAnswer answer,
    @Nullable Marks marks,
    SortedMap<String, String> others) {
  /** Set identifier of what somebody else has put into a set of the fleet. */
  static final String BY_HAND = "by hand";

  StoredSet {
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
  }

  /** Reads one as Azure shows it. */
  static StoredSet from(SetId id, String fleet, JsonNode body) {
    JsonNode properties = body.path("properties");
    SortedMap<String, String> others = new TreeMap<>();
    for (var each : properties.path("metadata").properties()) {
      if (!each.getKey().startsWith(Marks.OURS)) {
        others.put(each.getKey(), each.getValue().asString(""));
      }
    }
    return new StoredSet(
        id,
        body.path("etag").asString(""),
        SetAnswer.from(id.type(), properties),
        Marks.parse(id, fleet, properties.path("metadata")).orElse(null),
        others);
  }

  /** The body that is written to Azure. */
  ObjectNode body() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ObjectNode properties = body.putObject("properties");
    ObjectNode metadata = properties.putObject("metadata");
    others.forEach(metadata::put);
    if (marks != null) {
      marks.into(metadata);
    }
    answer.into(id.type(), properties);
    return body;
  }

  /** The fleet's records in it; where somebody changed what it answers, those that do answer. */
  SortedMap<RecordKey, WeightedRecord> records(AzureZone zone) {
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    if (marks == null) {
      return records;
    }
    SetAnswer found = answer.resolved(zone);
    if (marks.now().isEmpty() && found.values().isEmpty()) {
      return records;
    }
    boolean edited =
        marks.now().isEmpty()
            || !SetAnswer.of(zone, id, marks.now().values()).resolved(zone).equals(found);
    SortedSet<String> left = new TreeSet<>(found.values());
    for (WeightedRecord record : marks.now().values()) {
      records.put(record.key(), edited ? answering(record, found) : record);
      record.values().forEach(value -> left.remove(SetAnswer.spelled(id.type(), value)));
    }
    if (edited && !left.isEmpty()) {
      RecordKey key = id.key(BY_HAND);
      List<String> values = List.copyOf(left);
      records.put(key, new WeightedRecord(key, Duration.ofSeconds(found.ttl()), 1, values, null));
    }
    return records;
  }

  /** A record as somebody else has left it: in or out, with the TTL that the set has. */
  private static WeightedRecord answering(WeightedRecord record, SetAnswer found) {
    RecordType type = record.key().type();
    boolean in =
        record.values().stream()
            .allMatch(value -> found.values().contains(SetAnswer.spelled(type, value)));
    return new WeightedRecord(
        record.key(),
        Duration.ofSeconds(found.ttl()),
        in ? Math.max(1, record.weight()) : 0,
        record.values(),
        record.healthCheck());
  }

  /** Whether an epoch has come that it does not answer by yet. */
  boolean isBehind(long epoch) {
    return marks != null && marks.nextEpoch() > 0 && marks.nextEpoch() == epoch;
  }

  /** It with what shall hold under an epoch, still answering as it does. */
  StoredSet prepared(Marks prepared) {
    return new StoredSet(id, etag, answer, prepared, others);
  }

  /** It as it shall answer; empty of records = it goes. */
  StoredSet done(AzureZone zone) {
    Marks done = marks == null ? Marks.none("") : marks.done();
    return new StoredSet(id, etag, SetAnswer.of(zone, id, done.now().values()), done, others);
  }

  /** Whether nothing is left of it once it is done. */
  boolean goes() {
    return marks != null && marks.next().isEmpty();
  }

  /** The same under another ETag. */
  StoredSet at(String newer) {
    return new StoredSet(id, newer, answer, marks, others);
  }
}
