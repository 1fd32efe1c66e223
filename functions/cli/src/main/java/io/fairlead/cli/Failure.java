package io.fairlead.cli;

import io.fairlead.port.FaultWords;
import io.fairlead.wiring.region.WrongVariable;

/** Turns what a verb threw into one sentence and an exit code. */
final class Failure {
  private final Complaints complaints;

  Failure(Complaints complaints) {
    this.complaints = complaints;
  }

  /**
   * Tells the user.
   *
   * @param debug whether a bug's stack trace is shown instead of kept in a file
   */
  ExitCode of(Exception failure, boolean debug) {
    // The reason is what is read last, whatever was printed before it.
    complaints.surroundings().out().flush();
    if (failure instanceof Stop stop) {
      complaints.error(stop.code(), stop.sentence());
      return stop.code();
    }
    if (failure instanceof WrongVariable wrong) {
      complaints.error(ExitCode.USAGE, wrong.sentence());
      return ExitCode.USAGE;
    }
    bug(failure, debug);
    return ExitCode.FAILED;
  }

  private void bug(Exception failure, boolean debug) {
    if (debug) {
      failure.printStackTrace(complaints.surroundings().err());
      return;
    }
    String where = BugDetails.kept(failure, "run it again with --debug to see them here");
    complaints.error(
        ExitCode.FAILED, "this is a bug (" + FaultWords.of(failure) + "); details: " + where);
  }
}
