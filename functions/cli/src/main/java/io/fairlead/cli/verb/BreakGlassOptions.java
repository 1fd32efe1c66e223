package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.BreakGlass;
import io.fairlead.cli.operate.OperatorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of the verbs that need the flag stores and nothing else. */
final class BreakGlassOptions {
  @Parameters(paramLabel = "REGION", description = "The region.")
  String region = "";

  @Option(names = "--group", paramLabel = "G", description = "One failover group only.")
  @Nullable String group;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  /** The flag stores of the topology named. */
  BreakGlass in(Surroundings surroundings) {
    return new BreakGlass(
        topology.in(surroundings).topology(), options, surroundings, topology.json());
  }
}
