package io.fairlead.cycle;

import io.fairlead.cycle.IntentResolution.Circumstances;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Safety;
import io.fairlead.health.Judge;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Verdicts;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentFinding;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState;
import io.fairlead.plan.Decision;
import io.fairlead.plan.NextState;
import io.fairlead.plan.View;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The pure decisions that a steer cycle strings together. A seam for tests only: they replace one
 * by a wrong one to prove that the suite notices.
 */
public interface SteerLogic {
  /** The decisions as they are. */
  SteerLogic REAL = new SteerLogic() {};

  /** Majorities of this moment. */
  default SortedMap<Subject, Judgement> judge(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    return Judge.judge(fleet, observations, now);
  }

  /** Held verdicts with this moment's merged in. */
  default SortedMap<Subject, VerdictEntry> merge(
      Safety safety,
      SortedMap<Subject, VerdictEntry> held,
      SortedMap<Subject, Judgement> judgements,
      Instant now) {
    return Verdicts.merge(safety, held, judgements, now);
  }

  /** How an open intent stands. */
  default IntentFinding resolve(
      Intent intent, Reading<TargetState> reading, Circumstances circumstances) {
    return IntentResolution.of(intent, reading, circumstances);
  }

  /** Plan and guard. */
  default Decision decide(View view) {
    return Decision.of(view);
  }

  /** The state that journals a decision. */
  default RegisterState journal(
      RegisterState before, View view, Decision decision, String operation) {
    return NextState.of(before, view, decision, operation);
  }
}
