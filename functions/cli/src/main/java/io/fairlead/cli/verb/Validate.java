package io.fairlead.cli.verb;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reports every problem of a topology file in one go. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Report every problem of the topology file in one go.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead validate -f examples/three-regions.yaml")
public final class Validate implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  /** In these surroundings. */
  public Validate(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new Validation(topology.in(surroundings), topology.json()).run().code();
  }
}
