package io.fairlead.cycle;

import io.fairlead.journal.History;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Register;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps the register's history short without losing a line: what is too much is archived first and
 * leaves the register only when the archive has it. It runs after a tick, so that no decision waits
 * for it; killed between its two steps, or beside another, it archives the same page again.
 */
public final class ArchiveCycle {
  private final Register register;
  private final HistoryArchive archive;
  private final Supplier<String> operations;

  /**
   * A cycle over one register.
   *
   * @param operations a new id at every call
   */
  public ArchiveCycle(Register register, HistoryArchive archive, Supplier<String> operations) {
    this.register = register;
    this.archive = archive;
    this.operations = operations;
  }

  /** How a run ended. */
  public sealed interface Outcome {
    /** The history is short enough, or the tick did not read it. */
    record Fits() implements Outcome {}

    /** Lines left the register for the archive. */
    record Archived(int lines) implements Outcome {}

    /** Nothing left the register; a later run does the same again. */
    record Kept(String why) implements Outcome {}
  }

  /** Archives what is too much in the state that a tick ended with. */
  public Outcome run(SteerReport report, Instant deadline) {
    RegisterState state = report.state();
    if (state == null || !report.outcome().steered() || !state.intents().isEmpty()) {
      return new Outcome.Fits();
    }
    List<HistoryEntry> page = History.surplus(state.history());
    if (page.isEmpty()) {
      return new Outcome.Fits();
    }
    return switch (archive.keep(page, deadline)) {
      case HistoryArchive.Kept.Unknown(String why) -> new Outcome.Kept(why);
      case HistoryArchive.Kept.Done() -> trim(report, state, page, deadline);
    };
  }

  private Outcome trim(
      SteerReport report, RegisterState state, List<HistoryEntry> page, Instant deadline) {
    RegisterState next = RegisterDraft.of(state).forget(page).build(operations.get(), report.at());
    return switch (register.cas(report.epoch(), next, deadline)) {
      case Register.Cas.Ok _ -> new Outcome.Archived(page.size());
      case Register.Cas.Conflict() -> new Outcome.Kept("somebody else wrote the register");
      case Register.Cas.Refused(String why) -> new Outcome.Kept(why);
      case Register.Cas.Unknown(String why) -> new Outcome.Kept(why);
    };
  }
}
