package io.fairlead.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

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
    String where = "run it again with --debug to see them here";
    try {
      Path details = Files.createTempFile("fairlead-bug-", ".txt");
      try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(details))) {
        failure.printStackTrace(file);
      }
      where = "in " + details;
    } catch (IOException _) {
      // The sentence then names --debug, which needs no file.
    }
    err.println("fairlead: this is a bug (" + failure + "); details: " + where);
  }
}
