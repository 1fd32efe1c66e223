package io.fairlead.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the benchmark, which can be killed, stopped, continued and started again. */
final class Program implements AutoCloseable {
  private static final long EXIT_SECONDS = 5;

  private final List<String> command;
  private final Path log;
  private Process process;

  private Program(List<String> command, Path log, Process process) {
    this.command = command;
    this.log = log;
    this.process = process;
  }

  /** Starts a program; its output goes to a log in its folder. */
  static Program start(String name, Path folder, List<String> command) throws IOException {
    Path log = folder.resolve(name + ".log");
    return new Program(command, log, started(command, log));
  }

  /** Starts a class on this class path. */
  static Program java(String name, Path folder, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    return start(name, folder, command);
  }

  private static Process started(List<String> command, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("FAIRLEAD_STATE", log.resolveSibling("state").toString());
    return builder.start();
  }

  /** {@code kill -9}; returns when it is gone. */
  void kill() throws IOException {
    process.destroyForcibly();
    waited(process);
  }

  /** {@code kill -STOP}. */
  void stop() throws IOException {
    signal("-STOP");
  }

  /** {@code kill -CONT}. */
  void proceed() throws IOException {
    signal("-CONT");
  }

  /** Starts it again as it was. */
  void restart() throws IOException {
    process = started(command, log);
  }

  /** Runs a command to its end; whether it ended well. */
  static boolean run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return waited(process) && process.exitValue() == 0;
  }

  private void signal(String signal) throws IOException {
    if (!run(List.of("kill", signal, Long.toString(process.pid())))) {
      throw new IOException("kill " + signal + " of " + command + " failed");
    }
  }

  private static boolean waited(Process process) throws IOException {
    try {
      return process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
