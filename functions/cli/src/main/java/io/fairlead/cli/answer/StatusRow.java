package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One region of one partition as status shows it.
 *
 * @param holder the node that holds the address; empty = on nothing, behind a load balancer, or not
 *     known
 * @param wanted percent; -1 = not known
 * @param set percent; -1 = its zone was not readable
 * @param out an evacuation flag takes it out
 * @param answered percent of answers asked for now; -1 = not asked or none came
 */
record StatusRow(
    Partition partition,
    Deployment deployment,
    Verdict verdict,
    String address,
    String holder,
    int wanted,
    int set,
    boolean out,
    int answered) {

  /** Every region of every partition, in name order. */
  static List<StatusRow> of(Snapshot snapshot, SteerReport report, Answered answered) {
    Fleet fleet = snapshot.fleet();
    WantedShares wanted = new WantedShares(report);
    List<StatusRow> rows = new ArrayList<>();
    for (Partition partition : fleet.partitions().toList()) {
      Optional<SetShares> shares =
          SetShares.of(
              partition, SetShares.typeOf(partition, snapshot.current()), snapshot.current());
      for (String region : fleet.regionsOf(partition)) {
        Deployment deployment =
            Objects.requireNonNull(
                fleet.service(partition.id().service()).deployments().get(region));
        int set = shares.map(s -> s.percent(region)).orElse(-1);
        rows.add(
            new StatusRow(
                partition,
                deployment,
                verdict(snapshot, deployment),
                fleet.addressesOf(deployment).getFirst(),
                holder(snapshot, deployment),
                wanted.percent(partition, region, set),
                set,
                shares.map(s -> s.out(region)).orElse(false),
                answered.percent(partition.dnsName(), region)));
      }
    }
    return rows;
  }

  String region() {
    return deployment.region();
  }

  /** Percent of the answers of a name that led to a region. */
  interface Answered {
    /** Nobody was asked. */
    Answered NOBODY = (_, _) -> -1;

    /** 0-100; -1 = not known. */
    int percent(String dnsName, String region);
  }

  /** The held verdict of a deployment. */
  static Verdict verdict(Snapshot snapshot, Deployment deployment) {
    return verdict(snapshot, new Subject.OfDeployment(deployment.service(), deployment.region()));
  }

  /** The held verdict of a subject; Unknown where none is held. */
  static Verdict verdict(Snapshot snapshot, Subject subject) {
    VerdictEntry entry = snapshot.state().verdicts().get(subject);
    return entry == null ? Verdict.UNKNOWN : entry.verdict();
  }

  /** The node that holds a deployment's address; empty where that is not known. */
  static String holder(Snapshot snapshot, Deployment deployment) {
    @Nullable String floating = deployment.floatingAddress();
    if (floating == null) {
      return "";
    }
    Reading<HeldBy> reading =
        snapshot.current().holders().get(new AddressId(deployment.region(), floating));
    if (reading instanceof Reading.Known<HeldBy>(HeldBy(var node))) {
      return node == null ? "" : node;
    }
    return "";
  }

  /** As in {@code 127.10.1.100@gw-2}. */
  String addressText() {
    return holder.isEmpty() ? address + "@?" : address + "@" + holder;
  }

  /** As in {@code 30}, {@code out} or {@code -}. */
  static String number(int percent) {
    return percent < 0 ? "-" : Integer.toString(percent);
  }
}
