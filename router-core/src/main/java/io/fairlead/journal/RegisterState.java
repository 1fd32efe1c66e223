package io.fairlead.journal;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one versioned, linearizable value. Its version is the epoch.
 *
 * @param format of this state; older code never writes a newer one
 * @param fleet whose state it is: a foreign state is refused
 * @param operation id of the write that made it, so that a repeat is recognised
 * @param writtenAt by the writer's corrected clock; going backwards = hold
 * @param topology the active topology digest
 * @param intents open intents, oldest first
 * @param evacuations automatic evacuations of regions: when each was decided, newest last
 * @param latches by deployment
 * @param changedAt when each target was last changed by us, by target text; hold-down counts from
 *     it
 * @param flagFloors per flag, the epoch of the last confirmed return: ours below it are deleted
 */
public record RegisterState(
    int format,
    String fleet,
    String operation,
    Instant writtenAt,
    String topology,
    SortedMap<Subject, VerdictEntry> verdicts,
    List<Intent> intents,
    SortedMap<Subject.OfDeployment, Latch> latches,
    SortedMap<String, Hold> drains,
    @Nullable Hold freeze,
    List<OperatorRequest> requests,
    List<Refusal> refusals,
    List<Evacuation> evacuations,
    SortedMap<RegionGroup, Long> flagFloors,
    SortedMap<String, Instant> changedAt,
    List<HistoryEntry> history) {
  /** The format that this code reads and writes. */
  public static final int FORMAT = 1;

  /** History lines from which the oldest are archived. */
  public static final int HISTORY_ARCHIVED = 64;

  /** History lines that stay when the others are archived. */
  public static final int HISTORY_KEPT = 40;

  /** The most history lines, reached only while the archive takes none; the oldest then go. */
  public static final int HISTORY_LIMIT = 128;

  /**
   * An automatic evacuation of a region.
   *
   * @param at when it was decided
   * @param returned whether a flag of it was confirmed as lowered again
   */
  public record Evacuation(String region, Instant at, boolean returned) {
    /** The same one, its region back. */
    public Evacuation over() {
      return new Evacuation(region, at, true);
    }
  }

  public RegisterState {
    verdicts = Copies.sorted(verdicts);
    intents = List.copyOf(intents);
    latches = Copies.sorted(latches);
    drains = Copies.sorted(drains);
    requests = List.copyOf(requests);
    refusals = List.copyOf(refusals);
    evacuations = List.copyOf(evacuations);
    flagFloors = Copies.sorted(flagFloors);
    changedAt = Copies.sorted(changedAt);
    history = List.copyOf(history);
  }

  /** The state of a new fleet under its first active topology. */
  public static RegisterState initial(
      String fleet, String topology, String operation, Instant now) {
    return new RegisterState(
        FORMAT,
        fleet,
        operation,
        now,
        topology,
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        null,
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of());
  }
}
