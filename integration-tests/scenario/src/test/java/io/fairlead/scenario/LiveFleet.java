package io.fairlead.scenario;

import io.fairlead.cli.Main;
import io.fairlead.cli.demo.Gateway;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Three edges, three runs and six gateways as processes on loopback addresses of their own, under
 * the example's topology; they end with this process.
 */
final class LiveFleet implements AutoCloseable {
  private static final List<String> REGIONS = List.of("eu-west", "eu-north", "us-east");
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx128m");

  private final Path folder;
  private final String network;
  private final Map<String, Process> processes = new LinkedHashMap<>();

  /**
   * A fleet that is not started yet.
   *
   * @param network two labels of 127/8, as in {@code 127.42}
   */
  LiveFleet(Path folder, String network) throws IOException {
    this.folder = folder;
    this.network = network;
    Files.writeString(topology(), example());
  }

  /** The example on this fleet's addresses. */
  String example() throws IOException {
    return Files.readString(Workspace.top().resolve("examples/three-regions.yaml"))
        .replace("127.10.", network + ".");
  }

  /** The topology file that its processes read. */
  Path topology() {
    return folder.resolve("fairlead.yaml");
  }

  /** An address of a region, as in {@code 127.42.1.53}. */
  String address(String region, int last) {
    return network + "." + (REGIONS.indexOf(region) + 1) + "." + last;
  }

  /** Starts every process. */
  LiveFleet start() {
    for (String region : REGIONS) {
      gateway(region, 1);
      gateway(region, 2);
      edge(region);
      run(region);
    }
    return this;
  }

  void gateway(String region, int number) {
    start(
        "gateway-" + region + "-gw-" + number,
        Gateway.class,
        List.of(region, "gw-" + number, address(region, 10 + number), "8080", "8081", "8100"));
  }

  void edge(String region) {
    start(
        "edge-" + region,
        Main.class,
        List.of("edge", "--region", region, "-f", topology().toString(), "--until-input-ends"));
  }

  void run(String region) {
    start(
        "run-" + region,
        Main.class,
        List.of("run", "--region", region, "-f", topology().toString(), "--until-input-ends"));
  }

  /** {@code kill -9} of one process. */
  void kill(String name) {
    Process process = processes.remove(name);
    if (process == null) {
      throw new IllegalArgumentException("no process " + name + " in " + processes.keySet());
    }
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a verb that goes on until it is interrupted. */
  void start(String name, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-f", topology().toString()));
    start(name, Main.class, all);
  }

  /** {@code kill -INT} of one process; its exit code. */
  int interrupt(String name) {
    Process process = processes.remove(name);
    if (process == null) {
      throw new IllegalArgumentException("no process " + name + " in " + processes.keySet());
    }
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Runs a verb in this process against the fleet. */
  Said fairlead(String... arguments) {
    return Said.of(folder, arguments);
  }

  /** Runs a verb in this process, on a clock that is so far ahead. */
  Said fairlead(Duration ahead, String... arguments) {
    return Said.of(folder, () -> Instant.now().plus(ahead), arguments);
  }

  /** What a process printed. */
  String log(String name) {
    try {
      return Files.readString(folder.resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(String name, Class<?> main, List<String> arguments) {
    // Where the tests run in the background, an interrupt would be ignored by whatever they start.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    builder.environment().put("FAIRLEAD_STATE", folder.resolve("state").toString());
    try {
      processes.put(name, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  @Override
  public void close() {
    List.copyOf(processes.keySet()).forEach(this::kill);
  }
}
