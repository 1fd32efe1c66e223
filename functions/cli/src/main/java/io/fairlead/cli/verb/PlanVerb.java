package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.PlanJson;
import io.fairlead.cli.answer.PlanText;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.ProbedHere;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.plan.Decision;
import io.fairlead.plan.View;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the next tick would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Show what the next tick would do, and touch nothing.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead plan --detailed-exitcode")
public final class PlanVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption options = new TopologyOption();

  @Option(
      names = "--probe",
      description = "Probe everything once from here instead; the plan is then not binding.")
  private boolean probe;

  @Option(names = "--detailed-exitcode", description = "Exit 4 where changes are pending.")
  private boolean detailed;

  /** In these surroundings. */
  public PlanVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (OpenFleet fleet =
        OpenFleet.of(options.in(surroundings).topology(), "fairlead", surroundings)) {
      Snapshot snapshot = fleet.snapshot();
      if (probe) {
        snapshot = ProbedHere.instead(snapshot, fleet.now().plus(OpenFleet.PATIENCE), fleet::now);
      }
      SteerReport report = DryTick.of(snapshot);
      View view = report.view();
      Decision decision = report.decision();
      if (view == null || decision == null) {
        throw new Stop(held(report.outcome()), sentence(report.outcome()));
      }
      print(snapshot, view, decision);
      return code(snapshot, decision).code();
    }
  }

  private void print(Snapshot snapshot, View view, Decision decision) {
    if (options.json()) {
      surroundings
          .out()
          .println(Document.text(PlanJson.of(snapshot, decision).put("binding", !probe)));
      return;
    }
    surroundings.out().print(PlanText.of(snapshot, view, decision));
    if (probe) {
      surroundings.out().println("probed from here only: this plan is not binding");
    }
  }

  private ExitCode code(Snapshot snapshot, Decision decision) {
    boolean changes = !decision.plan().actions().isEmpty();
    if (!decision.guard().refused().isEmpty() || (changes && snapshot.frozen())) {
      return ExitCode.REFUSED;
    }
    return changes && detailed ? ExitCode.PENDING : ExitCode.DONE;
  }

  private static ExitCode held(CycleOutcome outcome) {
    return outcome instanceof CycleOutcome.ForeignTopology
        ? ExitCode.REFUSED
        : ExitCode.UNREACHABLE;
  }

  private static String sentence(CycleOutcome outcome) {
    return outcome instanceof CycleOutcome.ForeignTopology
        ? outcome.text() + ": 'fairlead activate' makes this file's the active one."
        : "nothing can be planned: " + outcome.text() + "; see that 'fairlead run' ticks.";
  }
}
