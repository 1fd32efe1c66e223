package io.fairlead.azure.dns;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.SideBySide;
import io.fairlead.azure.dns.DnsCalls.Got;
import io.fairlead.azure.dns.ZoneNow.Stamped;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneStamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which regions answer for a name in Azure DNS. A tick reads a zone's epoch record alone; the sets
 * when that differs from what is remembered, and every five minutes. A change holds once the epoch
 * record has been replaced under its ETag; until every set answers it, the zone is not readable.
 */
public final class AzureDnsDirector implements TrafficDirector {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final AzureClients clients;
  private final String fleet;
  private final SortedMap<String, AzureZone> zones;
  private final DnsCalls calls;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  /** A director of a fleet's zones, by DNS name. Nothing is connected yet. */
  public AzureDnsDirector(AzureClients clients, String fleet, SortedMap<String, AzureZone> zones) {
    this.clients = clients;
    this.fleet = fleet;
    this.zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
    this.calls = new DnsCalls(new ArmClient(clients), fleet);
  }

  /** A zone as it is known, and when its sets were read. */
  private record Remembered(ZoneNow zone, Instant readAt) {}

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> asked, Instant deadline) {
    List<String> names = List.copyOf(asked);
    List<Reading<RecordSets>> answers = SideBySide.all(names, name -> zone(name, deadline));
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      readings.put(names.get(i), answers.get(i));
    }
    return readings;
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    return SideBySide.all(List.copyOf(orders), order -> changed(order, deadline));
  }

  /**
   * Writes the sets that do not answer yet what holds, be it the change of a function that died.
   */
  @Override
  public void level(Instant deadline) {
    List<Remembered> behind =
        remembered.values().stream().filter(each -> !each.zone().behind().isEmpty()).toList();
    SideBySide.all(
        behind,
        (Remembered each) -> {
          ZoneChange.Finished finished = change().finished(each.zone(), deadline);
          // What was not written may have been changed by others: it is read before it is tried.
          boolean whole = finished.zone().behind().isEmpty();
          settle(
              each.zone().zone().zone(), whole ? Optional.of(finished.zone()) : Optional.empty());
          return true;
        });
  }

  /**
   * What is not as it was changed, by zone: sets that do not answer yet what holds, sets of others
   * under the fleet's names, records that are not those which the epoch record was written with.
   */
  public SortedMap<String, String> findings() {
    SortedMap<String, String> findings = new TreeMap<>();
    remembered.forEach(
        (name, each) -> {
          List<String> found = new ArrayList<>();
          ZoneNow now = each.zone();
          if (!now.behind().isEmpty()) {
            found.add(ZoneChange.behind(now));
          }
          if (isEdited(now)) {
            found.add(
                "its records are not those of epoch "
                    + now.epoch()
                    + ": somebody else changed one");
          }
          if (!now.strangers().isEmpty()) {
            String all = String.join(", ", now.strangers());
            found.add(all + " is not the fleet's, and is never touched");
          }
          if (!found.isEmpty()) {
            findings.put(name, String.join("; ", found));
          }
        });
    return Collections.unmodifiableSortedMap(findings);
  }

  private ZoneChange change() {
    return new ZoneChange(calls, clients);
  }

  private Reading<RecordSets> zone(String name, Instant deadline) {
    AzureZone zone = zones.get(name);
    if (zone == null) {
      return new Reading.Unreadable<>("no zone of Azure DNS is declared for " + name);
    }
    return switch (current(zone, deadline)) {
      case Got.Failed<ZoneNow>(String why) -> new Reading.Unreadable<>(why);
      case Got.Read<ZoneNow>(ZoneNow now) ->
          now.behind().isEmpty()
              ? new Reading.Known<>(now.records())
              : new Reading.Unreadable<>(ZoneChange.behind(now));
    };
  }

  private Got<ZoneNow> current(AzureZone zone, Instant deadline) {
    return switch (calls.stamp(zone, deadline)) {
      case Got.Failed<Stamped>(String why) -> new Got.Failed<>(why);
      case Got.Read<Stamped>(Stamped stamp) -> {
        Optional<String> other =
            stamp.stamp().map(ZoneStamp::fleet).filter(its -> !its.equals(fleet));
        yield other.isPresent()
            ? new Got.Failed<>(
                zone.zone() + " belongs to fleet " + other.get() + ", not to " + fleet)
            : sets(zone, stamp, deadline);
      }
    };
  }

  private Got<ZoneNow> sets(AzureZone zone, Stamped stamp, Instant deadline) {
    Instant now = clients.now();
    Remembered known = remembered.get(zone.zone());
    if (known != null
        && known.zone().stamp().equals(stamp)
        && Duration.between(known.readAt(), now).compareTo(REMEMBERED) < 0) {
      return new Got.Read<>(known.zone());
    }
    return switch (calls.sets(zone, deadline)) {
      case Got.Failed<SortedMap<SetId, StoredSet>>(String why) -> new Got.Failed<>(why);
      case Got.Read<SortedMap<SetId, StoredSet>>(var sets) -> {
        ZoneNow read = new ZoneNow(zone, stamp, sets);
        Optional<String> torn = torn(read, deadline);
        if (torn.isPresent()) {
          yield new Got.Failed<>(torn.get());
        }
        remembered.put(zone.zone(), new Remembered(read, now));
        yield new Got.Read<>(read);
      }
    };
  }

  /**
   * Whoever edits a set by hand leaves the epoch record as it was; another function that wrote
   * between the two reads does not.
   *
   * @return why what was read is no one state of the zone; empty = it is one
   */
  private Optional<String> torn(ZoneNow read, Instant deadline) {
    if (!read.isAhead() && !isEdited(read)) {
      return Optional.empty();
    }
    return switch (calls.stamp(read.zone(), deadline)) {
      case Got.Failed<Stamped>(String why) -> Optional.of(why);
      case Got.Read<Stamped>(Stamped again) ->
          again.equals(read.stamp())
              ? Optional.empty()
              : Optional.of(read.zone().zone() + " was changed while it was read");
    };
  }

  private static boolean isEdited(ZoneNow now) {
    return now.isAhead()
        || now.stamp().stamp().map(it -> !now.zone().agrees(it, now.records())).orElse(false);
  }

  private ApplyOutcome changed(Order order, Instant deadline) {
    if (!(order.step() instanceof Step.ChangeRecords change)) {
      return new ApplyOutcome.Refused("not a change of records", false);
    }
    AzureZone zone = zones.get(change.batch().zone());
    if (zone == null) {
      return new ApplyOutcome.Refused(
          "no zone of Azure DNS is declared for " + change.batch().zone(), false);
    }
    return switch (current(zone, deadline)) {
      case Got.Failed<ZoneNow>(String why) -> new ApplyOutcome.Refused(why, true);
      case Got.Read<ZoneNow>(ZoneNow now) -> {
        ZoneChange.Ended ended = change().apply(now, order, change.batch(), deadline);
        settle(zone.zone(), ended.zone());
        yield ended.outcome();
      }
    };
  }

  /** What was written is known without reading it all again: the epoch record is compared. */
  private void settle(String zone, Optional<ZoneNow> now) {
    Remembered before = remembered.get(zone);
    if (now.isEmpty() || before == null) {
      remembered.remove(zone);
    } else {
      remembered.put(zone, new Remembered(now.get(), before.readAt()));
    }
  }
}
