package io.fairlead.cli;

import io.fairlead.port.FaultWords;
import java.io.PrintWriter;

/** Turns what a verb threw into one sentence and an exit code. */
final class Failure {
  private final Surroundings surroundings;

  Failure(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Tells the user.
   *
   * @param debug whether a bug's stack trace is shown instead of kept in a file
   */
  ExitCode of(Exception failure, boolean debug) {
    // The reason is what is read last, whatever was printed before it.
    surroundings.out().flush();
    if (failure instanceof Stop stop) {
      surroundings.err().println("fairlead: " + stop.sentence());
      return stop.code();
    }
    bug(failure, debug);
    return ExitCode.FAILED;
  }

  private void bug(Exception failure, boolean debug) {
    PrintWriter err = surroundings.err();
    if (debug) {
      failure.printStackTrace(err);
      return;
    }
    String where = BugDetails.kept(failure, "run it again with --debug to see them here");
    err.println("fairlead: this is a bug (" + FaultWords.of(failure) + "); details: " + where);
  }
}
