package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.ChangeAnswer;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.plan.Decision;
import io.fairlead.port.Register.Cas;
import io.fairlead.port.Register.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator's verb on the register: shown as the plan that the next tick would make of it,
 * confirmed, written by compare-and-set, and waited for where asked.
 */
public final class RegisterChange {
  /** How often a write is tried anew after somebody else's. */
  private static final int TRIES = 5;

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

  /** What a verb makes of a state. */
  public interface Transition {
    /** The answer of the verb's pure function. */
    VerbAnswer apply(Snapshot snapshot, OperatorNote note);
  }

  /**
   * What is to be done.
   *
   * @param title for people, as in {@code drain region/eu-west}
   * @param mayLast whether it can end by itself after a time
   * @param underFreeze whether it may be asked for while all changes are stopped
   * @param steers whether the next tick carries it out, so that there is a plan to show
   */
  public record Verb(
      String title, Transition transition, boolean mayLast, boolean underFreeze, boolean steers) {}

  /** Shows, asks, writes, waits. */
  public ExitCode run(Verb verb) {
    if (times.lasting != null && !verb.mayLast()) {
      throw new Stop(
          ExitCode.USAGE, "--for has no meaning here: " + verb.title() + " does not last.");
    }
    Snapshot snapshot = fleet.snapshot();
    refuseUnderFreeze(verb, snapshot);
    RegisterState next;
    switch (verb.transition().apply(snapshot, note(snapshot.epoch()))) {
      case VerbAnswer.Unchanged(String why) -> {
        print(new ChangeAnswer(snapshot, verb.title(), options.reason, "unchanged", why));
        return ExitCode.DONE;
      }
      case VerbAnswer.Refused(String why) -> throw new Stop(ExitCode.REFUSED, why + ".");
      case VerbAnswer.Changed(RegisterState state) -> next = state;
    }
    show(verb, snapshot, next);
    if (options.dryRun) {
      return ExitCode.DONE;
    }
    Confirmation.ask(verb.title() + "?", options.yes, surroundings);
    long epoch = write(verb, snapshot);
    print(
        new ChangeAnswer(
            snapshot.with(next), verb.title(), options.reason, "journaled", "epoch " + epoch));
    return times.wait == null || !verb.steers() ? ExitCode.DONE : await(times.wait);
  }

  private OperatorNote note(long epoch) {
    Instant now = surroundings.clock().instant();
    @Nullable Instant until = times.lasting == null ? null : now.plus(times.lasting);
    String by = options.operator(surroundings);
    return new OperatorNote(id, by, options.reason, now, until, epoch + 1);
  }

  private static void refuseUnderFreeze(Verb verb, Snapshot snapshot) {
    if (snapshot.frozen() && !verb.underFreeze()) {
      var freeze = snapshot.freeze();
      throw new Stop(
          ExitCode.REFUSED,
          "all changes are stopped"
              + (freeze == null
                  ? " by a freeze object"
                  : " by " + freeze.by() + " (" + freeze.reason() + ")")
              + ": run 'fairlead unfreeze' first.");
    }
  }

  private void show(Verb verb, Snapshot snapshot, RegisterState next) {
    SteerReport report = verb.steers() ? DryTick.of(snapshot.with(next)) : null;
    Decision decision = report == null ? null : report.decision();
    if (!json) {
      surroundings.out().print(ChangeAnswer.preview(verb.title(), snapshot.with(next), report));
    }
    if (decision != null) {
      Objections.to(decision, DryTick.of(snapshot).decision(), id)
          .ifPresent(
              why -> {
                throw new Stop(ExitCode.REFUSED, verb.title() + " is refused: " + why + ".");
              });
    }
  }

  /** Writes on the state as it is by then: somebody else's change is kept, never overwritten. */
  private long write(Verb verb, Snapshot first) {
    Snapshot snapshot = first;
    for (int i = 0; i < TRIES; i++) {
      VerbAnswer answer = verb.transition().apply(snapshot, note(snapshot.epoch()));
      if (!(answer instanceof VerbAnswer.Changed(RegisterState next))) {
        return snapshot.epoch();
      }
      switch (fleet.ports().register().cas(snapshot.epoch(), next, fleet.deadline())) {
        case Cas.Ok(long epoch) -> {
          return epoch;
        }
        case Cas.Unknown(String why) when !written(next) ->
            throw new Stop(
                ExitCode.UNREACHABLE,
                "it is not known whether the register took it ("
                    + why
                    + "): look at 'fairlead history'.");
        case Cas.Unknown _ -> {
          return fleet.register().epoch();
        }
        case Cas.Conflict() -> {
          Read.State now = fleet.register();
          snapshot =
              new Snapshot(
                  first.fleet(),
                  surroundings.clock().instant(),
                  now.epoch(),
                  now.state(),
                  first.entries(),
                  first.current());
        }
      }
    }
    throw new Stop(
        ExitCode.CONFLICT,
        "the register changed " + TRIES + " times while this was written: run it again.");
  }

  /** Whether a write whose answer was lost took effect: its line is in the history. */
  private boolean written(RegisterState next) {
    return fleet.register().state().history().contains(next.history().getLast());
  }

  private ExitCode await(Duration limit) {
    boolean done = new Waiting(fleet, surroundings).settled(id, limit);
    if (!done) {
      surroundings.err().println("fairlead: journaled, and not carried out within the wait.");
    }
    return done ? ExitCode.DONE : ExitCode.WAIT_RAN_OUT;
  }

  private void print(ChangeAnswer answer) {
    surroundings.out().println(json ? answer.json() : answer.text());
  }
}
