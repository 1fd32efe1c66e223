package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.doctor.Diagnosis;
import io.fairlead.cli.doctor.ExaminationAnswer;
import io.fairlead.cli.doctor.FleetExamination;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Fleet;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is not as it should be. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Check permissions, records, checks, quotas, clocks, and what is deployed against the file.",
      "Exit 0 where all is well or there are warnings alone, 1 where there are errors, 6 where the"
          + " register could not be read, so that not all is known."
    },
    footerHeading = "%nExample:%n",
    footer = "  fairlead doctor")
public final class Doctor implements Callable<Integer> {
  /** Longer than other verbs wait: many things are asked, some one after the other. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CLOCK = "clock";

  private final Surroundings surroundings;

  @Mixin private TopologyOption options = new TopologyOption();

  /** In these surroundings. */
  public Doctor(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Topology topology = options.in(surroundings).topology();
    Opening opening = new Opening("fairlead", surroundings.clock());
    List<Cause> causes = new ArrayList<>();
    List<Examiner> able = new ArrayList<>();
    Set<Cloud> barred = EnumSet.noneOf(Cloud.class);
    for (Examiner examiner : Examiner.of(topology)) {
      List<Cause> its = examiner.causes(topology, opening, deadline());
      causes.addAll(its);
      if (its.stream().anyMatch(Cause::bars)) {
        barred.addAll(examiner.clouds());
      } else {
        able.add(examiner);
      }
    }
    Fleet fleet = topology.fleet();
    boolean nobody = fleet.regions().values().stream().allMatch(r -> barred.contains(r.cloud()));
    Asked asked =
        nobody
            ? new Asked(List.of(), FleetExamination.subjects(fleet), false)
            : asked(topology, able, opening);
    Diagnosis diagnosis = Diagnosis.of(causes, asked.findings(), asked.unasked());
    ExaminationAnswer answer =
        new ExaminationAnswer(fleet, surroundings.clock().instant(), diagnosis);
    surroundings.out().print(options.json() ? answer.json() + "\n" : answer.text());
    return code(diagnosis, asked.registered()).code();
  }

  /**
   * What was asked.
   *
   * @param unasked subjects that nobody was asked about
   * @param registered whether the register could be read
   */
  private record Asked(List<Finding> findings, List<String> unasked, boolean registered) {}

  private Asked asked(Topology topology, List<Examiner> able, Opening opening) {
    List<Finding> findings = new ArrayList<>();
    SortedMap<String, String> amiss;
    boolean registered;
    Duration offset;
    try (OpenFleet fleet = OpenFleet.of(topology, "fairlead", surroundings)) {
      FleetExamination.Told told =
          FleetExamination.of(topology.fleet(), fleet.ports(), fleet::now, fleet.deadline());
      findings.addAll(told.findings());
      amiss = new TreeMap<>(fleet.ports().findings().get());
      registered = told.registered();
      offset = fleet.clockOffset();
    }
    able.forEach(each -> findings.addAll(each.examine(topology, opening, deadline())));
    findings.addAll(beside(findings, amiss));
    if (findings.stream().noneMatch(finding -> finding.subject().equals(CLOCK))) {
      clock(offset).ifPresent(findings::add);
    }
    return new Asked(findings, List.of(), registered);
  }

  /** Verbs that change anything are refused by such a clock. */
  private static Optional<Finding> clock(Duration offset) {
    if (offset.abs().compareTo(ProbeCycle.CLOCK_MARGIN) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
            CLOCK,
            "this machine's within " + ProbeCycle.CLOCK_MARGIN.toSeconds() + " s of the stores'",
            offset.abs().toSeconds() + " s " + (offset.isNegative() ? "ahead" : "behind"),
            "set it, for example by NTP: drain and the like are refused until then"));
  }

  private Instant deadline() {
    return surroundings.clock().instant().plus(PATIENCE);
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

  private static ExitCode code(Diagnosis diagnosis, boolean registered) {
    if (!registered) {
      return ExitCode.UNREACHABLE;
    }
    return diagnosis.errors() > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }
}
