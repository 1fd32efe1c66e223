package io.fairlead.plan;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.journal.RegisterState;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything a decision may depend on; equal views give equal plans.
 *
 * @param now the tick's time, by the store's clock
 * @param epoch the register version that {@code state} was read at
 * @param state the register as read, with this tick's verdicts and damping already merged in
 * @param judgements this moment's judgements, fresh observations only
 * @param observations newest entry of each observer, as read
 * @param lag replication lag of the deployments whose services declare replication; a deployment
 *     that is absent is exempt
 */
public record View(
    Fleet fleet,
    Instant now,
    long epoch,
    RegisterState state,
    SortedMap<Subject, Judgement> judgements,
    SortedMap<String, Observation> observations,
    Current current,
    SortedMap<Subject.OfDeployment, List<Lag>> lag) {
  public View {
    judgements = Copies.sorted(judgements);
    observations = Copies.sorted(observations);
    lag = Copies.sorted(lag);
  }

  /** A view with the lag that its observations tell of. */
  public View(
      Fleet fleet,
      Instant now,
      long epoch,
      RegisterState state,
      SortedMap<Subject, Judgement> judgements,
      SortedMap<String, Observation> observations,
      Current current) {
    this(
        fleet,
        now,
        epoch,
        state,
        judgements,
        observations,
        current,
        Lag.of(fleet, observations, now));
  }
}
