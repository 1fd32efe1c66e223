package io.fairlead.local.zone;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.Address;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** What Route 53 refuses in a record set, refused here too: see its API for weighted records. */
final class RecordRules {
  /** Weighted records of one name and type, as Route 53's quota. */
  static final int MAX_PER_NAME = 100;

  private static final long MAX_TTL = Integer.MAX_VALUE;
  private static final int MAX_PROBLEMS = 10;

  private RecordRules() {}

  /** Every problem of a zone's records, at most ten; empty when it can be served. */
  static List<String> problems(RecordSets sets) {
    List<String> problems = new ArrayList<>();
    if (sets.records().size() > ZoneStore.MAX_RECORDS) {
      problems.add(
          sets.records().size() + " records exceed " + ZoneStore.MAX_RECORDS + " in a zone");
    }
    TreeMap<String, Set<RecordType>> types = new TreeMap<>();
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (WeightedRecord record : sets.records().values()) {
      checkRecord(sets.zone(), record, problems);
      types.computeIfAbsent(record.key().name(), _ -> new TreeSet<>()).add(record.key().type());
      counts.merge(record.key().type() + " " + record.key().name(), 1, Integer::sum);
    }
    types.forEach((name, found) -> checkTypes(sets.zone(), name, found, problems));
    counts.forEach(
        (name, count) -> {
          if (count > MAX_PER_NAME) {
            problems.add(name + " has " + count + " records, more than " + MAX_PER_NAME);
          }
        });
    return List.copyOf(problems.subList(0, Math.min(problems.size(), MAX_PROBLEMS)));
  }

  private static void checkRecord(String zone, WeightedRecord record, List<String> problems) {
    RecordKey key = record.key();
    if (!key.name().equals(zone) && !key.name().endsWith("." + zone)) {
      problems.add(key.name() + " does not lie in zone " + zone);
    }
    if (!isName(key.name())) {
      problems.add("'" + key.name() + "' is no lower-case DNS name without trailing dot");
    }
    long ttl = record.ttl().toSeconds();
    if (ttl < 0 || ttl > MAX_TTL) {
      problems.add("ttl " + ttl + " of " + key.name() + " is not within 0-" + MAX_TTL);
    }
    if (record.alias() != null) {
      problems.add("'" + key.name() + "' is an alias: only Route 53 has those");
    }
    for (String value : record.values()) {
      if (!fits(key.type(), value)) {
        problems.add("'" + value + "' is no value of " + key.type() + " " + key.name());
      }
    }
    if (key.type() == RecordType.CNAME && record.values().size() != 1) {
      problems.add("CNAME " + key.name() + " has " + record.values().size() + " values, not 1");
    }
  }

  private static void checkTypes(
      String zone, String name, Set<RecordType> types, List<String> problems) {
    if (types.contains(RecordType.CNAME) && types.size() > 1) {
      problems.add(name + " has a CNAME beside other records");
    }
    if (types.contains(RecordType.CNAME) && name.equals(zone)) {
      problems.add("a CNAME cannot be at the apex of " + zone);
    }
  }

  private static boolean fits(RecordType type, String value) {
    return switch (type) {
      case A -> Address.toByteArray(value, Address.IPv4) != null;
      case AAAA -> value.indexOf(':') >= 0 && Address.toByteArray(value, Address.IPv6) != null;
      case CNAME -> isName(value);
    };
  }

  private static boolean isName(String text) {
    try {
      return !text.isEmpty()
          && !text.endsWith(".")
          && text.equals(text.toLowerCase(java.util.Locale.ROOT))
          && Name.fromString(text + ".").labels() > 1;
    } catch (TextParseException e) {
      return false;
    }
  }
}
