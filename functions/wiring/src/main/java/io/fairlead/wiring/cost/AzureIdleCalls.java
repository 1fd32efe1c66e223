package io.fairlead.wiring.cost;

import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The calls of a region's function app on Azure while nothing happens. They are the same whatever
 * is down: a tick does the same work on good and bad days.
 *
 * @param perTick by the name of the operation: of one tick, from the slot's gate to the last read
 * @param perMinute by the name of the operation: what is done once a minute beside the ticks
 * @param ticks a minute
 */
public record AzureIdleCalls(
    SortedMap<String, Integer> perTick, SortedMap<String, Integer> perMinute, int ticks) {
  /** Reads of Blob Storage. */
  public static final String GET = "Get Blob";

  /**
   * How often the timer of ticks fires in a minute, whatever the topology's interval is: a slower
   * one leaves firings that find their slot done.
   */
  public static final int FIRINGS = 6;

  /** Minutes between two runs of the function that copies. */
  public static final int COPY_MINUTES = 5;

  /** Writes of Blob Storage. */
  public static final String PUT = "Put Blob";

  /** Reads of public IPs. */
  public static final String ADDRESS = "Public IP Addresses - Get";

  /** Reads of profiles of Traffic Manager. */
  public static final String PROFILE = "Profiles - Get";

  /** Reads of epoch records in zones of Azure DNS. */
  public static final String STAMP = "Record Sets - Get";

  public AzureIdleCalls {
    perTick = Collections.unmodifiableSortedMap(new TreeMap<>(perTick));
    perMinute = Collections.unmodifiableSortedMap(new TreeMap<>(perMinute));
  }

  /** Of each region of a topology: they all do the same. */
  public static AzureIdleCalls of(AzureStacks stacks) {
    Topology topology = stacks.topology();
    Duration interval = topology.fleet().safety().probe().interval();
    int slots = (int) Math.max(1, Duration.ofMinutes(1).dividedBy(interval));
    int ticks = Math.min(FIRINGS, slots);
    SortedMap<String, Integer> minute = new TreeMap<>();
    // The topology. Firings whose slot is done know it: their process took that slot.
    minute.put(GET, 1);
    return new AzureIdleCalls(tick(stacks), minute, ticks);
  }

  private static SortedMap<String, Integer> tick(AzureStacks stacks) {
    SortedMap<String, Integer> calls = ofGuest(stacks);
    // The observer's own last entry is read before it probes, and not after that with the others.
    // The slot and the entry are written by the ETags that their last write or read has told.
    calls.put(PUT, 2);
    return calls;
  }

  /**
   * By the name of the operation: what a tick of a region outside Azure calls there. Its slot and
   * its entry are at home; what the fleet has in Azure it reads as Azure's own regions do.
   */
  public static SortedMap<String, Integer> ofGuest(AzureStacks stacks) {
    Topology topology = stacks.topology();
    Set<String> here = stacks.scopes().keySet();
    int stores =
        (int)
            stacks.scopes().values().stream().filter(each -> each.flagContainer() != null).count();
    int flags = stores * (topology.fleet().regionGroups().size() + 1);
    int cells = (int) topology.state().cells().stream().filter(here::contains).count();
    SortedMap<String, Integer> calls = new TreeMap<>();
    // The register, every observer's entry, every flag and the freeze object of every store.
    calls.put(GET, cells + here.size() + flags);
    int addresses =
        (int)
            topology.fleet().addresses().stream()
                .filter(address -> here.contains(address.region()))
                .count();
    // Every address where it is, every profile whole, and of a zone of Azure DNS its epoch record:
    // the sets are read again when that has changed, and every five minutes.
    calls.put(ADDRESS, addresses);
    calls.put(PROFILE, AzureZoneHosts.profiles(topology).size());
    calls.put(STAMP, AzureZoneHosts.zones(topology).size());
    calls.values().removeIf(count -> count == 0);
    return calls;
  }

  /** Runs a minute: those of the timer, and now and then one that copies. */
  public double runs() {
    return FIRINGS + 1.0 / COPY_MINUTES;
  }

  /** Calls of an operation in a minute. */
  public int ofMinute(String operation) {
    return perTick.getOrDefault(operation, 0) * ticks + perMinute.getOrDefault(operation, 0);
  }
}
