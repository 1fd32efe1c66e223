package io.fairlead.aws.zone;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * A zone that is being read whole, page by page, jumping over names that are not the fleet's. It
 * may take several ticks: all its pages are of one epoch record.
 */
final class WholeRead {
  /** Route 53's order of names: by labels from the right. */
  private static final Comparator<String> BY_LABELS = Comparator.comparing(WholeRead::reversed);

  private final HostedZone zone;
  private final Optional<ZoneStamp> stamp;
  private final Instant began;
  private final List<String> names;
  private final SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
  private final SortedMap<RecordKey, ResourceRecordSet> aliases = new TreeMap<>();
  private final List<String> strangers = new ArrayList<>();
  private @Nullable Start next;
  private int pages;

  /** Where a page starts; the rest of a name's sets is named by type and set identifier. */
  record Start(String name, @Nullable String type, @Nullable String set) {
    /** The record set of a name and a type that is routed by nothing. */
    static Start at(String name, RRType type) {
      return new Start(name, type.toString(), null);
    }
  }

  /** One that begins now, under the epoch record that the zone has. */
  WholeRead(HostedZone zone, Optional<ZoneStamp> stamp, Instant now) {
    this.zone = zone;
    this.stamp = stamp;
    this.began = now;
    this.names = new ArrayList<>(zone.names());
    this.names.sort(BY_LABELS);
    this.next = names.isEmpty() ? null : new Start(names.getFirst(), null, null);
  }

  Optional<ZoneStamp> stamp() {
    return stamp;
  }

  Instant began() {
    return began;
  }

  /** How many it has. */
  int pages() {
    return pages;
  }

  /** Where the next page starts; null = it is read. */
  @Nullable Start next() {
    return next;
  }

  void add(ListResourceRecordSetsResponse page) {
    for (ResourceRecordSet set : page.resourceRecordSets()) {
      RecordForm.weighted(zone, set)
          .ifPresent(
              record -> {
                records.put(record.key(), record);
                if (record.alias() != null) {
                  aliases.put(record.key(), set);
                }
              });
      RecordForm.stranger(zone, set).ifPresent(strangers::add);
    }
    next = after(page);
    pages++;
  }

  private @Nullable Start after(ListResourceRecordSetsResponse page) {
    if (!Boolean.TRUE.equals(page.isTruncated())) {
      return null;
    }
    String reached = RecordForm.name(page.nextRecordName());
    if (names.contains(reached)) {
      return new Start(reached, page.nextRecordTypeAsString(), page.nextRecordIdentifier());
    }
    return names.stream()
        .filter(name -> BY_LABELS.compare(name, reached) > 0)
        .findFirst()
        .map(name -> new Start(name, null, null))
        .orElse(null);
  }

  /** The fleet's records, once all pages are there. */
  ZoneNow zone() {
    long epoch = stamp.map(ZoneStamp::epoch).orElse(0L);
    return new ZoneNow(new RecordSets(zone.zone(), epoch, records), stamp, aliases, strangers);
  }

  private static String reversed(String name) {
    List<String> labels = new ArrayList<>(List.of(name.split("\\.", -1)));
    Collections.reverse(labels);
    // Below every character of a label, so that a parent comes before its children.
    return String.join("\u0001", labels);
  }
}
