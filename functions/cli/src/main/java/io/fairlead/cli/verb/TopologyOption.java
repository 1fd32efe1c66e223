package io.fairlead.cli.verb;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every verb has. */
final class TopologyOption {
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
}
