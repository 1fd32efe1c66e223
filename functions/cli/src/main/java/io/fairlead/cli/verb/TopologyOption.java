package io.fairlead.cli.verb;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.TopologyFile;
import java.nio.file.Path;
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

  /** The file that the operator named. */
  public TopologyFile in(Surroundings surroundings) {
    return new TopologyFile(file, surroundings, json());
  }

  /** What the verb says beside its answer, written as the answer is. */
  Complaints complaints(Surroundings surroundings) {
    return new Complaints(surroundings, json());
  }
}
