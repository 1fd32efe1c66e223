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
  private final SortedMap<RegionGroup, Long> flagFloors;
  private final SortedMap<String, Instant> changedAt;
  private SortedMap<Subject, VerdictEntry> verdicts;
  private @Nullable Hold freeze;
  private String topology;

  private RegisterDraft(RegisterState base) {
    this.base = base;
    this.intents = new ArrayList<>(base.intents());
    this.requests = new ArrayList<>(base.requests());
    this.latches = new TreeMap<>(base.latches());
    this.drains = new TreeMap<>(base.drains());
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
    return of(one).build("", Instant.EPOCH).equals(of(other).build("", Instant.EPOCH));
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
        base.evacuations(),
        flagFloors,
        changedAt,
        History.append(base.history(), lines));
  }
}
