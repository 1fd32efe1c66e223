package io.fairlead.simulation;

import io.fairlead.cycle.IntentResolution.Circumstances;
import io.fairlead.cycle.SteerLogic;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Safety;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Vote;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentFinding;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState;
import io.fairlead.plan.Decision;
import io.fairlead.plan.View;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The decisions under test, watched: blind and stale votes, and that a decision can be repeated.
 */
final class AuditedLogic implements SteerLogic {
  private final World world;
  private final SteerLogic inner;

  AuditedLogic(World world, SteerLogic inner) {
    this.world = world;
    this.inner = inner;
  }

  @Override
  public SortedMap<Subject, Judgement> judge(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    SortedMap<Subject, Judgement> judged = inner.judge(fleet, observations, now);
    for (Judgement judgement : judged.values()) {
      for (Vote vote : judgement.votes()) {
        checkVote(fleet, judgement, vote, observations.get(vote.observer()), now);
      }
      checkMajority(judgement);
    }
    return judged;
  }

  private static void checkVote(
      Fleet fleet, Judgement judgement, Vote vote, @Nullable Observation entry, Instant now) {
    boolean says = vote.opinion() == Verdict.DOWN || vote.opinion() == Verdict.UP;
    boolean counts =
        entry != null
            && !entry.blind()
            && !entry.at().isBefore(now.minus(fleet.safety().freshness()));
    if (says && !counts) {
      throw new Violation(
          12, judgement.subject().text() + " counts " + vote + ", whose entry does not count");
    }
  }

  private static void checkMajority(Judgement judgement) {
    long votes = judgement.votes().stream().filter(vote -> vote.opinion() == Verdict.DOWN).count();
    boolean region = judgement.subject() instanceof Subject.OfDeployment;
    if (region && judgement.verdict() == Verdict.DOWN && 2 * votes <= judgement.votes().size()) {
      throw new Violation(12, judgement.subject().text() + " is Down by " + votes + " votes");
    }
    boolean alone =
        judgement.votes().stream()
            .filter(vote -> vote.opinion() == Verdict.UP || vote.opinion() == Verdict.DEGRADED)
            .allMatch(vote -> vote.observer().equals(judgement.subject().region()));
    if (region && judgement.verdict() == Verdict.UP && alone) {
      throw new Violation(12, judgement.subject().text() + " is Up by its own vote alone");
    }
  }

  @Override
  public SortedMap<Subject, VerdictEntry> merge(
      Safety safety,
      SortedMap<Subject, VerdictEntry> held,
      SortedMap<Subject, Judgement> judgements,
      Instant now) {
    return inner.merge(safety, held, judgements, now);
  }

  @Override
  public IntentFinding resolve(
      Intent intent, Reading<TargetState> reading, Circumstances circumstances) {
    return inner.resolve(intent, reading, circumstances);
  }

  @Override
  public Decision decide(View view) {
    Decision decision = inner.decide(view);
    world.audit().decided(decision);
    if (!decision.plan().actions().isEmpty() && !decision.equals(inner.decide(view))) {
      throw new Violation(24, "the same view gave another decision than " + decision.plan());
    }
    return decision;
  }

  @Override
  public RegisterState journal(
      RegisterState before, View view, Decision decision, String operation) {
    return inner.journal(before, view, decision, operation);
  }
}
