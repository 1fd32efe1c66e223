package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.ValidationJson;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.yaml.Problem;
import java.io.PrintWriter;
import java.util.List;
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
    ReadTopology read = topology.read(surroundings);
    if (topology.json()) {
      surroundings
          .out()
          .println(Document.text(ValidationJson.of(read, surroundings.clock().instant())));
    }
    return switch (read) {
      case ReadTopology.Valid(var valid, var warnings) -> valid(valid, warnings);
      case ReadTopology.Invalid(var problems) -> invalid(problems);
    };
  }

  private int valid(Topology valid, List<Problem> warnings) {
    if (!topology.json()) {
      PrintWriter out = surroundings.out();
      warnings.forEach(warning -> out.println(warning.text(topology.file.toString())));
      out.println(
          "%s: fleet %s, %d regions, %d services, topology %s: valid%s"
              .formatted(
                  topology.file,
                  valid.fleet().name(),
                  valid.fleet().regions().size(),
                  valid.fleet().services().size(),
                  valid.shortDigest(),
                  warnings.isEmpty() ? "" : ", " + warnings.size() + " warnings"));
    }
    return ExitCode.DONE.code();
  }

  private int invalid(List<Problem> problems) {
    if (!topology.json()) {
      surroundings.err().println(topology.lines(problems));
      long errors = problems.stream().filter(Problem::isError).count();
      surroundings.err().println("%s: %d problems".formatted(topology.file, errors));
    }
    return ExitCode.INVALID.code();
  }
}
