package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.artifact.CopyLoop;
import io.fairlead.cli.artifact.CopyOptions;
import io.fairlead.cli.artifact.CopyRun;
import io.fairlead.cli.artifact.DeclaredSets;
import io.fairlead.cli.artifact.RegionCopy;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replication that goes on: the pauses are the test's, the folders and manifests are real. */
final class CopyLoopTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void declareASet() throws Exception {
    GatewaySet.in(folder);
  }

  @Test
  void a_line_is_told_where_something_changes_and_only_there() {
    run("publish", "--yes");

    watch(
        () -> {},
        () -> {},
        () -> {
          write("artifacts/a", "a 2");
          run("publish", "--yes");
        },
        () -> {},
        () -> move("store", "gone"),
        () -> {},
        () -> move("gone", "store"));

    assertThat(out.toString().lines().map(line -> line.substring(line.indexOf("gateway"))))
        .satisfiesExactly(
            line -> assertThat(line).contains("version 1").endsWith("and 0 kept"),
            line -> assertThat(line).contains("version 1 → 2").contains("applied: 1 object copied"),
            line -> assertThat(line).contains("not done, readers see what they saw: the store"),
            line -> assertThat(line).isEqualTo("gateway  us-east  version 2  up to date"));
    assertThat(pauses).hasSize(8).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void it_ends_with_the_input_and_does_not_take_what_is_for_once() {
    run("publish", "--yes");

    CommandLineRun ended =
        CommandLineRun.in(
            folder, "replicate", "--region", "us-east", "--watch", "--until-input-ends");

    assertThat(ended.code()).isEqualTo(ExitCode.DONE);
    assertThat(ended.out()).contains("gateway  us-east  version 1").hasLineCount(1);
    assertThat(
            CommandLineRun.in(folder, "replicate", "--region", "us-east", "--watch", "--once")
                .err())
        .contains("--watch goes on: leave out --once.");
    assertThat(CommandLineRun.in(folder, "replicate", "--region", "eu-north", "--watch").err())
        .contains("region eu-north gets no artifact set");
  }

  /** Runs once, and once more after each of these things. */
  private void watch(Runnable... between) {
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter()),
            new BufferedReader(new StringReader("")),
            Map.of(),
            folder,
            false,
            false,
            InstantSource.system());
    DeclaredSets sets = DeclaredSets.of(topology(), surroundings, new CopyOptions());
    CopyRun run = new CopyRun(sets, new CopyOptions());
    Iterator<Runnable> next = List.of(between).iterator();
    new CopyLoop(surroundings, sets.topology(), false)
        .run(
            () -> run.all(sets.some(null), "us-east", new RegionCopy.Options(false, false, 0)),
            time -> {
              pauses.add(time);
              boolean more = next.hasNext();
              if (more) {
                next.next().run();
              }
              return more;
            });
  }

  private Topology topology() {
    try {
      byte[] file = Files.readAllBytes(folder.resolve("fairlead.yaml"));
      return switch (TopologyReader.read(file, folder, _ -> null)) {
        case ReadTopology.Valid(var valid, _) -> valid;
        case ReadTopology.Invalid(var problems) -> throw new AssertionError("" + problems);
      };
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void run(String... args) {
    CommandLineRun run = CommandLineRun.in(folder, args);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  private void write(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void move(String from, String to) {
    try {
      Files.move(folder.resolve(from), folder.resolve(to));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
