package io.fairlead.azure.dns;

import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the metadata of a record set says: the fleet's weighted records that it stands for, and
 * those that it shall stand for once the zone's epoch record says so.
 *
 * @param fleet whose set it is
 * @param epoch under which the records were written; 0 = none were
 * @param now by region
 * @param nextEpoch under which the next ones hold; 0 = none are prepared
 * @param next by region; none = the set goes
 * @param until whoever prepared them may make them hold, in seconds since 1970; afterwards nobody
 */
record Marks(
    String fleet,
    long epoch,
    SortedMap<String, WeightedRecord> now,
    long nextEpoch,
    SortedMap<String, WeightedRecord> next,
    long until) {
  /** Every key of ours begins so. */
  static final String OURS = "fairlead";

  /** Of the epoch record: the intent that shut another one out last. */
  static final String FENCE = "fairlead-fence";

  private static final String NEXT_EPOCH = "fairlead-next";
  private static final String UNTIL = "fairlead-until";
  private static final String NOW = "fairlead-now-";
  private static final String NEXT = "fairlead-next-";
  private static final String NO_CHECK = "-";
  private static final Pattern HEAD =
      Pattern.compile("v1 fleet=([^ ]{1,128}) epoch=(0|[1-9][0-9]{0,17})");
  private static final Pattern EPOCH = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern RECORD =
      Pattern.compile("([0-9]{1,3}) ([0-9]{1,10}) ([^ ]{1,256}) ([^ ]+)");

  Marks {
    now = Collections.unmodifiableSortedMap(new TreeMap<>(now));
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  /** Those of a set that is not there. */
  static Marks none(String fleet) {
    return new Marks(fleet, 0, new TreeMap<>(), 0, new TreeMap<>(), 0);
  }

  /** The same with what shall hold under an epoch. */
  Marks prepared(long to, SortedMap<String, WeightedRecord> records, Instant notAfter) {
    return new Marks(fleet, epoch, now, to, records, notAfter.getEpochSecond());
  }

  /** Whether others are prepared than these, or under another epoch. */
  boolean isPreparedOtherwise(Marks wanted) {
    return nextEpoch > 0 && !(nextEpoch == wanted.nextEpoch && next.equals(wanted.next));
  }

  /** What was prepared holds. */
  Marks done() {
    return new Marks(fleet, nextEpoch, next, 0, new TreeMap<>(), 0);
  }

  /** Reads metadata; empty where it is not of this fleet, or where somebody changed it. */
  static Optional<Marks> parse(SetId id, String fleet, JsonNode metadata) {
    Matcher head = HEAD.matcher(metadata.path(OURS).asString(""));
    if (!head.matches() || !head.group(1).equals(fleet)) {
      return Optional.empty();
    }
    SortedMap<String, WeightedRecord> now = new TreeMap<>();
    SortedMap<String, WeightedRecord> next = new TreeMap<>();
    for (var each : metadata.properties()) {
      String key = each.getKey();
      boolean isNow = key.startsWith(NOW);
      if (isNow || key.startsWith(NEXT)) {
        String region = key.substring((isNow ? NOW : NEXT).length());
        Optional<WeightedRecord> record = record(id, region, each.getValue().asString(""));
        if (record.isEmpty()) {
          return Optional.empty();
        }
        (isNow ? now : next).put(region, record.get());
      }
    }
    return Optional.of(
        new Marks(
            fleet,
            Long.parseLong(head.group(2)),
            now,
            number(metadata.path(NEXT_EPOCH).asString("")),
            next,
            number(metadata.path(UNTIL).asString(""))));
  }

  private static long number(String text) {
    return EPOCH.matcher(text).matches() ? Long.parseLong(text) : 0;
  }

  private static Optional<WeightedRecord> record(SetId id, String region, String text) {
    Matcher found = RECORD.matcher(text);
    if (!found.matches() || Integer.parseInt(found.group(1)) > WeightedRecord.MAX_WEIGHT) {
      return Optional.empty();
    }
    @Nullable String check = found.group(3).equals(NO_CHECK) ? null : found.group(3);
    return Optional.of(
        new WeightedRecord(
            id.key(region),
            Duration.ofSeconds(Long.parseLong(found.group(2))),
            Integer.parseInt(found.group(1)),
            List.of(found.group(4).split(",", -1)),
            check));
  }

  private static String text(WeightedRecord record) {
    String check = record.healthCheck() == null ? NO_CHECK : record.healthCheck();
    return record.weight()
        + " "
        + record.ttl().toSeconds()
        + " "
        + check
        + " "
        + String.join(",", record.values());
  }

  /** Writes them into metadata. */
  void into(ObjectNode metadata) {
    metadata.put(OURS, "v1 fleet=" + fleet + " epoch=" + epoch);
    now.forEach((region, record) -> metadata.put(NOW + region, text(record)));
    if (nextEpoch > 0) {
      metadata.put(NEXT_EPOCH, Long.toString(nextEpoch));
      metadata.put(UNTIL, Long.toString(until));
      next.forEach((region, record) -> metadata.put(NEXT + region, text(record)));
    }
  }
}
