package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;

/**
 * What an operator wants done to the register.
 *
 * @param name as in {@code drain}
 * @param subject as in {@code region/eu-west}; {@code fleet} for what concerns all of it
 * @param transition the pure function that makes the next state
 * @param kind how the verb behaves
 * @param reached whether a state says that the verb is carried out, once no tick has anything left
 */
public record Verb(String name, String subject, Transition transition, Kind kind, Reached reached) {
  /** A verb that is carried out as soon as no tick has anything left to do. */
  public Verb(String name, String subject, Transition transition, Kind kind) {
    this(name, subject, transition, kind, _ -> true);
  }

  /** What a verb makes of a state. */
  public interface Transition {
    /** The answer of the verb's pure function. */
    VerbAnswer apply(Snapshot snapshot, OperatorNote note);
  }

  /** What to wait for. */
  public interface Reached {
    /** Whether it is so. */
    boolean in(RegisterState state);

    /** What has to come first that no tick brings about, for people; empty = nothing. */
    default String awaits(Snapshot snapshot) {
      return "";
    }
  }

  /** How a verb behaves. */
  public enum Kind {
    /** The next tick carries it out; it can end by itself after a time. */
    LASTING,
    /** The next tick carries it out, once. */
    ONCE,
    /** Holds by standing in the register, may be asked for while frozen, and can end by itself. */
    STANDING,
    /** The same, and does not end by itself. */
    SETTING;

    /** Whether it can end by itself after a time. */
    boolean mayLast() {
      return this == LASTING || this == STANDING;
    }

    /** Whether it may be asked for while all changes are stopped. */
    boolean underFreeze() {
      return this == STANDING || this == SETTING;
    }

    /** Whether the next tick carries it out, so that there is a plan to show. */
    boolean steers() {
      return this == LASTING || this == ONCE;
    }
  }

  /**
   * Refuses the times that make no sense with it.
   *
   * @throws Stop naming the option
   */
  void refuseMeaningless(TimeOptions times) {
    if (times.lasting != null && !kind.mayLast()) {
      throw new Stop(ExitCode.USAGE, "--for has no meaning here: " + title() + " does not last.");
    }
    if (times.wait != null && !kind.steers()) {
      throw new Stop(
          ExitCode.USAGE,
          "--wait has no meaning here: " + title() + " holds as soon as it is written.");
    }
  }

  /** For people, as in {@code drain region/eu-west}. */
  String title() {
    return subject.equals("fleet") ? name : name + " " + subject;
  }
}
