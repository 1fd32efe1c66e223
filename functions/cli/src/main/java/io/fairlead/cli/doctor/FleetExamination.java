package io.fairlead.cli.doctor;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Observation;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Reading;
import io.fairlead.port.Register.Read;
import io.fairlead.traffic.Homes;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.FleetPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a fleet's own ports tell, of any technology: register, topology versions, observers,
 * addresses, records, flag stores.
 */
public final class FleetExamination {
  private static final int SHOWN_DIGITS = 6;

  private final Fleet fleet;
  private final FleetPorts ports;
  private final Supplier<Instant> now;
  private final Instant deadline;
  private final List<Finding> findings = new ArrayList<>();

  private FleetExamination(Fleet fleet, FleetPorts ports, Supplier<Instant> now, Instant deadline) {
    this.fleet = fleet;
    this.ports = ports;
    this.now = now;
    this.deadline = deadline;
  }

  /**
   * What the ports tell.
   *
   * @param registered whether the register could be read
   */
  public record Told(List<Finding> findings, boolean registered) {
    public Told {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Asks every port once.
   *
   * @param now the time by the stores' clocks, which are known once one of them has answered
   */
  public static Told of(Fleet fleet, FleetPorts ports, Supplier<Instant> now, Instant deadline) {
    FleetExamination examination = new FleetExamination(fleet, ports, now, deadline);
    boolean registered = examination.register();
    examination.observers();
    examination.addresses();
    examination.zones();
    examination.flags();
    return new Told(examination.findings, registered);
  }

  /** What of a fleet would be asked about, as subjects of findings; flag stores are not known. */
  public static List<String> subjects(Fleet fleet) {
    List<String> subjects = new ArrayList<>(List.of("register"));
    fleet.regions().keySet().forEach(region -> subjects.add("region/" + region));
    fleet.addresses().forEach(address -> subjects.add("address/" + address));
    fleet.zones().forEach(zone -> subjects.add("zone/" + zone));
    return subjects;
  }

  private boolean register() {
    switch (ports.register().read(deadline)) {
      case Read.State state -> {
        if (!state.state().topology().equals(fleet.digest())) {
          findings.add(
              Finding.warning(
                  "topology",
                  "this file's version " + digits(fleet.digest()) + " to be active",
                  "version " + digits(state.state().topology()),
                  "deploy this file everywhere, then 'fairlead activate'"));
        }
        return true;
      }
      case Read.Empty() -> {
        findings.add(
            Finding.warning(
                "register",
                "a state",
                "nothing was ever written",
                "let the functions of a majority of the regions tick once"));
        return true;
      }
      case Read.Unreachable(String why) -> {
        findings.add(
            Finding.error(
                "register", "a majority of its cells to answer", why, "see the regions named"));
        return false;
      }
    }
  }

  private void observers() {
    Entries entries = ports.observations().latest(deadline);
    for (String region : fleet.regions().keySet()) {
      Observation entry = entries.found().get(region);
      String dark = entries.unreadable().get(region);
      if (dark != null) {
        findings.add(
            Finding.error(
                "region/" + region,
                "its observer's entry",
                dark,
                "see that its store answers and that its ticks come"));
      } else if (entry == null) {
        findings.add(
            Finding.error(
                "region/" + region,
                "an observer that publishes",
                "no entry",
                "start its run, or enable its schedule"));
      } else {
        observer(region, entry);
      }
    }
  }

  private void observer(String region, Observation entry) {
    Duration age = Duration.between(entry.at(), now.get());
    if (age.compareTo(fleet.safety().freshness()) > 0) {
      findings.add(
          Finding.error(
              "region/" + region,
              "an entry within " + fleet.safety().freshness().toSeconds() + " s",
              "one of " + age.toSeconds() + " s ago",
              "see why its ticks stopped"));
    } else if (entry.blind()) {
      findings.add(
          Finding.error(
              "region/" + region,
              "a sighted observer",
              "a blind one (" + entry.blindReason() + ")",
              "see its network, its anchors and its clock"));
    }
    if (!entry.topologyDigest().equals(fleet.digest())) {
      findings.add(
          Finding.warning(
              "region/" + region,
              "topology " + digits(fleet.digest()),
              "topology " + digits(entry.topologyDigest()),
              "copy this file to it and restart its run, or use the one that it has"));
    }
  }

  private void addresses() {
    ports
        .addresses()
        .holders(fleet.addresses(), deadline)
        .forEach(
            (address, reading) -> {
              switch (reading) {
                case Reading.Unreadable<HeldBy>(String why) ->
                    findings.add(
                        Finding.error(
                            "address/" + address,
                            "a holder that may be changed",
                            why,
                            "grant or correct what the answer names"));
                case Reading.Known<HeldBy>(HeldBy held) -> holder(address, held);
              }
            });
  }

  private void holder(AddressId address, HeldBy held) {
    FloatingAddress declared =
        fleet.region(address.region()).floatingAddresses().get(address.address());
    if (declared == null) {
      return;
    }
    String expected = "one of " + declared.nodes() + " to hold it";
    String node = held.node();
    if (node == null) {
      findings.add(onNothing("address/" + address, expected));
    } else if (!declared.nodes().contains(node)) {
      findings.add(
          Finding.error(
              "address/" + address,
              expected,
              node,
              "name that node in its 'nodes'; else 'fairlead plan' says why no tick moves it"));
    }
  }

  /** In mode act the next tick puts it on a node that is Up; in mode observe nobody does yet. */
  private Finding onNothing(String subject, String expected) {
    String found = "it on nothing";
    return fleet.mode() == Mode.OBSERVE
        ? Finding.warning(subject, expected, found, "the first tick in mode act attaches it")
        : Finding.error(
            subject,
            expected,
            found,
            "a tick attaches it once one of them is Up: see 'fairlead plan'");
  }

  private void zones() {
    ports
        .director()
        .zones(fleet.zones(), deadline)
        .forEach(
            (zone, reading) -> {
              switch (reading) {
                case Reading.Unreadable<RecordSets>(String why) ->
                    findings.add(
                        Finding.error("zone/" + zone, "its records", why, "see the answer"));
                case Reading.Known<RecordSets>(RecordSets found) -> records(zone, found);
              }
            });
  }

  private void records(String zone, RecordSets found) {
    SortedSet<RecordKey> wanted = new TreeSet<>();
    fleet
        .partitions()
        .filter(partition -> partition.zone().equals(zone))
        .flatMap(partition -> WantedRecords.of(fleet, partition, Homes.of(partition)).stream())
        .forEach(record -> wanted.add(record.key()));
    for (RecordKey key : wanted) {
      if (!found.records().containsKey(key)) {
        findings.add(missing(zone, key));
      }
    }
    for (RecordKey key : found.records().keySet()) {
      if (!wanted.contains(key)) {
        findings.add(
            Finding.warning(
                "zone/" + zone,
                "no record of " + key.name() + " beside the declared ones",
                key.type() + " " + key.setIdentifier(),
                "remove it, or declare its region"));
      }
    }
  }

  /** In mode act the next tick makes what is missing; in mode observe nobody does yet. */
  private Finding missing(String zone, RecordKey key) {
    String record = "a record " + key.name() + " " + key.type() + " for " + key.setIdentifier();
    return fleet.mode() == Mode.OBSERVE
        ? Finding.warning("zone/" + zone, record, "none", "the first tick in mode act makes it")
        : Finding.error(
            "zone/" + zone, record, "none", "'fairlead plan' says why no tick makes it");
  }

  private void flags() {
    Flags flags = ports.flags().read(deadline);
    flags
        .unreadable()
        .forEach(
            (store, why) ->
                findings.add(
                    Finding.error(
                        "flag store/" + store, "an answer", why, "see that it is reachable")));
    flags.stores().values().stream()
        .flatMap(List::stream)
        .filter(copy -> copy.epoch() == 0)
        .map(FleetExamination::heldOut)
        .distinct()
        .forEach(findings::add);
    if (flags.frozen()) {
      findings.add(
          Finding.warning(
              "freeze",
              "changes to go on",
              "a freeze " + flags.freeze(),
              "'fairlead unfreeze' ends it"));
    }
  }

  /** A person's flag is never removed by a tick, so that a forgotten one stays. */
  private static Finding heldOut(Copy hold) {
    RegionGroup flag = hold.flag();
    return Finding.warning(
        "region/" + flag.region(),
        "nobody to hold it out",
        "a flag of " + hold.by() + " for group " + flag.group(),
        "when it may return, 'fairlead restore "
            + flag.region()
            + "' by whoever set it, or with --by NAME");
  }

  private static String digits(String digest) {
    return digest.length() <= SHOWN_DIGITS ? digest : digest.substring(0, SHOWN_DIGITS);
  }
}
