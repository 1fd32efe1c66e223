package io.fairlead.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * One run of the command line in this process.
 *
 * @param code what the process would have answered
 */
record CommandLineRun(ExitCode code, String out, String err) {
  /** Runs in a folder, without a terminal. */
  static CommandLineRun in(Path folder, String... args) {
    return run(folder, "", false, args);
  }

  /** Runs in a folder, with a person at the terminal who types some lines. */
  static CommandLineRun typing(String typed, Path folder, String... args) {
    return run(folder, typed, true, args);
  }

  private static CommandLineRun run(Path folder, String typed, boolean terminal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new BufferedReader(new StringReader(typed)),
            Map.of("FAIRLEAD_OPERATOR", "anna@desk"),
            folder,
            terminal,
            false,
            InstantSource.system());
    ExitCode code = new Fairlead(surroundings).run(args);
    return new CommandLineRun(code, out.toString(), err.toString());
  }

  /** What a part of it has around it, whose words nobody reads. */
  static Surroundings surroundings(Path folder) {
    return new Surroundings(
        new PrintWriter(new StringWriter(), true),
        new PrintWriter(new StringWriter(), true),
        new BufferedReader(new StringReader("")),
        Map.of("FAIRLEAD_OPERATOR", "anna@desk"),
        folder,
        false,
        false,
        InstantSource.system());
  }
}
