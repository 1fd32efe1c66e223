package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Mixin private final TopologyOption topology = new TopologyOption();

  /** In these surroundings. */
  public Validate(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path file = surroundings.directory().resolve(topology.file);
    if (!Files.isReadable(file)) {
      throw new Stop(ExitCode.USAGE, "cannot read " + topology.file);
    }
    return ExitCode.DONE.code();
  }
}
