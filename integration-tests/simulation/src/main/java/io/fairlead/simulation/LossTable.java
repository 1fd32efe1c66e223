package io.fairlead.simulation;

import io.fairlead.fleet.Fleet;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The table of losses under the real cycles, on the demo's own topology. */
public final class LossTable {
  private static final int SEEDS = 200;
  private static final String LINE = "%-28s %6s %8s %8s %8s %8s %8s %8s%n";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private LossTable() {}

  /**
   * One row.
   *
   * @param holders holders of addresses that changed without cause, over all seeds
   * @param answers DNS answers that changed without cause, over all seeds
   * @param missed seeds in which the outage was never left
   * @param foundMillis a seed each, sorted, from the outage until nothing goes to it
   */
  record Row(Loss loss, int seeds, int holders, int answers, int missed, List<Long> foundMillis) {
    Row {
      foundMillis = foundMillis.stream().sorted().toList();
    }

    /** A region whose holder is dead may be left, but without an outage no answer changes. */
    boolean met() {
      boolean calm = answers == 0 || loss.outage() != Loss.Outage.NONE;
      return holders == 0 && missed == 0 && calm;
    }

    /** The time below which this share of the seeds lies; -1 where there is none. */
    long percentile(double share) {
      int last = foundMillis.size() - 1;
      return last < 0 ? -1 : foundMillis.get((int) Math.ceil(share * last));
    }
  }

  /**
   * Prints the table and writes {@code target/benchmarks/loss-cycles.json}; ends with 1 where
   * anything changed though nothing was down, another holder moved, or an outage was missed.
   *
   * @param args seeds; default 200
   */
  public static void main(String[] args) throws IOException {
    if (!passes(args.length > 0 ? Integer.parseInt(args[0]) : SEEDS)) {
      System.exit(1);
    }
  }

  /** Whether nothing changed without cause and no outage was missed. */
  static boolean passes(int seeds) throws IOException {
    Fleet fleet = demo();
    ArrayNode json = MAPPER.createArrayNode();
    boolean met = true;
    System.out.printf(
        LINE,
        "the real cycles",
        "seeds",
        "holders",
        "answers",
        "missed",
        "min ms",
        "median",
        "p95");
    for (Loss loss : Loss.all()) {
      Row row = play(fleet, loss, seeds);
      met &= row.met();
      print(row);
      into(json.addObject(), row);
    }
    Path file = Workspace.build("benchmarks").resolve("loss-cycles.json");
    Files.createDirectories(file.getParent());
    Files.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    return met;
  }

  /** The fleet of the demo: an interval of 2 s, a timeout of 500 ms. */
  static Fleet demo() {
    Path file = Workspace.top().resolve("examples/three-regions.yaml");
    return switch (TopologyReader.read(file, _ -> null)) {
      case ReadTopology.Valid valid -> valid.topology().fleet();
      case ReadTopology.Invalid invalid ->
          throw new IllegalStateException(file + ": " + invalid.problems());
    };
  }

  /** Plays seeds 1 to {@code seeds}, as many at once as there are cores. */
  static Row play(Fleet fleet, Loss loss, int seeds) {
    List<LossPlay.Result> results =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> LossPlay.of(fleet, loss, seed))
            .toList();
    List<Long> found = new ArrayList<>();
    results.stream()
        .map(LossPlay.Result::found)
        .filter(Objects::nonNull)
        .map(Duration::toMillis)
        .forEach(found::add);
    return new Row(
        loss,
        seeds,
        results.stream().mapToInt(LossPlay.Result::holders).sum(),
        results.stream().mapToInt(LossPlay.Result::answers).sum(),
        loss.outage() == Loss.Outage.NONE ? 0 : seeds - found.size(),
        found);
  }

  private static void print(Row row) {
    System.out.printf(
        LINE,
        row.loss().name(),
        row.seeds(),
        row.holders(),
        row.answers(),
        row.missed(),
        shown(row.percentile(0)),
        shown(row.percentile(0.5)),
        shown(row.percentile(0.95)));
  }

  private static String shown(long millis) {
    return millis < 0 ? "-" : Long.toString(millis);
  }

  private static void into(ObjectNode node, Row row) {
    node.put("scenario", row.loss().name())
        .put("loss", row.loss().share())
        .put("calmSeconds", row.loss().calm().toSeconds())
        .put("lossSeconds", row.loss().lasting().toSeconds())
        .put("outage", row.loss().outage().name())
        .put("seeds", row.seeds())
        .put("changedHolders", row.holders())
        .put("changedAnswers", row.answers())
        .put("missed", row.missed());
    if (!row.foundMillis().isEmpty()) {
      node.put("foundMinMillis", row.percentile(0))
          .put("foundMedianMillis", row.percentile(0.5))
          .put("foundP95Millis", row.percentile(0.95));
    }
  }
}
