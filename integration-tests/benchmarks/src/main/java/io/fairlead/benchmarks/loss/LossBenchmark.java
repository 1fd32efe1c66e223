package io.fairlead.benchmarks.loss;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints the table of verdicts under loss, PowerDNS beside it, and writes both as JSON, with what
 * the real cycles did in the simulation before it.
 */
public final class LossBenchmark {
  /** Seeds that the published figures are made of. */
  public static final int SEEDS = 200;

  private static final String ROW = "%-28s %6s %8s %8s %8s%n";

  private LossBenchmark() {}

  /**
   * Runs it, then PowerDNS beside it for two minutes of real time.
   *
   * @param arguments seeds; default 200
   */
  public static void main(String[] arguments) throws IOException {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SEEDS;
    LossStudy study = study();
    List<LossStudy.Row> rows = new ArrayList<>();
    for (LossScenario scenario : LossStudy.scenarios()) {
      rows.add(study.play(scenario, seeds));
    }
    print(rows, System.out);
    Report report = new Report("loss");
    into(report.root(), rows);
    Path cycles = Workspace.build("benchmarks").resolve("loss-cycles.json");
    if (Files.exists(cycles)) {
      report.root().set("cycles", JsonMapper.shared().readTree(Files.readAllBytes(cycles)));
    }
    powerDns(report.root(), seeds);
    System.out.println("written to " + report.write());
  }

  private static void powerDns(ObjectNode root, int seeds) throws IOException {
    ObjectNode peer = root.putObject("powerdns");
    String missing = PowerDnsLoss.missing();
    if (!missing.isEmpty()) {
      System.out.println("missing powerdns (" + missing + ")");
      peer.put("missing", missing);
      return;
    }
    PowerDnsLoss.Flips flips = PowerDnsLoss.run(seeds, LossStudy.THIRD);
    System.out.printf(
        "powerdns, 33 %% for 120 s of real time: %d answers changed over %d seeds, median %d%n",
        flips.total(), flips.seeds(), flips.median());
    peer.put("seeds", flips.seeds())
        .put("flips", flips.total())
        .put("medianFlips", flips.median())
        .put("seedsWithoutFlip", flips.seedsWithout());
  }

  /** The study on the demo's own topology. */
  static LossStudy study() {
    Path file = Workspace.top().resolve("examples/three-regions.yaml");
    return switch (TopologyReader.read(file, _ -> null)) {
      case ReadTopology.Valid valid -> new LossStudy(valid.topology().fleet());
      case ReadTopology.Invalid invalid ->
          throw new IllegalStateException(file + ": " + invalid.problems());
    };
  }

  private static void print(List<LossStudy.Row> rows, PrintStream out) {
    out.printf(ROW, "verdicts that change", "seeds", "dns", "nodes", "writes");
    for (LossStudy.Row row : rows) {
      out.printf(
          ROW,
          row.scenario().name(),
          row.seeds(),
          row.endpointFlips(),
          row.nodeFlips(),
          row.writes());
    }
  }

  private static void into(ObjectNode root, List<LossStudy.Row> rows) {
    for (LossStudy.Row row : rows) {
      ObjectNode node = root.withArray("rows").addObject();
      node.put("scenario", row.scenario().name())
          .put("loss", row.scenario().loss())
          .put("warmUpSeconds", row.scenario().warmUp().toSeconds())
          .put("lossSeconds", row.scenario().lasting().toSeconds())
          .put("seeds", row.seeds())
          .put("endpointFlips", row.endpointFlips())
          .put("nodeFlips", row.nodeFlips())
          .put("writes", row.writes());
    }
  }
}
