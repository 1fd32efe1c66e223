package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.doctor.FleetExamination;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is not as it should be. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check permissions, records, checks, quotas, clocks, and what is deployed against the"
            + " file.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead doctor")
public final class Doctor implements Callable<Integer> {
  /** Longer than other verbs wait: many things are asked, some one after the other. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Surroundings surroundings;

  @Mixin private TopologyOption options = new TopologyOption();

  /** In these surroundings. */
  public Doctor(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Topology topology = options.in(surroundings).topology();
    List<Finding> findings = new ArrayList<>();
    SortedMap<String, String> amiss;
    boolean registered;
    try (OpenFleet fleet = OpenFleet.of(topology, "fairlead", surroundings)) {
      Instant now = surroundings.clock().instant();
      FleetExamination.Told told =
          FleetExamination.of(topology.fleet(), fleet.ports(), now, fleet.deadline());
      findings.addAll(told.findings());
      amiss = new TreeMap<>(fleet.ports().findings().get());
      registered = told.registered();
    }
    Opening opening = new Opening("fairlead", surroundings.clock());
    for (Examiner examiner : Examiner.of(topology)) {
      findings.addAll(
          examiner.examine(topology, opening, surroundings.clock().instant().plus(PATIENCE)));
    }
    findings.addAll(beside(findings, amiss));
    print(topology, findings);
    return code(findings, registered).code();
  }

  /**
   * What adapters found amiss and no examiner told. Of an address an examiner looks at all that its
   * adapter does; of a zone it asks the servers alone.
   */
  static List<Finding> beside(List<Finding> told, SortedMap<String, String> amiss) {
    SortedMap<String, String> left = new TreeMap<>(amiss);
    for (Finding finding : told) {
      if (finding.subject().startsWith("zone/")) {
        left.remove(finding.subject(), finding.found());
      } else {
        left.remove(finding.subject());
      }
    }
    return left.entrySet().stream().map(each -> amiss(each.getKey(), each.getValue())).toList();
  }

  private static Finding amiss(String subject, String found) {
    return Finding.warning(subject, "it as it was last written", found, "see to what it names");
  }

  private static ExitCode code(List<Finding> findings, boolean registered) {
    if (!registered) {
      return ExitCode.UNREACHABLE;
    }
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private void print(Topology topology, List<Finding> findings) {
    if (options.json()) {
      Document.About about =
          new Document.About(
              topology.fleet().name(),
              surroundings.clock().instant(),
              0,
              topology.fleet().digest());
      ObjectNode node = Document.of("examination", about);
      ArrayNode list = node.putArray("findings");
      for (Finding finding : findings) {
        list.addObject()
            .put("level", finding.level().name().toLowerCase(Locale.ROOT))
            .put("subject", finding.subject())
            .put("expected", finding.expected())
            .put("found", finding.found())
            .put("todo", finding.todo());
      }
      surroundings.out().println(Document.text(node));
      return;
    }
    for (Finding finding : findings) {
      surroundings
          .out()
          .println(finding.level().name().toLowerCase(Locale.ROOT) + "  " + finding.sentence());
    }
    surroundings.out().println(summary(topology, findings));
  }

  private static String summary(Topology topology, List<Finding> findings) {
    long errors =
        findings.stream().filter(finding -> finding.level() == Finding.Level.ERROR).count();
    long warnings = findings.size() - errors;
    return "%s: %d error%s, %d warning%s"
        .formatted(
            topology.fleet().name(),
            errors,
            errors == 1 ? "" : "s",
            warnings,
            warnings == 1 ? "" : "s");
  }
}
