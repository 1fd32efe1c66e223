package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.CostAnswer;
import io.fairlead.wiring.cost.Bill;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.topology.Topology;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a fleet on AWS costs a month. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description = "Show the monthly bill on AWS line by line, from the calls of an idle tick.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead cost -f examples/aws-three-regions.yaml")
public final class Cost implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption options = new TopologyOption();

  /** In these surroundings. */
  public Cost(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Topology topology = options.in(surroundings).topology();
    AwsStacks stacks = AwsStacks.of(topology);
    if (stacks.scopes().isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "the topology has no region in AWS: on your own machines Fairlead costs the machines.");
    }
    CostAnswer answer =
        new CostAnswer(topology.fleet(), surroundings.clock().instant(), Bill.of(stacks));
    surroundings.out().print(options.json() ? answer.json() + "\n" : answer.text());
    return ExitCode.DONE.code();
  }
}
