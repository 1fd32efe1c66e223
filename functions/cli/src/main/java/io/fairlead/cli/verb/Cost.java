package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.AzureCostAnswer;
import io.fairlead.cli.answer.CostAnswer;
import io.fairlead.cli.answer.Document;
import io.fairlead.wiring.cost.AzureBill;
import io.fairlead.wiring.cost.Bill;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a fleet on AWS or Azure costs a month. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description =
        "Show the monthly bill on AWS and on Azure line by line, from the calls of an idle tick,"
            + " and what both are together.",
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
    AwsStacks aws = AwsStacks.of(topology);
    AzureStacks azure = AzureStacks.of(topology);
    if (!aws.isNeeded() && azure.scopes().isEmpty()) {
      throw new Stop(
          ExitCode.USAGE,
          "the topology has no region in AWS or Azure: on your own machines Fairlead costs the"
              + " machines.");
    }
    Instant now = surroundings.clock().instant();
    if (aws.isNeeded()) {
      CostAnswer answer = new CostAnswer(topology.fleet(), now, Bill.of(aws));
      print(answer.json(), answer.text());
    }
    if (!azure.scopes().isEmpty()) {
      AzureCostAnswer answer = new AzureCostAnswer(topology.fleet(), now, AzureBill.of(azure));
      print(answer.json(), answer.text());
    }
    if (aws.isNeeded() && !azure.scopes().isEmpty()) {
      both(topology, now, List.of(Bill.of(aws).total(), AzureBill.of(azure).total()));
    }
    return ExitCode.DONE.code();
  }

  /** What the fleet costs, which its users compare. */
  private void both(Topology topology, Instant now, List<Double> totals) {
    double total = totals.stream().mapToDouble(Double::doubleValue).sum();
    if (options.json()) {
      Document.About about =
          new Document.About(topology.fleet().name(), now, 0, topology.fleet().digest());
      surroundings
          .out()
          .println(
              Document.text(
                  Document.of("cost", about)
                      .put("cloud", "both")
                      .put("currency", "USD")
                      .put("total", Math.round(total * 100) / 100.0)));
    } else {
      surroundings
          .out()
          .printf(Locale.ROOT, "%nboth clouds together  %.2f dollars a month%n", total);
    }
  }

  private void print(String json, String text) {
    surroundings.out().print(options.json() ? json + "\n" : text);
  }
}
