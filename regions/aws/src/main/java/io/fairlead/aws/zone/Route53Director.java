package io.fairlead.aws.zone;

import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.aws.zone.WholeReads.Progress;
import io.fairlead.aws.zone.ZoneReader.Answer;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneStamp;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * DNS weights in Route 53. A tick reads a zone's epoch record alone; the records whole when that
 * differs from what is remembered, and every five minutes, over several ticks where they are many.
 * A change is one batch that deletes the epoch record and every changed record as it must be now,
 * so that it fails whole where anything else came between.
 */
public final class Route53Director implements TrafficDirector {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  /** Without a change for so long, a zone is at rest: three ticks. */
  private static final Duration AT_REST = Duration.ofSeconds(30);

  /**
   * A batch fails where an epoch record read so long ago is another by now: no need to look again.
   */
  private static final Duration JUST_READ = Duration.ofSeconds(5);

  /** A change that is not everywhere after so long is something that people are told. */
  private static final Duration FOLLOWED = Duration.ofMinutes(10);

  private final Route53Calls calls;
  private final String fleet;
  private final SortedMap<String, HostedZone> zones;
  private final ZoneReader reader;
  private final WholeReads wholeReads;
  private final Propagation propagation;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final Map<String, Instant> confirmed = new ConcurrentHashMap<>();
  private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();
  private final Map<String, String> findings = new ConcurrentHashMap<>();
  private final Map<String, String> edits = new ConcurrentHashMap<>();

  /** A director of a fleet's zones, by DNS name. */
  public Route53Director(Route53Calls calls, String fleet, SortedMap<String, HostedZone> zones) {
    this(calls, fleet, zones, new Propagation.NameServers.Own(ServerNames.OF_THE_MACHINE));
  }

  /**
   * The same where the zones' servers are not where their NS records say.
   *
   * @param servers of every zone
   */
  public static Route53Director withServers(
      Route53Calls calls,
      String fleet,
      SortedMap<String, HostedZone> zones,
      List<InetSocketAddress> servers) {
    return new Route53Director(
        calls, fleet, zones, new Propagation.NameServers.At(List.copyOf(servers)));
  }

  /** The same where the servers that NS records name are found otherwise. */
  public static Route53Director withNames(
      Route53Calls calls, String fleet, SortedMap<String, HostedZone> zones, ServerNames names) {
    return new Route53Director(calls, fleet, zones, new Propagation.NameServers.Own(names));
  }

  private Route53Director(
      Route53Calls calls,
      String fleet,
      SortedMap<String, HostedZone> zones,
      Propagation.NameServers servers) {
    this.calls = calls;
    this.fleet = fleet;
    this.zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
    this.reader = new ZoneReader(calls);
    this.wholeReads = new WholeReads(calls, reader);
    this.propagation = new Propagation(calls, reader, servers);
  }

