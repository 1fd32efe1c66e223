package io.fairlead.journal;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.LoadBalancer;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.health.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How large a fleet's register gets on its worst day: every subject Down with its evidence, every
 * deployment latched, every record in open intents, and the history as long as it is before it is
 * archived. Each constant is a number of bytes beside the names, as the JSON of the state has them;
 * a test holds the estimate against the codec.
 */
public final class RegisterSize {
  /** What every register has, whatever the fleet. */
  static final int BASE = 1_024;

  /** A held verdict without its votes. */
  static final int VERDICT = 200;

  /** One observer's vote in an evidence. */
  static final int VOTE = 64;

  /** A latch. */
  static final int LATCH = 300;

  /**
   * An open intent without its evidence, the time of a target's last change, and a flag's floor.
   */
  static final int TARGET = 450;

  /** One record of a zone in the step of an intent: as it was and as it will be. */
  static final int RECORD = 350;

  /** What names the target of an alias, as it was and as it will be, beside its names. */
  static final int ALIAS = 140;

  /** A line of history without its evidence. */
  static final int LINE = 160;

  private final Fleet fleet;
  private final int evidence;

  private RegisterSize(Fleet fleet) {
    this.fleet = fleet;
    this.evidence =
        fleet.regions().keySet().stream().mapToInt(observer -> observer.length() + VOTE).sum();
  }

  /** The estimate in bytes. */
  public static int estimate(Fleet fleet) {
    RegisterSize size = new RegisterSize(fleet);
    long bytes =
        BASE + size.verdicts() + size.latches() + size.targets() + size.intents() + size.history();
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  private List<String> subjects() {
    List<String> subjects = new ArrayList<>();
    deployments().map(Subject.OfDeployment::text).forEach(subjects::add);
    for (Region region : fleet.regions().values()) {
      subjects.add(new Subject.OfRegion(region.name()).text());
      region
          .nodes()
          .keySet()
          .forEach(node -> subjects.add(new Subject.OfNode(region.name(), node).text()));
    }
    return subjects;
  }

  private Stream<Subject.OfDeployment> deployments() {
    return fleet
        .deployments()
        .map((Deployment each) -> new Subject.OfDeployment(each.service(), each.region()));
  }

  private long verdicts() {
    return subjects().stream().mapToLong(subject -> subject.length() + VERDICT + evidence).sum();
  }

  private long latches() {
    return deployments().mapToLong(where -> 3L * where.text().length() + LATCH).sum();
  }

  private long targets() {
    long targets =
        fleet.addresses().size() + fleet.zones().size() + (long) fleet.regionGroups().size();
    long records =
        fleet
            .partitions()
            .mapToLong(
                (Partition each) ->
                    fleet.service(each.id().service()).deployments().values().stream()
                        .mapToLong(deployment -> records(each, deployment))
                        .sum())
            .sum();
    return targets * TARGET + records;
  }

  /** An alias names its target twice in a change, and once more for the other family. */
  private static long records(Partition partition, Deployment deployment) {
    LoadBalancer balancer = deployment.loadBalancer();
    long record = RECORD + 2L * partition.dnsName().length();
    if (balancer == null) {
      return record;
    }
    long target = ALIAS + 2L * (balancer.dnsName().length() + balancer.hostedZone().length());
    return (balancer.dualstack() ? 2 : 1) * (record + target);
  }

  /** Each deployment's evidence stands in the intent of its zone. */
  private long intents() {
    return deployments().mapToLong(where -> (long) where.text().length() + evidence).sum();
  }

  private long history() {
    int longest = subjects().stream().mapToInt(String::length).max().orElse(0);
    return (long) RegisterState.HISTORY_ARCHIVED * (longest + LINE + evidence);
  }
}
