package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import java.util.EnumSet;
import java.util.Set;

/**
 * The exit code for the worst of a fleet. What the register holds counts, and so does what it
 * should hold and does not: a deployment that nobody ever judged is Unknown.
 */
final class Worst {
  private Worst() {}

  /**
   * Down before Unknown before Degraded; Unknown also where nobody judges any more.
   *
   * @param decides whether a tick would decide now
   */
  static ExitCode of(Snapshot snapshot, boolean decides) {
    Set<Verdict> found = found(snapshot);
    if (found.contains(Verdict.DOWN)) {
      return ExitCode.DOWN;
    }
    if (found.contains(Verdict.UNKNOWN) || !decides || silent(snapshot)) {
      return ExitCode.UNKNOWN;
    }
    return found.contains(Verdict.DEGRADED) ? ExitCode.DEGRADED : ExitCode.DONE;
  }

  private static Set<Verdict> found(Snapshot snapshot) {
    Set<Verdict> found = EnumSet.noneOf(Verdict.class);
    snapshot.state().verdicts().values().forEach(entry -> found.add(entry.verdict()));
    Fleet fleet = snapshot.fleet();
    fleet
        .deployments()
        .map(each -> new Subject.OfDeployment(each.service(), each.region()))
        .forEach(subject -> found.add(held(snapshot, subject)));
    fleet
        .regions()
        .values()
        .forEach(
            region ->
                region.nodes().keySet().stream()
                    .map(node -> new Subject.OfNode(region.name(), node))
                    .forEach(subject -> found.add(held(snapshot, subject))));
    return found;
  }

  private static Verdict held(Snapshot snapshot, Subject subject) {
    VerdictEntry entry = snapshot.state().verdicts().get(subject);
    return entry == null ? Verdict.UNKNOWN : entry.verdict();
  }

  /** Whether what is held is only remembered. */
  private static boolean silent(Snapshot snapshot) {
    return snapshot.fleet().regions().keySet().stream().allMatch(snapshot::silent);
  }
}
