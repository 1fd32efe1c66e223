package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.Explainer;
import io.fairlead.cli.answer.Explanation;
import io.fairlead.cli.answer.ExplanationJson;
import io.fairlead.cli.answer.ExplanationText;
import io.fairlead.cli.answer.LeftToRungOne;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.fleet.SubjectNames;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.health.Subject;
import io.fairlead.plan.Decision;
import io.fairlead.wiring.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a subject is what it is. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Say why a subject is what it is, and what would change it. Times are UTC.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead explain region/us-east")
public final class Explain implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "SUBJECT",
      description =
          "region/R, service/S, partition/S/P, deployment/S/R, node/R/N, or a unique bare name.")
  private String subject = "";

  @Mixin private TopologyOption options = new TopologyOption();

  /** In these surroundings. */
  public Explain(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Topology topology = options.in(surroundings).topology();
    String named =
        new SubjectNames(topology.fleet())
            .resolve(subject, Set.of("region", "service", "partition", "deployment", "node"));
    try (OpenFleet fleet = OpenFleet.of(topology, "fairlead", surroundings)) {
      OpenFleet.Sight sight = fleet.sight();
      Snapshot snapshot = sight.snapshot();
      SteerReport report = DryTick.of(snapshot);
      Decision decision = report.decision();
      Explainer explainer =
          new Explainer(
              snapshot,
              decision == null ? List.of() : decision.guard().results(),
              LeftToRungOne.of(report));
      for (Subject each : Explainer.subjects(topology.fleet(), named)) {
        print(snapshot, explainer.of(each));
      }
      sight.end();
    }
    return ExitCode.DONE.code();
  }

  private void print(Snapshot snapshot, Explanation explanation) {
    if (options.json()) {
      surroundings.out().println(Document.text(ExplanationJson.of(snapshot, explanation)));
    } else {
      surroundings.out().print(ExplanationText.of(explanation, snapshot.at()));
    }
  }
}