  /** Epoch records first: a zone that is long to read must not keep others from being known. */
  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> asked, Instant deadline) {
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    List<HostedZone> declared = new ArrayList<>();
    for (String name : asked) {
      HostedZone zone = zones.get(name);
      if (zone == null) {
        readings.put(name, new Reading.Unreadable<>("no hosted zone is declared for " + name));
      } else {
        declared.add(zone);
      }
    }
    List<Stamped> stamped =
        SideBySide.all(declared, zone -> new Stamped(zone, stamp(zone, deadline)));
    List<Answer<ZoneNow>> answers = SideBySide.all(stamped, each -> records(each, deadline));
    for (int i = 0; i < declared.size(); i++) {
      readings.put(declared.get(i).zone(), reading(answers.get(i)));
    }
    return readings;
  }

  private static Reading<RecordSets> reading(Answer<ZoneNow> answer) {
    return switch (answer) {
      case Answer.Failed<ZoneNow>(String why) -> new Reading.Unreadable<>(why);
      case Answer.Read<ZoneNow>(ZoneNow now) -> new Reading.Known<>(now.sets());
    };
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    return SideBySide.all(List.copyOf(orders), order -> changed(order, deadline));
  }

  /**
   * Route 53's servers are levelled by Route 53. Looks after changes of this process that are under
   * way: {@link #findings} says which server still answers the old way.
   */
  @Override
  public void level(Instant deadline) {
    SideBySide.all(
        List.copyOf(underWay.entrySet()),
        (Map.Entry<String, UnderWay> change) -> followed(change, deadline));
  }

  /**
   * What is not as it was changed, by zone: pending in Route 53, a server that still answers the
   * old way, a change that was stranded, records that are not those which the epoch record was
   * written with. Empty = every server answers what was written last.
   */
  public SortedMap<String, String> findings() {
    SortedMap<String, String> found = new TreeMap<>(findings);
    edits.forEach((zone, edit) -> found.merge(zone, edit, (change, also) -> change + "; " + also));
    return Collections.unmodifiableSortedMap(found);
  }

  /** Zones with a change of this process that may still be on its way: submitted minutes ago. */
  public SortedSet<String> changing() {
    SortedSet<String> changing = new TreeSet<>(underWay.keySet());
    changing.removeIf(
        zone -> {
          UnderWay change = underWay.get(zone);
          return change == null || isLate(change);
        });
    return changing;
  }

  private boolean isLate(UnderWay change) {
    return age(change.since()).compareTo(FOLLOWED) > 0;
  }

  /**
   * What a zone's authoritative servers answer that is not its epoch record as Route 53's API tells
   * it, by a question to each; empty where all answer it, or the zone was never written.
   */
  public Optional<String> behind(String name, Instant deadline) {
    HostedZone zone = zones.get(name);
    if (zone == null
        || !(reader.stamp(zone, deadline) instanceof Answer.Read<Optional<ZoneStamp>>(var stamp))) {
      return Optional.empty();
    }
    return stamp.flatMap(
        at ->
            propagation.asked(zone, at, deadline) instanceof Propagation.Found.Waiting(String what)
                ? Optional.of(what)
                : Optional.empty());
  }

  /**
   * Records of others under the fleet's own names: simple ones, aliases that lead to no load
   * balancer. They are never touched, stand in the way of a record of the fleet or take answers
   * from it; empty also where the zone cannot be read.
   */
  public List<String> strangers(String name, Instant deadline) {
    HostedZone zone = zones.get(name);
    return zone != null && current(zone, deadline) instanceof Answer.Read<ZoneNow>(ZoneNow now)
        ? now.strangers()
        : List.of();
  }

  /** A change that was submitted at a time and is not known to be everywhere. */
  private record UnderWay(String change, ZoneStamp stamp, Instant since) {}

  private boolean followed(Map.Entry<String, UnderWay> change, Instant deadline) {
    String name = change.getKey();
    HostedZone zone = Objects.requireNonNull(zones.get(name));
    UnderWay at = change.getValue();
    if (isLate(at)) {
      late(name, at, deadline);
      return true;
    }
    switch (propagation.of(zone, at.change(), at.stamp(), deadline)) {
      case Propagation.Found.Waiting(String what) -> findings.put(name, what);
      case Propagation.Found.Everywhere _ -> {
        findings.remove(name);
        underWay.remove(name, at);
      }
      case Propagation.Found.Stranded _ -> {
        // If it is gone, the next read shows the epoch before it, and it is submitted again.
        findings.put(name, "change " + at.change() + " is not known to Route 53 any more");
        underWay.remove(name, at);
        remembered.remove(name);
      }
    }
    return true;
  }

  /**
   * A late change is looked after by what the zone's epoch record is by now: another function may
   * have written a later one.
   */
  private void late(String name, UnderWay at, Instant deadline) {
    Optional<String> who = behind(name, deadline);
    if (who.isPresent()) {
      findings.put(name, who.get());
    } else if (underWay.remove(name, at)) {
      findings.remove(name);
    }
  }

  /** A zone as it was read last, and when. */
  private record Remembered(ZoneNow zone, Instant readAt) {}

  /** A zone and its epoch record. */
  private record Stamped(HostedZone zone, Answer<Optional<ZoneStamp>> stamp) {}

  private Answer<ZoneNow> current(HostedZone zone, Instant deadline) {
    return records(new Stamped(zone, stamp(zone, deadline)), deadline);
  }

  private Answer<Optional<ZoneStamp>> stamp(HostedZone zone, Instant deadline) {
    Answer<Optional<ZoneStamp>> answer = reader.stamp(zone, deadline);
    return answer instanceof Answer.Read<Optional<ZoneStamp>>(Optional<ZoneStamp> stamp)
            && stamp.isPresent()
            && !stamp.get().fleet().equals(fleet)
        ? new Answer.Failed<>(
            zone.zone() + " belongs to fleet " + stamp.get().fleet() + ", not to " + fleet)
        : answer;
  }

  private Answer<ZoneNow> records(Stamped stamped, Instant deadline) {
    return switch (stamped.stamp()) {
      case Answer.Failed<Optional<ZoneStamp>>(String why) -> new Answer.Failed<>(why);
      case Answer.Read<Optional<ZoneStamp>>(Optional<ZoneStamp> stamp) ->
          records(stamped.zone(), stamp, deadline);
    };
  }

  private Answer<ZoneNow> records(HostedZone zone, Optional<ZoneStamp> stamp, Instant deadline) {
    Remembered before = remembered.get(zone.zone());
    Remembered known = before != null && before.zone().stamp().equals(stamp) ? before : null;
    if (known != null && (age(known.readAt()).compareTo(REMEMBERED) < 0 || isBeingChanged(zone))) {
      confirmed.put(zone.zone(), calls.clients().access().clock().instant());
      return new Answer.Read<>(known.zone());
    }
    return switch (wholeReads.of(zone, stamp, deadline)) {
      case Progress.Failed(String why) -> new Answer.Failed<>(why);
      case Progress.Part(int pages) ->
          known != null
              ? new Answer.Read<>(known.zone())
              : new Answer.Failed<>(
                  zone.zone()
                      + " is being read, "
                      + pages
                      + " pages so far: the next tick goes on");
      case Progress.Whole(ZoneNow read, Instant began) -> {
        Optional<String> torn = compared(zone, read, deadline);
        if (torn.isPresent()) {
          yield new Answer.Failed<>(torn.get());
        }
        remembered.put(zone.zone(), new Remembered(read, began));
        yield new Answer.Read<>(read);
      }
    };
  }

  /** While batches of this process follow each other, a reading would begin anew at each. */
  private boolean isBeingChanged(HostedZone zone) {
    UnderWay change = underWay.get(zone.zone());
    return change != null && age(change.since()).compareTo(AT_REST) < 0;
  }

  private Duration age(Instant since) {
    return Duration.between(since, calls.clients().access().clock().instant());
  }

  /**
   * Whoever edits a record by hand leaves the epoch record as it was, and its digest; another
   * function that wrote between the two reads does not.
   *
   * @return why what was read is no one state of the zone; empty = it is one
   */
  private Optional<String> compared(HostedZone zone, ZoneNow read, Instant deadline) {
    if (read.stamp().isEmpty() || zone.agrees(read.stamp().get(), read.sets())) {
      edits.remove(zone.zone());
      return Optional.empty();
    }
    ZoneStamp stamp = read.stamp().get();
    return switch (reader.stamp(zone, deadline)) {
      case Answer.Failed<Optional<ZoneStamp>>(String why) -> Optional.of(why);
      case Answer.Read<Optional<ZoneStamp>>(var again) when !again.equals(read.stamp()) ->
          Optional.of(zone.zone() + " was changed while it was read");
      case Answer.Read<Optional<ZoneStamp>> _ -> {
        edits.put(
            zone.zone(),
            "its records are not those of epoch "
                + stamp.epoch()
                + ": somebody else changed one, or 'route53.checks' is not as deployed");
        yield Optional.empty();
      }
    };
  }

  private ApplyOutcome changed(Order order, Instant deadline) {
    if (!(order.step() instanceof Step.ChangeRecords change)) {
      return new ApplyOutcome.Refused("not a change of records", false);
    }
    HostedZone zone = zones.get(change.batch().zone());
    if (zone == null) {
      return new ApplyOutcome.Refused(
          "no hosted zone is declared for " + change.batch().zone(), false);
    }
    return switch (justRead(zone).orElseGet(() -> current(zone, deadline))) {
      case Answer.Failed<ZoneNow>(String why) -> new ApplyOutcome.Refused(why, true);
      case Answer.Read<ZoneNow>(ZoneNow now) -> {
        ZoneBatch batch = new ZoneBatch(zone, fleet, now, change.batch());
        ZoneBatch.Sent sent = batch.send(calls, order, deadline);
        settle(zone.zone(), batch, sent);
        yield sent.outcome();
      }
    };
  }

  /** What this tick has found to stand, once: each call that is spared is one that others have. */
  private Optional<Answer<ZoneNow>> justRead(HostedZone zone) {
    Instant at = confirmed.remove(zone.zone());
    Remembered known = remembered.get(zone.zone());
    return at != null && known != null && age(at).compareTo(JUST_READ) < 0
        ? Optional.of(new Answer.Read<>(known.zone()))
        : Optional.empty();
  }

  /** What was accepted is known without reading it all again: the epoch record is compared. */
  private void settle(String zone, ZoneBatch batch, ZoneBatch.Sent sent) {
    confirmed.remove(zone);
    Remembered before = remembered.get(zone);
    if (sent.change().isEmpty() || before == null) {
      // A batch that failed to match says that the records are not what is remembered.
      remembered.remove(zone);
      return;
    }
    ZoneNow after = batch.after();
    Instant now = calls.clients().access().clock().instant();
    if (batch.makesAlias()) {
      // How the target is spelled there is read back before it is deleted.
      remembered.remove(zone);
    } else {
      remembered.put(zone, new Remembered(after, before.readAt()));
    }
    edits.remove(zone);
    after.stamp().ifPresent(stamp -> underWay.put(zone, new UnderWay(sent.change(), stamp, now)));
    findings.put(zone, "change " + sent.change() + " was submitted");
  }
}
