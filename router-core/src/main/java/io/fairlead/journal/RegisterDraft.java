package io.fairlead.journal;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The next register state while it is being written: a copy whose parts may be changed. */
public final class RegisterDraft {
  private final RegisterState base;
  private final List<Intent> intents;
  private final List<OperatorRequest> requests;
  private final List<HistoryEntry> lines = new ArrayList<>();
  private final SortedMap<Subject.OfDeployment, Latch> latches;
  private final SortedMap<String, Hold> drains;
  private final List<RegisterState.Evacuation> evacuations;
  private final SortedMap<RegionGroup, Long> flagFloors;
  private final SortedMap<String, Instant> changedAt;
  private List<HistoryEntry> history;
  private SortedMap<Subject, VerdictEntry> verdicts;
  private @Nullable Hold freeze;
  private String topology;

  private RegisterDraft(RegisterState base) {
    this.base = base;
    this.intents = new ArrayList<>(base.intents());
    this.requests = new ArrayList<>(base.requests());
    this.history = base.history();
    this.latches = new TreeMap<>(base.latches());
    this.drains = new TreeMap<>(base.drains());
    this.evacuations = new ArrayList<>(base.evacuations());
    this.flagFloors = new TreeMap<>(base.flagFloors());
    this.changedAt = new TreeMap<>(base.changedAt());
    this.verdicts = base.verdicts();
    this.freeze = base.freeze();
    this.topology = base.topology();
  }

  /** A draft that starts as the state given. */
  public static RegisterDraft of(RegisterState base) {
    return new RegisterDraft(base);
  }

  /** Whether two states say the same, whoever wrote them and when. */
  public static boolean sameContent(RegisterState one, RegisterState other) {
    return one.history().equals(other.history()) && signed(one, other).equals(other);
  }

  /** A state as if another one's operation had written it. */
  private static RegisterState signed(RegisterState state, RegisterState as) {
    return new RegisterState(
        state.format(),
        state.fleet(),
        as.operation(),
        as.writtenAt(),
        state.topology(),
        state.verdicts(),
        state.intents(),
        state.latches(),
        state.drains(),
        state.freeze(),
        state.requests(),
        state.refusals(),
        state.evacuations(),
        state.flagFloors(),
        state.changedAt(),
        state.history());
  }

  /** The open intents, oldest first; changes to the list are changes to the draft. */
  public List<Intent> intents() {
    return intents;
  }

  /** Requests not yet carried out; changes to the list are changes to the draft. */
  public List<OperatorRequest> requests() {
    return requests;
  }

  /** Latches by deployment; changes to the map are changes to the draft. */
  public SortedMap<Subject.OfDeployment, Latch> latches() {
    return latches;
  }

  /** Drains by subject text; changes to the map are changes to the draft. */
  public SortedMap<String, Hold> drains() {
    return drains;
  }

  /**
   * Books a confirmed lowering: the flag's floor rises, and its region has returned. Copies below
   * the floor were late ones of a raise that never counted: with them nobody returns.
   *
   * @param uptoEpoch of the copies that went
   * @param epoch of the register that books it
   */
  public RegisterDraft lowered(RegionGroup flag, long uptoEpoch, long epoch) {
    if (uptoEpoch >= flagFloors.getOrDefault(flag, 0L)) {
      evacuations.replaceAll(one -> one.region().equals(flag.region()) ? one.over() : one);
    }
    flagFloors.put(flag, epoch);
    return this;
  }

  /** Flag floors; changes to the map are changes to the draft. */
  public SortedMap<RegionGroup, Long> flagFloors() {
    return flagFloors;
  }

  /** When targets were last changed; changes to the map are changes to the draft. */
  public SortedMap<String, Instant> changedAt() {
    return changedAt;
  }

  /** Replaces the verdicts held. */
  public RegisterDraft verdicts(SortedMap<Subject, VerdictEntry> next) {
    verdicts = next;
    return this;
  }

  /** Sets or, with null, lifts the freeze. */
  public RegisterDraft freeze(@Nullable Hold next) {
    freeze = next;
    return this;
  }

  /** Switches the active topology digest. */
  public RegisterDraft topology(String next) {
    topology = next;
    return this;
  }

  /** Lets go of lines that the archive has. */
  public RegisterDraft forget(List<HistoryEntry> archived) {
    history = history.stream().filter(line -> !archived.contains(line)).toList();
    return this;
  }

  /** Adds a line of history. */
  public RegisterDraft line(HistoryEntry entry) {
    lines.add(entry);
    return this;
  }

  /** The state, as written by one operation at one time. */
  public RegisterState build(String operation, Instant writtenAt) {
    return new RegisterState(
        base.format(),
        base.fleet(),
        operation,
        writtenAt,
        topology,
        verdicts,
        intents,
        latches,
        drains,
        freeze,
        requests,
        base.refusals(),
        evacuations,
        flagFloors,
        changedAt,
        History.append(history, lines));
  }
}
