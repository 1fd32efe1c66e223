package io.fairlead.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a scenario: killed, stopped, continued and started again, output in one log. */
final class Actor implements AutoCloseable {
  private static final long EXIT_SECONDS = 20;

  private final String name;
  private final Command command;
  private final Path log;
  private Process process;

  /** What is started, and which variables it gets beside those of this process. */
  record Command(List<String> words, Map<String, String> environment) {
    Command(List<String> words) {
      this(words, Map.of());
    }
  }

  private Actor(String name, Command command, Path log) throws IOException {
    this.name = name;
    this.command = command;
    this.log = log;
    this.process = launch();
  }

  /** Starts a process that logs to a file of its name. */
  static Actor start(String name, Path folder, Command command) {
    try {
      return new Actor(name, command, folder.resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Everything it said so far, in all its lives. */
  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -9}, and it is gone. */
  void kill() {
    process.destroyForcibly();
    exit();
  }

  /** The exit code of a process that ends by itself. */
  int exit() {
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(name + " did not end: " + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts it as it was. */
  void restart() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kill -STOP}: connections are accepted by the kernel and nobody answers. */
  void hang() {
    signal("-STOP");
  }

  /** {@code kill -CONT}. */
  void proceed() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its standard input is a pipe of ours: what heeds its end does not outlive this process. */
  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(command.environment());
    return builder.start();
  }

  @Override
  public void close() {
    if (alive()) {
      kill();
    }
  }
}
