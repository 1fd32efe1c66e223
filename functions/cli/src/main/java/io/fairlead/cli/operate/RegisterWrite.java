package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.LostLines;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Register.Cas;
import io.fairlead.port.Register.Read;
import java.util.function.LongFunction;

/**
 * One verb's write of the register, on the state as it is by then: somebody else's change is kept,
 * never overwritten, and what it makes of the verb is looked at anew.
 */
final class RegisterWrite {
  /** How often a write is tried anew after somebody else's. */
  private static final int TRIES = 5;

  private static final String LOOK = "look at 'fairlead history'";

  private final OpenFleet fleet;
  private final Check check;

  /** Stops where the verb is not to be written on a state after all. */
  interface Check {
    void allows(Snapshot now, RegisterState next);
  }

  /** How the write ended. */
  sealed interface End {
    /** The register took it. */
    record Written(Snapshot after, long epoch) implements End {}

    /** Somebody else's change came first and left nothing to do. */
    record AlreadySo(Snapshot now, String why) implements End {}
  }

  /**
   * A write of a fleet's register.
   *
   * @param check asked again whenever somebody else's change came first
   */
  RegisterWrite(OpenFleet fleet, Check check) {
    this.fleet = fleet;
    this.check = check;
  }

  /**
   * Writes.
   *
   * @param notes the operator's note, by the epoch that it is written over
   * @param first what the operator was shown
   * @throws Stop where nothing was written, or where that is not known
   */
  End run(Verb verb, LongFunction<OperatorNote> notes, Snapshot first) {
    Snapshot now = first;
    for (int i = 0; i < TRIES; i++) {
      RegisterState next;
      switch (verb.transition().apply(now, notes.apply(now.epoch()))) {
        case VerbAnswer.Unchanged(String why) -> {
          return new End.AlreadySo(now, why);
        }
        case VerbAnswer.Refused(String why) -> throw overtaken(now, why);
        case VerbAnswer.Changed(RegisterState state) -> next = state;
      }
      if (i > 0) {
        check.allows(now, next);
      }
      switch (fleet.ports().register().cas(now.epoch(), next, fleet.deadline())) {
        case Cas.Ok(long epoch) -> {
          return new End.Written(now.with(next), epoch);
        }
        case Cas.Refused(String why) ->
            throw new Stop(ExitCode.FAILED, "the register cannot take it: " + why + ".");
        case Cas.Unknown(String why) -> {
          return new End.Written(now.with(next), found(next, why));
        }
        case Cas.Conflict() -> now = again(first);
      }
    }
    throw new Stop(
        ExitCode.CONFLICT,
        "nothing is written: other changes came first "
            + TRIES
            + " times, the last as epoch "
            + now.epoch()
            + ". See by 'fairlead history' what they are, then run it again.");
  }

  private Snapshot again(Snapshot first) {
    Read.State read = fleet.register();
    return new Snapshot(
        first.fleet(), fleet.now(), read.epoch(), read.state(), first.entries(), first.current());
  }

  private static Stop overtaken(Snapshot now, String why) {
    return new Stop(
        ExitCode.REFUSED,
        "nothing is written: another change came first, epoch "
            + now.epoch()
            + ", and now "
            + why
            + ": "
            + LOOK
            + ".");
  }

  /** The epoch by which a write whose answer was lost took effect: its line is in the history. */
  private long found(RegisterState next, String why) {
    return switch (fleet.ports().register().read(fleet.deadline())) {
      case Read.State(long epoch, RegisterState state) when state.history().contains(line(next)) ->
          epoch;
      case Read.State _, Read.Empty _ -> throw lost(why + "; a moment later it was not there");
      case Read.Unreachable(String silence) -> throw lost(why + "; then " + silence);
    };
  }

  /** The line of this write; one that counts lost lines comes after it and changes by itself. */
  private static HistoryEntry line(RegisterState next) {
    return next.history().stream()
        .filter(entry -> !entry.kind().equals(LostLines.KIND))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static Stop lost(String why) {
    return new Stop(
        ExitCode.UNREACHABLE,
        "it is not known whether the register took it ("
            + why
            + "), and it may yet: "
            + LOOK
            + ", and run it again where it is not told there.");
  }
}
