package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import io.fairlead.wiring.yaml.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that every verb on a topology has, and the reading of its file. */
public final class TopologyOption {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      defaultValue = "fairlead.yaml",
      description = "Topology file (default: ${DEFAULT-VALUE}).")
  Path file = Path.of("fairlead.yaml");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text for people, json for programs (default: ${DEFAULT-VALUE}).")
  Output output = Output.TEXT;

  @Option(names = "--debug", description = "Show the stack trace of a bug.")
  boolean debug;

  /** How answers are written. */
  enum Output {
    TEXT,
    JSON
  }

  /** Whether a program reads the answer. */
  public boolean json() {
    return output == Output.JSON;
  }

  /** The file as the operator named it. */
  public Path file() {
    return file;
  }

  /** The file, read and checked. */
  ReadTopology read(Surroundings surroundings) {
    Path place = surroundings.directory().resolve(file);
    if (!Files.isRegularFile(place)) {
      throw new Stop(
          ExitCode.USAGE,
          "there is no topology file %s: name one with -f FILE, or write one with 'fairlead init local'."
              .formatted(file));
    }
    return TopologyReader.read(place, surroundings.environment()::get);
  }

  /**
   * The topology that the file declares; its warnings go to standard error.
   *
   * @throws Stop with every problem where it is invalid
   */
  public Topology topology(Surroundings surroundings) {
    return switch (read(surroundings)) {
      case ReadTopology.Valid(var topology, var warnings) -> {
        warnings.forEach(warning -> surroundings.err().println(warning.text(file.toString())));
        yield topology;
      }
      case ReadTopology.Invalid(var problems) ->
          throw new Stop(ExitCode.INVALID, "the topology is invalid:\n" + lines(problems));
    };
  }

  /** One line a problem. */
  String lines(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.text(file.toString()))
        .collect(Collectors.joining("\n"));
  }
}
