package io.fairlead.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One observer whose paths are clean for a minute and then all lose a third of all attempts. */
final class LossyRounds {
  private static final int CLEAN_ROUNDS = 30;
  private static final double LOSS = 0.33;

  private LossyRounds() {}

  /** How many targets were Down for a moment. */
  static int falls(Random random, int targets, int rounds) {
    TreeSet<ProbeTarget> all = new TreeSet<>();
    for (int index = 0; index < targets; index++) {
      all.add(new ProbeTarget(new Subject.OfNode("eu-west", "gw-" + index), "orders"));
    }
    SortedMap<ProbeTarget, TargetRecord> known = new TreeMap<>();
    TreeSet<ProbeTarget> fallen = new TreeSet<>();
    for (int round = 0; round < CLEAN_ROUNDS + rounds; round++) {
      Instant began = Sighting.NOW.plus(Fleets.PACE.interval().multipliedBy(round));
      double loss = round < CLEAN_ROUNDS ? 0 : LOSS;
      List<ProbeResult> results = new ArrayList<>();
      Opinions.confirmations(known, all, Fleets.PACE, began)
          .forEach(
              (target, confirmation) ->
                  results.add(probe(target, confirmation, began, random, loss)));
      known = Opinions.next(known, results, Fleets.PACE);
      for (Map.Entry<ProbeTarget, TargetRecord> entry : known.entrySet()) {
        if (entry.getValue().opinion() == Verdict.DOWN) {
          fallen.add(entry.getKey());
        }
      }
    }
    return fallen.size();
  }

  private static ProbeResult probe(
      ProbeTarget target, Confirmation confirmation, Instant began, Random random, double loss) {
    for (int attempt = 1; attempt <= confirmation.attempts(); attempt++) {
      if (random.nextDouble() >= loss) {
        return Results.passed(target, attempt, began);
      }
    }
    return Results.timedOut(target, confirmation.attempts(), began);
  }
}
