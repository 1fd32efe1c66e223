package io.fairlead.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything a verb knows of the process it runs in.
 *
 * @param out answers
 * @param err progress, questions and mistakes
 * @param in the operator's answers
 * @param environment variables by name
 * @param directory what relative file names start from
 * @param inTerminal a person can answer questions
 * @param outTerminal answers are read by a person, so they may be coloured
 * @param clock wall time
 */
public record Surroundings(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Map<String, String> environment,
    Path directory,
    boolean inTerminal,
    boolean outTerminal,
    InstantSource clock) {
  /** Of this process; the launcher says which of its streams are terminals. */
  public static Surroundings ofProcess() {
    String terminal = System.getProperty("fairlead.terminal", "");
    return new Surroundings(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        System.getenv(),
        Path.of(""),
        terminal.contains("in"),
        terminal.contains("out"),
        InstantSource.system());
  }

  /** Whether answers may be coloured: a terminal reads them and NO_COLOR is not set. */
  public boolean coloured() {
    return outTerminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
