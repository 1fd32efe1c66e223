package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.ChangeAnswer;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.plan.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator's verb on the register: shown as the plan that the next tick would make of it,
 * confirmed, written by compare-and-set, and waited for where asked.
 */
public final class RegisterChange {
  private final OpenFleet fleet;
  private final OperatorOptions options;
  private final TimeOptions times;
  private final Surroundings surroundings;
  private final boolean json;
  private final String id = UUID.randomUUID().toString();

  /** A change of a fleet. */
  RegisterChange(OpenFleet fleet, Operation operation) {
    this.fleet = fleet;
    this.options = operation.options();
    this.times = operation.times();
    this.surroundings = operation.surroundings();
    this.json = operation.json();
  }

  /** Shows, asks, writes, waits. */
  ExitCode run(Verb verb, Beside beside) {
    verb.refuseMeaningless(times);
    Snapshot snapshot = snapshot();
    refuseByClock();
    refuseUnderFreeze(verb, snapshot);
    return switch (verb.transition().apply(snapshot, note(snapshot.epoch()))) {
      case VerbAnswer.Refused(String why) -> throw new Stop(ExitCode.REFUSED, why + ".");
      case VerbAnswer.Unchanged(String why) when beside.preview().isEmpty() -> {
        print(new ChangeAnswer(snapshot, verb.title(), options.reason, "unchanged", why));
        yield ExitCode.DONE;
      }
      case VerbAnswer.Unchanged _ -> agreed(verb, beside, snapshot, snapshot.state());
      case VerbAnswer.Changed(RegisterState next) -> agreed(verb, beside, snapshot, next);
    };
  }

  /**
   * The fleet as it is now.
   *
   * @throws Stop where the register is older than what observers have seen of it
   */
  private Snapshot snapshot() {
    Snapshot first = fleet.snapshot();
    // An entry may be newer than the register because somebody wrote it in between: read again.
    Snapshot snapshot = first.wentBack().isEmpty() ? first : fleet.snapshot();
    snapshot
        .wentBack()
        .ifPresent(
            back -> {
              throw new Stop(ExitCode.UNREACHABLE, "nothing is written: " + back.text() + ".");
            });
    return snapshot;
  }

  /** Shows what is to be done, and does it where the operator agrees. */
  private ExitCode agreed(Verb verb, Beside beside, Snapshot snapshot, RegisterState next) {
    String delay = show(verb, beside, snapshot, next);
    if (options.dryRun) {
      return ExitCode.DONE;
    }
    Confirmation.ask(verb.title() + "?", options.yes, surroundings);
    beside.carryOut();
    if (next.equals(snapshot.state())) {
      print(new ChangeAnswer(snapshot, verb.title(), options.reason, "done", "register as it was"));
      return ExitCode.DONE;
    }
    RegisterWrite write =
        new RegisterWrite(
            fleet,
            (now, state) -> {
              refuseUnderFreeze(verb, now);
              refuseObjected(verb, now, DryTick.of(now.with(state)).decision());
            });
    return switch (write.run(verb, this::note, snapshot)) {
      case RegisterWrite.End.AlreadySo(Snapshot now, String why) -> {
        print(new ChangeAnswer(now, verb.title(), options.reason, "unchanged", why));
        yield ExitCode.DONE;
      }
      case RegisterWrite.End.Written(Snapshot after, long epoch) -> {
        String detail = "epoch " + epoch + delay;
        print(new ChangeAnswer(after, verb.title(), options.reason, "journaled", detail));
        yield times.wait == null || !verb.kind().steers()
            ? ExitCode.DONE
            : await(verb, epoch, times.wait);
      }
    };
  }

  private OperatorNote note(long epoch) {
    Instant now = fleet.now();
    @Nullable Instant until = times.lasting == null ? null : now.plus(times.lasting);
    String by = options.operator(surroundings);
    return new OperatorNote(id, by, options.reason, now, until, epoch + 1);
  }

  /** A machine that is this far off has other wrong times to tell than the ones corrected here. */
  private void refuseByClock() {
    Duration offset = fleet.clockOffset();
    if (offset.abs().compareTo(ProbeCycle.CLOCK_MARGIN) > 0) {
      throw new Stop(
          ExitCode.REFUSED,
          "this machine's clock is "
              + offset.abs().toSeconds()
              + " s "
              + (offset.isNegative() ? "ahead of" : "behind")
              + " the stores' clocks, and at most "
              + ProbeCycle.CLOCK_MARGIN.toSeconds()
              + " s are allowed: set it, for example by NTP, and run this again.");
    }
  }

  private static void refuseUnderFreeze(Verb verb, Snapshot snapshot) {
    if (snapshot.frozen() && !verb.kind().underFreeze()) {
      throw new Stop(
          ExitCode.REFUSED,
          "all changes are stopped " + snapshot.freezeText() + ": run 'fairlead unfreeze' first.");
    }
  }

  /**
   * Shows the plan; answers what delays it, or stops where something speaks against it: what will
   * not be done is not shown, so that the reason is all there is to read.
   */
  private String show(Verb verb, Beside beside, Snapshot snapshot, RegisterState next) {
    SteerReport report = verb.kind().steers() ? DryTick.of(snapshot.with(next)) : null;
    Decision decision = report == null ? null : report.decision();
    refuseObjected(verb, snapshot, decision);
    if (!json) {
      surroundings.out().print(ChangeAnswer.preview(verb.title(), snapshot.with(next), report));
      surroundings.out().print(beside.preview());
    }
    if (decision == null) {
      return "";
    }
    String delays = Objections.of(decision);
    String awaits = verb.reached().awaits(snapshot.with(next));
    return (delays.isEmpty() ? "" : "; it waits for " + delays)
        + (awaits.isEmpty() ? "" : "; it waits: " + awaits);
  }

  private void refuseObjected(Verb verb, Snapshot without, @Nullable Decision with) {
    if (with == null || !verb.kind().steers()) {
      return;
    }
    Objections.to(with, DryTick.of(without).decision(), id)
        .ifPresent(
            why -> {
              throw new Stop(ExitCode.REFUSED, verb.title() + " is refused: " + why + ".");
            });
  }

  private ExitCode await(Verb verb, long epoch, Duration limit) {
    Waiting waiting = new Waiting(fleet, verb, new Waiting.Written(id, epoch));
    return switch (waiting.await(limit)) {
      case Waiting.End.Done() -> ExitCode.DONE;
      case Waiting.End.Refused(String why) ->
          throw new Stop(ExitCode.REFUSED, "journaled, and then ended by a tick: " + why + ".");
      case Waiting.End.RanOut(String why) ->
          throw new Stop(
              ExitCode.WAIT_RAN_OUT,
              "journaled, and not carried out within the wait: " + why + ".");
    };
  }

  private void print(ChangeAnswer answer) {
    surroundings.out().println(json ? answer.json() : answer.text());
  }
}
