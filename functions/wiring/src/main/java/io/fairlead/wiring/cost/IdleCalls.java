package io.fairlead.wiring.cost;

import io.fairlead.fleet.AddressId;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.topology.RegisterKind;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The calls of a region's functions while nothing happens. They are the same whatever is down: a
 * tick does the same work on good and bad days.
 *
 * @param perTick by IAM action: of one tick, from the slot's gate to the last read
 * @param perMinute by IAM action: what is done once a minute beside the ticks
 * @param ticks a minute
 * @param messages queued a minute, each of which starts a run
 */
public record IdleCalls(
    SortedMap<String, Integer> perTick,
    SortedMap<String, Integer> perMinute,
    int ticks,
    int messages) {
  /** How far ahead the scheduled run queues: past the next one, should that come late. */
  public static final Duration QUEUED_AHEAD = Duration.ofSeconds(110);

  /** Entries that one call to the queue takes. */
  private static final int QUEUE_BATCH = 10;

  /** EC2's reads lag: a holder counts when two in a row agree. */
  private static final int AGREEING_READS = 2;

  public IdleCalls {
    perTick = Collections.unmodifiableSortedMap(new TreeMap<>(perTick));
    perMinute = Collections.unmodifiableSortedMap(new TreeMap<>(perMinute));
  }

  /** Of each region of a topology: they all do the same. */
  public static IdleCalls of(AwsStacks stacks) {
    Topology topology = stacks.topology();
    Duration interval = topology.fleet().safety().probe().interval();
    long slots = Math.max(1, Duration.ofMinutes(1).dividedBy(interval));
    int messages = (int) QUEUED_AHEAD.dividedBy(interval);
    return new IdleCalls(tick(stacks), minute(messages), (int) slots, messages);
  }

  private static SortedMap<String, Integer> tick(AwsStacks stacks) {
    SortedMap<String, Integer> calls = ofGuest(stacks);
    // The observer's own last entry.
    calls.merge("dynamodb:GetItem", 1, Integer::sum);
    // The slot, the entry.
    calls.put("dynamodb:PutItem", 2);
    return calls;
  }

  /**
   * By IAM action: what a tick of a region outside AWS calls there. Its slot and its entry are at
   * home; what the fleet has in AWS it reads as AWS's own regions do.
   */
  public static SortedMap<String, Integer> ofGuest(AwsStacks stacks) {
    Topology topology = stacks.topology();
    Set<String> here = stacks.scopes().keySet();
    List<AddressId> addresses =
        topology.fleet().addresses().stream()
            .filter(address -> here.contains(address.region()))
            .toList();
    long places =
        addresses.stream().map(address -> stacks.location(address.region())).distinct().count();
    SortedMap<String, Integer> calls = new TreeMap<>();
    // The register, every observer's entry.
    calls.put("dynamodb:GetItem", cells(topology, here) + here.size());
    // Every flag and the freeze object of every store.
    calls.put(
        "s3:GetObject", stacks.stores().size() * (topology.fleet().regionGroups().size() + 1));
    calls.put("ec2:DescribeAddresses", AGREEING_READS * (int) places);
    // Dry runs: they ask whether a move would be allowed.
    calls.put("ec2:AssociateAddress", addresses.size());
    calls.put("route53:ListResourceRecordSets", stacks.hostedZones().size());
    return calls;
  }

  private static int cells(Topology topology, Set<String> here) {
    boolean global = topology.state().register() == RegisterKind.GLOBAL_TABLE;
    return global ? 1 : (int) topology.state().cells().stream().filter(here::contains).count();
  }

  private static SortedMap<String, Integer> minute(int messages) {
    SortedMap<String, Integer> calls = new TreeMap<>();
    // The topology, by its ETag; the canary is read once and made once.
    calls.put("s3:GetObject", 2);
    calls.put("s3:PutObject", 1);
    calls.put("sqs:SendMessage", (messages + QUEUE_BATCH - 1) / QUEUE_BATCH);
    return calls;
  }

  /** Runs a minute: the schedule's and one a message. Those of a done slot end at its gate. */
  public int runs() {
    return 1 + messages;
  }

  /** Calls of a minute, by IAM action, those of runs that end at the gate as well. */
  public SortedMap<String, Integer> ofMinute() {
    SortedMap<String, Integer> calls = new TreeMap<>(perMinute);
    perTick.forEach((action, count) -> calls.merge(action, count * ticks, Integer::sum));
    calls.merge("dynamodb:PutItem", Math.max(0, runs() - ticks), Integer::sum);
    return calls;
  }
}
