package io.fairlead.local.zone;

import io.fairlead.local.http.Json;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of zones, batches and records; the form on disk and the form over HTTP. */
public final class ZoneJson {
  private ZoneJson() {}

  /** A whole zone: {@code zone epoch digest records[]}. */
  public static ObjectNode zone(RecordSets sets) {
    ObjectNode node =
        Json.object()
            .put("zone", sets.zone())
            .put("epoch", sets.epoch())
            .put("digest", ZoneDigest.of(sets));
    ArrayNode records = node.putArray("records");
    sets.records().values().forEach(record -> records.add(record(record)));
    return node;
  }

  /**
   * Reads a whole zone and checks it against the digest it carries.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  public static RecordSets zone(JsonNode node) {
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    for (JsonNode each : node.path("records")) {
      WeightedRecord record = record(each);
      if (records.put(record.key(), record) != null) {
        throw new IllegalArgumentException("record " + record.key() + " is listed twice");
      }
    }
    RecordSets sets = new RecordSets(Json.text(node, "zone"), Json.number(node, "epoch"), records);
    String digest = ZoneDigest.of(sets);
    if (!digest.equals(Json.text(node, "digest"))) {
      throw new IllegalArgumentException(
          "zone " + sets.zone() + " has digest " + digest + ", not the one it names");
    }
    return sets;
  }

  /** A batch: {@code zone fromEpoch toEpoch changes[before after]}. */
  public static ObjectNode batch(RecordBatch batch) {
    ObjectNode node =
        Json.object()
            .put("zone", batch.zone())
            .put("fromEpoch", batch.fromEpoch())
            .put("toEpoch", batch.toEpoch());
    ArrayNode changes = node.putArray("changes");
    for (RecordChange change : batch.changes()) {
      ObjectNode each = changes.addObject();
      put(each, "before", change.before());
      put(each, "after", change.after());
    }
    return node;
  }

  /**
   * Reads a batch.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  public static RecordBatch batch(JsonNode node) {
    List<RecordChange> changes = new ArrayList<>();
    for (JsonNode each : node.path("changes")) {
      changes.add(new RecordChange(get(each, "before"), get(each, "after")));
    }
    return new RecordBatch(
        Json.text(node, "zone"),
        Json.number(node, "fromEpoch"),
        Json.number(node, "toEpoch"),
        changes);
  }

  private static void put(ObjectNode node, String field, @Nullable WeightedRecord record) {
    if (record != null) {
      node.set(field, record(record));
    }
  }

  private static @Nullable WeightedRecord get(JsonNode node, String field) {
    return Json.has(node, field) ? record(node.path(field)) : null;
  }

  private static ObjectNode record(WeightedRecord record) {
    ObjectNode node =
        Json.object()
            .put("name", record.key().name())
            .put("type", record.key().type().name())
            .put("setIdentifier", record.key().setIdentifier())
            .put("ttlSeconds", record.ttl().toSeconds())
            .put("weight", record.weight());
    ArrayNode values = node.putArray("values");
    record.values().forEach(values::add);
    String check = record.healthCheck();
    if (check != null) {
      node.put("healthCheck", check);
    }
    return node;
  }

  private static WeightedRecord record(JsonNode node) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : node.path("values")) {
      if (!value.isString()) {
        throw new IllegalArgumentException("a record value is not a text: " + value);
      }
      values.add(value.stringValue());
    }
    RecordType type = RecordType.valueOf(Json.text(node, "type"));
    return new WeightedRecord(
        new RecordKey(Json.text(node, "name"), type, Json.text(node, "setIdentifier")),
        Duration.ofSeconds(Json.number(node, "ttlSeconds")),
        Math.toIntExact(Json.number(node, "weight")),
        values,
        Json.has(node, "healthCheck") ? Json.text(node, "healthCheck") : null);
  }
}
