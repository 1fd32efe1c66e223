package io.fairlead.scenario;

import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Surroundings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A run in this process, on its real command line, whose wall clock is set forward and back. The
 * clock is the one that every process takes from its surroundings.
 */
final class JumpingRun implements AutoCloseable {
  private volatile Duration jump = Duration.ZERO;
  private final StringWriter said = new StringWriter();
  private final Thread thread;

  JumpingRun(String region, Path topology, Map<String, String> environment) {
    PrintWriter out = new PrintWriter(said, true);
    Surroundings surroundings =
        new Surroundings(
            out,
            out,
            new BufferedReader(Reader.nullReader()),
            environment,
            Path.of(""),
            false,
            false,
            () -> Instant.now().plus(jump));
    this.thread =
        Thread.ofPlatform()
            .name("jumping run")
            .start(
                () ->
                    new Fairlead(surroundings)
                        .run("run", "--region", region, "-f", topology.toString()));
  }

  /** Sets the clock so far off. */
  void jump(Duration to) {
    jump = to;
  }

  String said() {
    return said.toString();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
