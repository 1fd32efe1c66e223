package io.fairlead.cli.demo;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.TopologyFile;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.local.state.FileWords;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Three regions as processes on this machine, broken and repaired before your eyes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Run three regions on this machine, break them, and measure the repair.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead demo --keep")
public final class DemoCommand implements Callable<Integer> {
  private static final String BUNDLED = "three-regions.yaml";
  private static final int REGIONS = 3;

  private final Surroundings surroundings;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Topology with three local regions (default: the demo's own).")
  private @Nullable Path file;

  @Option(names = "--keep", description = "Leave the fleet running until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--logs",
      paramLabel = "DIR",
      description = "Folder for logs and state; it stays (default: a temporary one that goes).")
  private @Nullable Path logs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text for people, json for programs (default: ${DEFAULT-VALUE}).")
  private String output = "text";

  @Option(names = "--debug", description = "Show the stack trace of a bug.")
  boolean debug;

  /** In these surroundings. */
  public DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (!output.equals("text") && !output.equals("json")) {
      throw new Stop(ExitCode.USAGE, "-o is text or json, not " + output);
    }
    Path given = file;
    if (given != null && !Files.isRegularFile(surroundings.directory().resolve(given))) {
      throw new Stop(
          ExitCode.USAGE,
          "there is no topology file " + given + ": name one with -f FILE, or leave out -f.");
    }
    if (given != null) {
      fits(read(surroundings.directory().resolve(given), surroundings.directory()), given);
    }
    try (Alone _ = Alone.take()) {
      Path kept = logs;
      Path folder =
          kept == null
              ? Files.createTempDirectory("fairlead-demo")
              : empty(surroundings.directory().resolve(kept).toAbsolutePath());
      Path copy = copied(folder);
      Narrator narrator = new Narrator(surroundings.out(), output.equals("json"));
      return new Demo(read(copy, folder), copy, folder, kept != null, narrator).play(keep).code();
    }
  }

  /** Three local regions with all that the script looks at, before anything is started. */
  private static void fits(Topology topology, Path given) {
    Set<String> regions = topology.fleet().regions().keySet();
    List<String> elsewhere =
        topology.fleet().regions().values().stream()
            .filter(region -> region.cloud() != Cloud.LOCAL)
            .map(Region::name)
            .toList();
    String why =
        !elsewhere.isEmpty()
            ? String.join(", ", elsewhere) + " are in a cloud"
            : regions.size() != REGIONS
                ? "it has " + regions.size()
                : !topology.edges().keySet().containsAll(regions)
                    ? "a region of it has no 'edge'"
                    : !topology.observers().keySet().containsAll(regions)
                        ? "a region of it has no 'observer.listen'"
                        : "";
    if (!why.isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "the demo runs three local regions on this machine, and in "
              + given
              + " "
              + why
              + ": leave out -f for the demo's own.");
    }
  }

  /** State of an earlier demo would be taken for this one's. */
  private static Path empty(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> found = Files.list(folder)) {
        if (found.findAny().isEmpty()) {
          return folder;
        }
      }
    } catch (IOException failure) {
      throw new Stop(
          ExitCode.FAILED,
          "--logs "
              + folder
              + " cannot be used ("
              + FileWords.of(failure)
              + "): name a folder that you may write to.");
    }
    throw new Stop(ExitCode.USAGE, folder + " is not empty: --logs takes a new or empty folder.");
  }

  private Path copied(Path folder) throws IOException {
    Path copy = folder.resolve(BUNDLED);
    Path given = file;
    if (given != null) {
      return Files.copy(surroundings.directory().resolve(given), copy);
    }
    try (InputStream bundled = DemoCommand.class.getResourceAsStream("/" + BUNDLED)) {
      if (bundled == null) {
        throw new IllegalStateException("this build has no " + BUNDLED);
      }
      Files.copy(bundled, copy);
      return copy;
    }
  }

  private Topology read(Path copy, Path folder) {
    String state = folder.resolve("state").toString();
    ReadTopology read =
        TopologyReader.read(
            copy,
            name -> name.equals("FAIRLEAD_STATE") ? state : surroundings.environment().get(name));
    return switch (read) {
      case ReadTopology.Valid(Topology topology, _) -> topology;
      case ReadTopology.Invalid(var problems) ->
          throw new Stop(
              ExitCode.INVALID,
              "the topology is invalid:\n" + new TopologyFile(copy, surroundings).lines(problems));
    };
  }
}
