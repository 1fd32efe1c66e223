package io.fairlead.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What ran and what was missing in this build, a line each, in one file a test process. */
final class Ledger {
  private Ledger() {}

  static void ran(Part part, String test) {
    append("ran " + part.label() + " " + test);
  }

  static void missing(Part part, String why) {
    append("missing " + part.label() + " " + why);
  }

  static void beyond(Part part, String why) {
    append("beyond " + part.label() + " " + why);
  }

  /** The folder of the build under way; a build of its own for a test started by hand. */
  static Path folder() {
    return Workspace.build("parts").resolve(System.getProperty("fairlead.build", "by-hand"));
  }

  private static synchronized void append(String line) {
    try {
      Path file = folder().resolve(ProcessHandle.current().pid() + ".txt");
      Files.createDirectories(folder());
      Files.writeString(
          file,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the parts ledger", e);
    }
  }
}
