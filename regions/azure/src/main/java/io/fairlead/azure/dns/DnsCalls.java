package io.fairlead.azure.dns;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmFailure;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.arm.ArmRequest;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.dns.ZoneNow.Stamped;
import io.fairlead.port.Order;
import io.fairlead.traffic.ZoneStamp;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls on a zone of Azure DNS, each made once. A page that cannot be had makes the whole
 * reading fail: a part is never taken for all.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/dns/record-sets">Record Sets</a>
 */
record DnsCalls(ArmClient arm, String fleet) {
  private static final String VERSION = "?api-version=2018-05-01";
  private static final String TXT = "TXT";

  /** How long a resolver may keep the epoch record: nobody but operators ask for it. */
  private static final long STAMP_TTL = 60;

  /** A hundred sets a page. */
  private static final int MOST_PAGES = 20;

  /** A value, or why there is none. */
  sealed interface Got<T> {
    record Read<T>(T value) implements Got<T> {}

    record Failed<T>(String why) implements Got<T> {}
  }

  /** What became of a write: the ETag after it, null where it went, or a failure. */
  sealed interface Put {
    record Done(@Nullable String etag) implements Put {}

    record Failed(ArmFailure why) implements Put {}
  }

  /** The zone's epoch record; none = it was never written, or the zone is not there. */
  Got<Stamped> stamp(AzureZone zone, Instant deadline) {
    ArmId id = stampId(zone);
    return switch (arm.call(ArmRequest.get(id, path(id), id.type() + "/read"), deadline)) {
      case Answer.Done(ObjectNode body) -> stamp(zone, body);
      case Answer.Failed(ArmFailure why) when why.cause().kind() == AzureFailure.Kind.ABSENT ->
          new Got.Read<>(Stamped.NONE);
      case Answer.Failed(ArmFailure why) -> new Got.Failed<>(why.sentence());
    };
  }

  private static Got<Stamped> stamp(AzureZone zone, JsonNode body) {
    JsonNode records = body.path("properties").path("TXTRecords");
    if (records.isEmpty()) {
      return new Got.Read<>(new Stamped(Optional.empty(), body.path("etag").asString("")));
    }
    StringBuilder text = new StringBuilder();
    records.path(0).path("value").forEach(part -> text.append(part.asString("")));
    Optional<ZoneStamp> stamp =
        records.size() == 1 ? ZoneStamp.parse(text.toString()) : Optional.empty();
    return stamp.isPresent()
        ? new Got.Read<>(new Stamped(stamp, body.path("etag").asString("")))
        : new Got.Failed<>(
            ZoneStamp.name(zone.zone())
                + " has a TXT record that is no epoch record: somebody else changed it; put it"
                + " back, or delete it where nothing of Fairlead is in the zone");
  }

  /** The sets under the fleet's names. */
  Got<SortedMap<SetId, StoredSet>> sets(AzureZone zone, Instant deadline) {
    SortedMap<SetId, StoredSet> sets = new TreeMap<>();
    String path = zone.id().text() + "/recordsets" + VERSION;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      ArmRequest page = ArmRequest.get(zone.id(), path, zone.id().type() + "/recordsets/read");
      switch (arm.call(page, deadline)) {
        case Answer.Failed(ArmFailure why) -> {
          return new Got.Failed<>(why.sentence());
        }
        case Answer.Done(ObjectNode body) -> {
          if (!body.path("value").isArray()) {
            return new Got.Failed<>("a list of " + zone.zone() + " came without its records");
          }
          body.path("value").forEach(each -> add(zone, each, sets));
          String next = body.path("nextLink").asString("");
          if (next.isEmpty()) {
            return new Got.Read<>(sets);
          }
          Optional<String> more = next(zone, next);
          if (more.isEmpty()) {
            return new Got.Failed<>("the next page of " + zone.zone() + " is of another resource");
          }
          path = more.get();
        }
      }
    }
    return new Got.Failed<>(
        zone.zone()
            + " has more than "
            + MOST_PAGES * 100
            + " record sets, which a tick has no time to read: give the fleet's names a zone of"
            + " their own");
  }

  private void add(AzureZone zone, JsonNode body, SortedMap<SetId, StoredSet> sets) {
    zone.set(body.path("name").asString(""), body.path("type").asString(""))
        .ifPresent(id -> sets.put(id, StoredSet.from(id, fleet, body)));
  }

  /** Where the list goes on: with the same resource, wherever Azure says that it answers. */
  private static Optional<String> next(AzureZone zone, String link) {
    URI uri = URI.create(link);
    String path = uri.getRawPath();
    boolean same =
        path != null
            && path.toLowerCase(Locale.ROOT).startsWith(zone.id().key())
            && uri.getRawQuery() != null;
    return same ? Optional.of(path + "?" + uri.getRawQuery()) : Optional.empty();
  }

  /** Makes an epoch record the zone's, in place of the one that was read. */
  Put commit(AzureZone zone, Stamped before, ZoneStamp after, Instant deadline) {
    return stamped(zone, before, stampBody(Optional.of(after)), deadline);
  }

  /** Writes the epoch record as it is, so that whoever has read it before replaces it no more. */
  Put fence(AzureZone zone, Stamped before, Order by, Instant deadline) {
    ObjectNode body = stampBody(before.stamp());
    body.withObjectProperty("properties").putObject("metadata").put(Marks.FENCE, by.intentId());
    return stamped(zone, before, body, deadline);
  }

  private static ObjectNode stampBody(Optional<ZoneStamp> stamp) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ObjectNode properties = body.putObject("properties");
    properties.put("TTL", STAMP_TTL);
    stamp.ifPresent(
        it -> properties.putArray("TXTRecords").addObject().putArray("value").add(it.text()));
    return body;
  }

  private Put stamped(AzureZone zone, Stamped before, ObjectNode body, Instant deadline) {
    ArmId id = stampId(zone);
    return put(ArmRequest.put(id, path(id), body, before.etag()), deadline);
  }

  /** Writes a set, if it is still what was read. */
  Put write(AzureZone zone, StoredSet set, Instant deadline) {
    ArmId id = zone.id(set.id());
    return put(ArmRequest.put(id, path(id), set.body(), set.etag()), deadline);
  }

  /** Takes a set away, if it is still what was read. */
  Put delete(AzureZone zone, StoredSet set, Instant deadline) {
    ArmId id = zone.id(set.id());
    String etag = set.etag() == null ? "" : set.etag();
    return switch (arm.call(ArmRequest.delete(id, path(id), etag), deadline)) {
      case Answer.Done _ -> new Put.Done(null);
      case Answer.Failed(ArmFailure why) -> new Put.Failed(why);
    };
  }

  private Put put(ArmRequest write, Instant deadline) {
    return switch (arm.call(write, deadline)) {
      case Answer.Done(ObjectNode body) -> new Put.Done(body.path("etag").asString(""));
      case Answer.Failed(ArmFailure why) -> new Put.Failed(why);
    };
  }

  private static ArmId stampId(AzureZone zone) {
    return zone.id(ZoneStamp.name(zone.zone()), TXT);
  }

  private static String path(ArmId id) {
    return id.text() + VERSION;
  }
}
