package io.fairlead.aws.zone;

import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.zone.WholeRead.Start;
import io.fairlead.traffic.ZoneStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Reads a hosted zone: its epoch record alone, its servers, or a page of its records.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html">
 *     ListResourceRecordSets</a>
 */
final class ZoneReader {
  private static final String LIST = "route53:ListResourceRecordSets";
  private static final String PAGE = "300";

  private static final Duration THROTTLED = Duration.ofSeconds(1);

  private final Route53Calls calls;

  ZoneReader(Route53Calls calls) {
    this.calls = calls;
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
        page(zone, Start.at(name, RRType.TXT), "1", deadline);
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

  /** One page of a zone's records. */
  Answer<ListResourceRecordSetsResponse> page(HostedZone zone, Start start, Instant deadline) {
    return page(zone, start, PAGE, deadline);
  }

  /** The names of the zone's authoritative servers; empty where they cannot be read. */
  List<String> servers(HostedZone zone, Instant deadline) {
    return switch (page(zone, Start.at(zone.zone(), RRType.NS), "1", deadline)) {
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
      Instant again = calls.clients().access().clock().instant().plus(THROTTLED);
      if (failure.kind() != AwsFailure.Kind.RETRY || again.isAfter(deadline)) {
        return new Answer.Failed<>(failure.sentence());
      }
    }
    calls.clients().access().pause().of(THROTTLED);
    try {
      return asked(zone, start, most, deadline);
    } catch (SdkException e) {
      return new Answer.Failed<>(
          AwsFailure.of(e, LIST, zone.zone() + " (" + zone.id() + ")").sentence());
    }
  }

  private Answer<ListResourceRecordSetsResponse> asked(
      HostedZone zone, Start start, String most, Instant deadline) {
    var budget = calls.turn(deadline);
    if (budget.isEmpty()) {
      return new Answer.Failed<>("no time was left to read " + zone.zone());
    }
    return new Answer.Read<>(
        calls
            .client()
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
}
