package io.fairlead.simulation;

import io.fairlead.health.Observation;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.simulation.Ledger.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** No address moves away from a node that is Up, nor to one that is not. */
final class NodeRules {
  private final World world;

  NodeRules(World world) {
    this.world = world;
  }

  void check(Effect effect, Commit commit) {
    if (effect.late()
        || !(effect.target() instanceof TargetId.Address address)
        || !(effect.before() instanceof HeldBy(@Nullable String from))
        || !(effect.after() instanceof HeldBy(@Nullable String to))) {
      return;
    }
    String region = address.id().region();
    if (from != null && !asked(commit.state(), region) && wasUp(region, from, commit)) {
      throw new Violation(7, "left a node that its own observer says is Up: " + effect.text());
    }
    if (from != null && !asked(commit.state(), region) && !everFailed(region, from)) {
      throw new Violation(7, "left a node that nobody saw fail: " + effect.text());
    }
    if (to != null && isDown(region, to, commit)) {
      throw new Violation(7, "went to a node that is not Up: " + effect.text());
    }
  }

  /** Whether an operator wants something out of the region, or did so lately. */
  private static boolean asked(RegisterState state, String region) {
    return state.drains().keySet().stream().anyMatch(subject -> subject.contains(region))
        || state.requests().stream().anyMatch(request -> request.subject().contains(region))
        || state.history().stream()
            .anyMatch(line -> line.kind().equals("request") && line.subject().contains(region));
  }

  /** The entry that was there when the intent was journaled says Up, and it is fresh still. */
  private boolean wasUp(String region, String node, Commit commit) {
    return opinion(region, node, commit, Verdict.UP);
  }

  private boolean isDown(String region, String node, Commit commit) {
    return opinion(region, node, commit, Verdict.DOWN);
  }

  /** Whether every target of the node has had this opinion since before the intent. */
  private boolean opinion(String region, String node, Commit commit, Verdict opinion) {
    Observation entry = world.board().entry(region);
    Instant now = world.timeline().now();
    Duration interval = world.setting().fleet().safety().probe().interval();
    if (entry == null
        || entry.blind()
        || entry.at().isBefore(now.minus(world.setting().fleet().safety().freshness()))) {
      return false;
    }
    boolean any = false;
    for (Map.Entry<ProbeTarget, TargetRecord> one : entry.targets().entrySet()) {
      if (one.getKey().subject().equals(new Subject.OfNode(region, node))) {
        any = true;
        TargetRecord known = one.getValue();
        boolean since =
            opinion == Verdict.UP
                ? known.passes()
                    > intervals(commit.intent().createdAt(), now, interval)
                        + world.setting().fleet().safety().probe().rise()
                : known.failures() > intervals(commit.intent().createdAt(), now, interval) + 2;
        if (known.opinion() != opinion || !since) {
          return false;
        }
      }
    }
    return any;
  }

  private static long intervals(Instant from, Instant to, Duration interval) {
    return Duration.between(from, to).dividedBy(interval) + 1;
  }

  private boolean everFailed(String region, String node) {
    Instant bound = world.timeline().now().minus(Duration.ofMinutes(5));
    return world.runners().stream()
        .filter(runner -> runner.region().equals(region))
        .map(runner -> runner.eyes().lastFailure(new Subject.OfNode(region, node)))
        .anyMatch(at -> at != null && at.isAfter(bound));
  }
}
