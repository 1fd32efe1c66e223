package io.fairlead.azure.dns;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record set answers. Azure DNS has no weights: every region whose weight is not zero
 * answers, all alike.
 *
 * @param ttl in seconds
 * @param target id of the resource that an alias leads to; null = it has values
 * @param values addresses or one host name, each in its one spelling
 * @see <a href="https://learn.microsoft.com/rest/api/dns/record-sets/create-or-update">Record Sets
 *     - Create Or Update</a>
 */
record SetAnswer(long ttl, @Nullable String target, SortedSet<String> values) {
  /** As many as Azure DNS takes in a set. */
  static final int MOST_VALUES = 20;

  private static final long TTL = 60;

  SetAnswer {
    values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /** What a set that is only prepared answers: nothing. */
  static SetAnswer nothing(Collection<WeightedRecord> next) {
    return new SetAnswer(ttl(next), null, new TreeSet<>());
  }

  /**
   * What the records of a set answer together. All zero is all alike, as in Route 53. A CNAME has
   * one value: that of the largest weight.
   *
   * @throws IllegalArgumentException when they are more than a set holds
   */
  static SetAnswer of(AzureZone zone, SetId id, Collection<WeightedRecord> records) {
    SortedSet<String> values = new TreeSet<>();
    answering(id.type(), records)
        .forEach(record -> record.values().forEach(it -> values.add(spelled(id.type(), it))));
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException(
          id.text() + " would have " + values.size() + " records; Azure DNS takes " + MOST_VALUES);
    }
    ArmId alias = values.size() == 1 ? zone.publicIp(values.getFirst()) : null;
    return alias == null
        ? new SetAnswer(ttl(records), null, values)
        : new SetAnswer(ttl(records), alias.text(), new TreeSet<>());
  }

  private static List<WeightedRecord> answering(
      RecordType type, Collection<WeightedRecord> records) {
    List<WeightedRecord> in = records.stream().filter(record -> record.weight() > 0).toList();
    List<WeightedRecord> answering = in.isEmpty() ? List.copyOf(records) : in;
    return type != RecordType.CNAME
        ? answering
        : answering.stream()
            .min(
                Comparator.comparingInt(WeightedRecord::weight)
                    .reversed()
                    .thenComparing(WeightedRecord::key))
            .stream()
            .toList();
  }

  private static long ttl(Collection<WeightedRecord> records) {
    return records.stream().mapToLong(record -> record.ttl().toSeconds()).min().orElse(TTL);
  }

  /** One spelling of an address or a host name. */
  static String spelled(RecordType type, String value) {
    return switch (type) {
      case A -> value;
      case AAAA -> six(value);
      case CNAME -> value.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    };
  }

  private static String six(String value) {
    try {
      return InetAddress.ofLiteral(value).getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      // What somebody wrote into metadata by hand is nobody's address, and answers as such.
      return value;
    }
  }

  /** The same as addresses, whatever an alias leads to. */
  SetAnswer resolved(AzureZone zone) {
    return target == null
        ? this
        : new SetAnswer(ttl, null, new TreeSet<>(List.of(zone.address(target))));
  }

  /** Reads the properties of a record set. */
  static SetAnswer from(RecordType type, JsonNode properties) {
    SortedSet<String> values = new TreeSet<>();
    String target = properties.path("targetResource").path("id").asString("");
    if (target.isEmpty()) {
      properties
          .path("ARecords")
          .forEach(each -> values.add(each.path("ipv4Address").asString("")));
      properties
          .path("AAAARecords")
          .forEach(each -> values.add(spelled(type, each.path("ipv6Address").asString(""))));
      String name = properties.path("CNAMERecord").path("cname").asString("");
      if (!name.isEmpty()) {
        values.add(spelled(RecordType.CNAME, name));
      }
    }
    return new SetAnswer(
        properties.path("TTL").asLong(TTL), target.isEmpty() ? null : target, values);
  }

  /** Writes it into the properties of a record set. */
  void into(RecordType type, ObjectNode properties) {
    properties.put("TTL", ttl);
    if (target != null) {
      properties.putObject("targetResource").put("id", target);
      return;
    }
    if (values.isEmpty()) {
      return;
    }
    switch (type) {
      case A -> {
        ArrayNode all = properties.putArray("ARecords");
        values.forEach(value -> all.addObject().put("ipv4Address", value));
      }
      case AAAA -> {
        ArrayNode all = properties.putArray("AAAARecords");
        values.forEach(value -> all.addObject().put("ipv6Address", value));
      }
      case CNAME -> properties.putObject("CNAMERecord").put("cname", values.getFirst());
    }
  }
}
