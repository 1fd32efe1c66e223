package io.fairlead.cycle;

import io.fairlead.fleet.Fleet;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.port.Register;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Goes on from a register that went back, because a person says so. What it held between the epoch
 * found and the one seen is lost; its epoch is raised above the one seen, so that entries, zones
 * and flags of that time are old again. Every change is a compare-and-set: broken off anywhere, it
 * is run again.
 */
public final class OlderRegister {
  /** The most epochs that one run raises. */
  public static final int LIMIT = 1000;

  private final Register register;
  private final Supplier<String> operations;

  /**
   * Over one register.
   *
   * @param operations a new id at every call
   */
  public OlderRegister(Register register, Supplier<String> operations) {
    this.register = register;
    this.operations = operations;
  }

  /** How a run ended. */
  public sealed interface Outcome {
    /** The register stands above everything that was seen. */
    record Above(long epoch) implements Outcome {}

    /** Nothing is lost: another cell still holds what was seen, and the write found it. */
    record Back(long epoch) implements Outcome {}

    /** It does not yet: run it again. */
    record Stopped(String why) implements Outcome {}
  }

  /**
   * Raises the epoch; an empty register starts anew under the fleet's topology.
   *
   * @param seen the highest epoch that an entry tells of
   * @param note who says so; its epoch is not used
   */
  public Outcome take(Fleet fleet, long seen, OperatorNote note, Instant deadline) {
    return switch (register.read(deadline)) {
      case Register.Read.Unreachable(String why) -> new Outcome.Stopped(why);
      case Register.Read.Empty() ->
          raise(
              RegisterState.initial(fleet.name(), fleet.digest(), operations.get(), note.at()),
              new Span(0, seen),
              note,
              deadline);
      case Register.Read.State(long found, RegisterState state) ->
          raise(state, new Span(found, seen), note, deadline);
    };
  }

  /** From the epoch found to the epoch seen. */
  private record Span(long found, long seen) {}

  private Outcome raise(RegisterState from, Span span, OperatorNote note, Instant deadline) {
    RegisterState next = told(from, span, note);
    long epoch = span.found();
    for (int i = 0; i < LIMIT && epoch <= span.seen(); i++) {
      switch (register.cas(epoch, next, deadline)) {
        case Register.Cas.Ok(long written) -> epoch = written;
        case Register.Cas.Conflict() -> {
          return found(span, deadline);
        }
        case Register.Cas.Refused(String why) -> {
          return new Outcome.Stopped("the register is at epoch " + epoch + ": " + why);
        }
        case Register.Cas.Unknown(String why) -> {
          return new Outcome.Stopped("the register is at epoch " + epoch + ": " + why);
        }
      }
      next = RegisterDraft.of(next).build(operations.get(), note.at());
    }
    return epoch > span.seen()
        ? new Outcome.Above(epoch)
        : new Outcome.Stopped("the register is at epoch " + epoch + " of " + span.seen());
  }

  /** A write that found another value than the read: a cell that was silent has answered. */
  private Outcome found(Span span, Instant deadline) {
    return register.read(deadline) instanceof Register.Read.State(long now, var _)
            && now >= span.seen()
        ? new Outcome.Back(now)
        : new Outcome.Stopped("somebody else wrote the register");
  }

  private RegisterState told(RegisterState from, Span span, OperatorNote note) {
    String text =
        "went back from epoch "
            + span.seen()
            + " to "
            + span.found()
            + ", taken as it is"
            + (note.reason().isEmpty() ? "" : ": " + note.reason());
    return RegisterDraft.of(from)
        .line(new HistoryEntry(note.at(), span.found() + 1, "register", "fleet", text, note.by()))
        .build(operations.get(), note.at());
  }
}
