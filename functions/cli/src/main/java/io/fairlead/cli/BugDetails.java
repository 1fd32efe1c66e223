package io.fairlead.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the stack trace of a bug in a file, so that people read a sentence. */
public final class BugDetails {
  private BugDetails() {}

  /**
   * Where the details are, as in {@code in /tmp/fairlead-bug-1.txt}.
   *
   * @param otherwise what to say where no file can be written
   */
  public static String kept(Exception bug, String otherwise) {
    try {
      Path details = Files.createTempFile("fairlead-bug-", ".txt");
      try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(details))) {
        bug.printStackTrace(file);
      }
      return "in " + details;
    } catch (IOException _) {
      return otherwise;
    }
  }
}
