package io.fairlead.scenario;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@code dig} that is asked through its standard input as often as one likes: a process for
 * each look would slow down what it looks at.
 */
final class Dig implements AutoCloseable {
  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;
  private volatile boolean closed;

  /** Asks one server on the port of the demo's edges. */
  Dig(String server) {
    List<String> command =
        List.of(
            Parts.program(Part.DIG).toString(),
            "@" + server,
            "-p",
            "5300",
            "+noall",
            "+answer",
            "+stats",
            "+time=1",
            "+tries=1",
            "-f",
            "-");
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    questions = process.outputWriter(StandardCharsets.US_ASCII);
    answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** The addresses that a name has when it is asked so many times in a row. */
  List<String> addresses(String name, int times) {
    try {
      questions.write((name + " A\n").repeat(times));
      questions.flush();
      List<String> found = new ArrayList<>();
      for (int ended = 0; ended < times; ) {
        String line = answers.readLine();
        if (line == null && closed) {
          return found;
        }
        if (line == null) {
          throw new AssertionError("dig ended while it was asked for " + name);
        }
        if (line.startsWith(";; MSG SIZE") || line.contains("no servers could be reached")) {
          ended++;
        } else if (!line.isEmpty() && !line.startsWith(";")) {
          found.add(line.substring(line.lastIndexOf('\t') + 1));
        }
      }
      return found;
    } catch (IOException e) {
      if (closed) {
        return List.of();
      }
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    process.destroyForcibly();
  }
}
