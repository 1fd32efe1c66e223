package io.fairlead.aws.zone;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.Pace;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.zone.ZoneReader.Answer;
import io.fairlead.traffic.ZoneStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;

/**
 * The zones that are being read whole. A share has so many pages for them in a tick; a zone that
 * has more goes on with the next one, as long as its epoch record stays.
 */
final class WholeReads {
  private static final int MOST_PAGES = 200;

  /** Between two ticks, less what one of them may come early. */
  private static final Duration TICK = Duration.ofSeconds(8);

  /** What is older, a process had that was frozen. */
  private static final Duration KEPT = Duration.ofMinutes(15);

  private final AwsAccess access;
  private final ZoneReader reader;
  private final Pace pages;
  private final Map<String, WholeRead> open = new ConcurrentHashMap<>();

  WholeReads(Route53Calls calls, ZoneReader reader) {
    this.access = calls.clients().access();
    this.reader = reader;
    this.pages = new Pace(access, calls.share().pages(), TICK);
  }

  /** How far it is. */
  sealed interface Progress {
    /** All of the zone, as of when its first page was read. */
    record Whole(ZoneNow zone, Instant began) implements Progress {}

    /** The next tick goes on. */
    record Part(int pages) implements Progress {}

    /** A page could not be had; those before it are kept. */
    record Failed(String why) implements Progress {}
  }

  /** Goes on with a zone under the epoch record that it has now; with another, it begins anew. */
  Progress of(HostedZone zone, Optional<ZoneStamp> stamp, Instant deadline) {
    WholeRead read = begun(zone, stamp);
    for (WholeRead.@Nullable Start at = read.next(); at != null; at = read.next()) {
      if (read.pages() == MOST_PAGES) {
        return new Progress.Failed(zone.zone() + " has more than " + MOST_PAGES + " pages");
      }
      if (!pages.tryTake()) {
        return new Progress.Part(read.pages());
      }
      switch (reader.page(zone, at, deadline)) {
        case Answer.Failed<ListResourceRecordSetsResponse>(String why) -> {
          return new Progress.Failed(why);
        }
        case Answer.Read<ListResourceRecordSetsResponse>(var page) -> read.add(page);
      }
    }
    open.remove(zone.zone(), read);
    return new Progress.Whole(read.zone(), read.began());
  }

  private WholeRead begun(HostedZone zone, Optional<ZoneStamp> stamp) {
    Instant now = access.clock().instant();
    WholeRead known = open.get(zone.zone());
    if (known != null
        && known.stamp().equals(stamp)
        && Duration.between(known.began(), now).compareTo(KEPT) < 0) {
      return known;
    }
    WholeRead anew = new WholeRead(zone, stamp, now);
    open.put(zone.zone(), anew);
    return anew;
  }
}
