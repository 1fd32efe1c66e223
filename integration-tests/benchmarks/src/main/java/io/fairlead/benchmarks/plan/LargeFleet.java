package io.fairlead.benchmarks.plan;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Observer;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Current;
import io.fairlead.plan.View;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Twenty services of a hundred partitions in five regions: 10,000 records in twenty zones. */
final class LargeFleet {
  static final int SERVICES = 20;
  static final int PARTITIONS = 100;
  static final int REGIONS = 5;
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:00Z");

  private LargeFleet() {}

  /** A view of it in which every tenth name differs from what is wanted. */
  static View view() {
    Fleet fleet = fleet();
    SortedMap<String, Reading<RecordSets>> zones = new TreeMap<>();
    for (Service service : fleet.services().values()) {
      SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
      int number = 0;
      for (Partition partition : service.partitions().values()) {
        boolean differs = number++ % 10 == 0;
        for (WeightedRecord record : WantedRecords.of(fleet, partition, partition.shares())) {
          WeightedRecord set = differs ? record.withWeight(255 - record.weight()) : record;
          records.put(set.key(), set);
        }
      }
      String zone = service.name() + ".test";
      zones.put(zone, new Reading.Known<>(new RecordSets(zone, 1, records)));
    }
    Flags flags = new Flags(new TreeMap<>(), new TreeMap<>(), false);
    return new View(
        fleet,
        NOW,
        7,
        RegisterState.initial(fleet.name(), fleet.digest(), "op", NOW),
        new TreeMap<>(),
        new TreeMap<>(),
        new Current(new TreeMap<>(), zones, flags));
  }

  private static Fleet fleet() {
    TreeMap<String, Region> regions = new TreeMap<>();
    for (int i = 0; i < REGIONS; i++) {
      regions.put("r" + i, region("r" + i));
    }
    TreeMap<String, Service> services = new TreeMap<>();
    for (int i = 0; i < SERVICES; i++) {
      services.put("s" + i, service("s" + i, 8000 + i));
    }
    TreeMap<String, Probe> probes = new TreeMap<>();
    probes.put("up", new Probe("up", new Check.Tcp(8000), Probe.Question.SERVING, true));
    return new Fleet("large", Mode.ACT, "d1", probes, regions, services, Safety.DEFAULTS);
  }

  private static Region region(String name) {
    return new Region(
        name,
        Cloud.LOCAL,
        name,
        "EU",
        false,
        new Observer(null, new TreeSet<>()),
        List.of("up"),
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static Service service(String name, int port) {
    TreeMap<String, Deployment> deployments = new TreeMap<>();
    for (int i = 0; i < REGIONS; i++) {
      String address = "192.0.2." + i;
      deployments.put("r" + i, new Deployment(name, "r" + i, null, List.of(address), 100_000));
    }
    TreeMap<String, Partition> partitions = new TreeMap<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.put("p" + i, partition(name, "p" + i));
    }
    return new Service(
        name,
        port,
        Routing.PARTITIONED,
        FailoverPolicy.AUTOMATIC,
        FailbackMode.RAMP,
        Service.DEFAULT_GROUP,
        partitions,
        deployments);
  }

  private static Partition partition(String service, String name) {
    TreeMap<String, Integer> shares = new TreeMap<>();
    for (int i = 0; i < REGIONS; i++) {
      shares.put("r" + i, 100 / REGIONS);
    }
    String zone = service + ".test";
    return new Partition(
        new PartitionId(service, name),
        name + "." + zone,
        zone,
        java.time.Duration.ofSeconds(60),
        100,
        new TreeSet<>(),
        shares,
        List.of(),
        null);
  }
}
