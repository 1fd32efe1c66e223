package io.fairlead.aws.zone;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Pace;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Reads a hosted zone: its epoch record alone, or the fleet's records whole. A page that cannot be
 * had makes the whole reading fail: a part is never taken for all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html">
 *     ListResourceRecordSets</a>
 */
final class ZoneReader {
  private static final String LIST = "route53:ListResourceRecordSets";
  private static final String PAGE = "300";
  private static final int MOST_PAGES = 200;

  private static final Duration THROTTLED = Duration.ofSeconds(1);

  private final AwsClients clients;
  private final Pace pace;

  ZoneReader(AwsClients clients, Pace pace) {
    this.clients = clients;
    this.pace = pace;
  }

  /** A value, or why there is none. */
  sealed interface Answer<T> {
    record Read<T>(T value) implements Answer<T> {}

    record Failed<T>(String why) implements Answer<T> {}
  }

  /** The zone's stamp; empty = it was never written. */
  Answer<Optional<ZoneStamp>> stamp(HostedZone zone, Instant deadline) {
    String name = ZoneStamp.name(zone.zone());
    Answer<ListResourceRecordSetsResponse> page =
        page(zone, new Start(name, RRType.TXT.toString(), null), "1", deadline);
    return switch (page) {
      case Answer.Failed<ListResourceRecordSetsResponse>(String why) -> new Answer.Failed<>(why);
      case Answer.Read<ListResourceRecordSetsResponse>(var sets) -> {
        for (ResourceRecordSet set : sets.resourceRecordSets()) {
          if (RecordForm.name(set.name()).equals(name) && set.type() == RRType.TXT) {
            Optional<ZoneStamp> stamp = RecordForm.stamp(set);
            yield stamp.isPresent()
                ? new Answer.Read<>(stamp)
                : new Answer.Failed<>(name + " has a TXT record that is no epoch record");
          }
        }
        yield new Answer.Read<>(Optional.empty());
      }
    };
  }

  /** The fleet's records, read page by page, jumping over names that are not the fleet's. */
  Answer<ZoneNow> records(HostedZone zone, Optional<ZoneStamp> stamp, Instant deadline) {
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    SortedMap<RecordKey, ResourceRecordSet> aliases = new TreeMap<>();
    List<String> strangers = new ArrayList<>();
    List<String> names = new ArrayList<>(zone.names());
    names.sort(BY_LABELS);
    Start start = names.isEmpty() ? null : new Start(names.getFirst(), null, null);
    for (int pages = 0; start != null; pages++) {
      if (pages == MOST_PAGES) {
        return new Answer.Failed<>(zone.zone() + " has more than " + MOST_PAGES + " pages");
      }
      switch (page(zone, start, PAGE, deadline)) {
        case Answer.Failed<ListResourceRecordSetsResponse>(String why) -> {
          return new Answer.Failed<>(why);
        }
        case Answer.Read<ListResourceRecordSetsResponse>(var page) -> {
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
          start = next(names, page);
        }
      }
    }
    long epoch = stamp.map(ZoneStamp::epoch).orElse(0L);
    return new Answer.Read<>(
        new ZoneNow(new RecordSets(zone.zone(), epoch, records), stamp, aliases, strangers));
  }

  /** Where a page starts; the rest of a name's sets is named by type and set identifier. */
  private record Start(String name, @Nullable String type, @Nullable String set) {}

  private static @Nullable Start next(List<String> names, ListResourceRecordSetsResponse page) {
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

  /** The names of the zone's authoritative servers; empty where they cannot be read. */
  List<String> servers(HostedZone zone, Instant deadline) {
    return switch (page(zone, new Start(zone.zone(), "NS", null), "1", deadline)) {
      case Answer.Failed<ListResourceRecordSetsResponse> _ -> List.of();
      case Answer.Read<ListResourceRecordSetsResponse>(var sets) ->
          sets.resourceRecordSets().stream()
              .filter(set -> set.type() == RRType.NS)
              .filter(set -> RecordForm.name(set.name()).equals(zone.zone()))
              .flatMap(set -> set.resourceRecords().stream())
              .map(record -> RecordForm.name(record.value()))
              .toList();
    };
  }

  /** A page; a read that was throttled is repeated once where there is time. */
  private Answer<ListResourceRecordSetsResponse> page(
      HostedZone zone, Start start, String most, Instant deadline) {
    try {
      return asked(zone, start, most, deadline);
    } catch (SdkException e) {
      AwsFailure failure = AwsFailure.of(e, LIST, zone.zone() + " (" + zone.id() + ")");
      Instant again = clients.access().clock().instant().plus(THROTTLED);
      if (failure.kind() != AwsFailure.Kind.RETRY || again.isAfter(deadline)) {
        return new Answer.Failed<>(failure.sentence());
      }
    }
    clients.access().pause().of(THROTTLED);
    try {
      return asked(zone, start, most, deadline);
    } catch (SdkException e) {
      return new Answer.Failed<>(
          AwsFailure.of(e, LIST, zone.zone() + " (" + zone.id() + ")").sentence());
    }
  }

  private Answer<ListResourceRecordSetsResponse> asked(
      HostedZone zone, Start start, String most, Instant deadline) {
    var budget =
        pace.await(deadline)
            ? clients.budget(deadline)
            : Optional.<AwsRequestOverrideConfiguration>empty();
    if (budget.isEmpty()) {
      return new Answer.Failed<>("no time was left to read " + zone.zone());
    }
    return new Answer.Read<>(
        clients
            .route53()
            .listResourceRecordSets(
                ListResourceRecordSetsRequest.builder()
                    .hostedZoneId(zone.id())
                    .startRecordName(start.name())
                    .startRecordType(start.type())
                    .startRecordIdentifier(start.set())
                    .maxItems(most)
                    .overrideConfiguration(budget.get())
                    .build()));
  }

  /** Route 53's order of names: by labels from the right. */
  private static final Comparator<String> BY_LABELS = Comparator.comparing(ZoneReader::reversed);

  private static String reversed(String name) {
    List<String> labels = new ArrayList<>(List.of(name.split("\\.", -1)));
    Collections.reverse(labels);
    // Below every character of a label, so that a parent comes before its children.
    return String.join("\u0001", labels);
  }
}
