package io.fairlead.contract.local;

import io.fairlead.local.edge.EdgePlace;
import io.fairlead.local.edge.EdgeServer;
import io.fairlead.local.edge.EdgeSettings;
import io.fairlead.local.relay.RelayLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** One edge as a process of its own, for tests that kill it. */
final class EdgeProcess implements AutoCloseable {
  static final String READY = "ready";

  private final Process process;

  private EdgeProcess(Process process) {
    this.process = process;
  }

  /** Runs an edge on an address until it is killed. */
  public static void main(String[] arguments) throws Exception {
    EdgeServer.start(settings(Path.of(arguments[0]), arguments[1]), InstantSource.system());
    System.out.println(READY);
    Thread.currentThread().join();
  }

  static EdgeSettings settings(Path folder, String host) {
    EdgePlace place =
        new EdgePlace(new InetSocketAddress(host, 5300), new InetSocketAddress(host, 5380));
    return new EdgeSettings(
        Edges.FLEET,
        "eu-west",
        new TreeMap<>(Map.of("eu-west", place)),
        folder,
        new TreeSet<>(List.of(Edges.ZONE)),
        new TreeMap<>(Map.of("front", List.of(host))),
        new TreeSet<>(List.of(8080)),
        new TreeMap<>(Map.of("gw-1", host, "gw-2", host)),
        null,
        RelayLimits.DEFAULTS);
  }

  static EdgeProcess start(Path folder, String host) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EdgeProcess.class.getName(),
                folder.toString(),
                host)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader().readLine();
    if (!READY.equals(line)) {
      process.destroyForcibly();
      throw new IllegalStateException("the edge said: " + line);
    }
    return new EdgeProcess(process);
  }

  /** Kills it with SIGKILL and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
