package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.operate.Operation;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cli.operate.TimeOptions;
import picocli.CommandLine.Mixin;

/** The options of every verb that changes the register. */
final class ChangeOptions {
  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private TimeOptions times = new TimeOptions();

  /** One run of the verb on the topology named. */
  Operation in(Surroundings surroundings) {
    return new Operation(
        topology.in(surroundings).topology(), options, times, surroundings, topology.json());
  }
}
