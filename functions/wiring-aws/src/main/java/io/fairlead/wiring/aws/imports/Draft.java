package io.fairlead.wiring.aws.imports;

import io.fairlead.wiring.aws.imports.ZoneImporter.FoundAddress;
import io.fairlead.wiring.region.Importer.Imported;
import io.fairlead.wiring.region.Importer.Request;
import io.fairlead.wiring.topology.rule.AwsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Sorts the records of a zone into names that a fleet can take over as they are, and the rest with
 * a reason each. A name is taken only where the planner would leave every record of it alone.
 */
final class Draft {
  private final Request request;
  private final String hostedZone;
  private final SortedMap<String, List<ResourceRecordSet>> byName = new TreeMap<>();
  private final Map<String, FoundAddress> addresses;
  private final List<String> left = new ArrayList<>();
  private final ImportedFleet fleet = new ImportedFleet();
  private String zone = "";

  Draft(
      Request request,
      String hostedZone,
      List<ResourceRecordSet> sets,
      Map<String, FoundAddress> addresses) {
    this.request = request;
    this.hostedZone = hostedZone;
    this.addresses = addresses;
    for (ResourceRecordSet set : sets) {
      String name = bare(set.name());
      if (set.type() == RRType.SOA) {
        zone = name;
      }
      byName.computeIfAbsent(name, any -> new ArrayList<>()).add(set);
    }
  }

  Imported imported() {
    if (zone.isEmpty()) {
      return new Imported.Failed(hostedZone + " has no SOA record: it is no hosted zone", left);
    }
    byName.forEach(this::sort);
    return fleet.isEmpty()
        ? new Imported.Failed("no name of " + zone + " can be taken over as it is", left)
        : new Imported.Done(fleet.yaml(request, zone, hostedZone), left);
  }

  /** Takes a name's addresses or leaves them; what is of another type is nobody's to change. */
  private void sort(String name, List<ResourceRecordSet> all) {
    List<ResourceRecordSet> sets = all.stream().filter(Draft::isAddress).toList();
    Optional<String> why = sets.isEmpty() ? Optional.empty() : objection(sets);
    for (ResourceRecordSet set : all) {
      if (!isAddress(set)) {
        left.add(name + " " + set.typeAsString() + ": no fleet changes records of this type");
      } else {
        why.map(reason -> name + " " + set.typeAsString() + ": " + reason)
            .filter(line -> !left.contains(line))
            .ifPresent(left::add);
      }
    }
    if (!sets.isEmpty() && why.isEmpty()) {
      fleet.take(name, sets, addresses);
    }
  }

  private static boolean isAddress(ResourceRecordSet set) {
    return set.type() == RRType.A || set.type() == RRType.AAAA || set.type() == RRType.CNAME;
  }

  /** Why a name stays out; empty = the fleet takes it over. */
  private Optional<String> objection(List<ResourceRecordSet> sets) {
    for (ResourceRecordSet set : sets) {
      Optional<String> why = objection(set, sets);
      if (why.isPresent()) {
        return why;
      }
    }
    if (sets.stream().map(ResourceRecordSet::ttl).filter(Objects::nonNull).distinct().count() > 1) {
      return Optional.of("its records differ in TTL");
    }
    return HomeWeights.objection(sets);
  }

  private Optional<String> objection(ResourceRecordSet set, List<ResourceRecordSet> sameName) {
    Optional<AliasSet> alias = AliasSet.of(set);
    if (set.weight() == null || set.setIdentifier() == null) {
      return Optional.of("not weighted");
    }
    if (alias.isEmpty() && set.type() == RRType.AAAA) {
      return Optional.of("nothing would move its address with the Elastic IP of the A record");
    }
    if (set.type() == RRType.CNAME || (alias.isEmpty() && set.resourceRecords().size() != 1)) {
      return Optional.of(
          "only weighted A records with one address and aliases of load balancers are taken over");
    }
    if (!AwsNames.fits(set.setIdentifier())) {
      return Optional.of("'" + set.setIdentifier() + "' cannot name a region");
    }
    if (set.healthCheckId() == null) {
      return Optional.of("no health check would take it out: give it one first");
    }
    return alias.isPresent()
        ? alias
            .get()
            .objection(request.locations(), sameName)
            .or(() -> fleet.objection(set, alias.get().location()))
        : elastic(set);
  }

  private Optional<String> elastic(ResourceRecordSet set) {
    String ip = set.resourceRecords().getFirst().value();
    FoundAddress found = addresses.get(ip);
    if (found == null || found.address().networkInterfaceId() == null) {
      return Optional.of(ip + " is no attached Elastic IP in " + request.locations());
    }
    return fleet.objection(set, found.location());
  }

  private static String bare(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
