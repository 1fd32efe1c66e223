package io.fairlead.health;

import io.fairlead.fleet.Fleet;
import java.time.Instant;
import java.util.SortedMap;

/** Majorities: what the observations of this moment say of every subject. */
public final class Judge {
  private Judge() {}

  /**
   * Judges every region, deployment and node. Stale and blind observations do not count, and the
   * majority is of the observers that can reach the subject, not of those that answered.
   */
  public static SortedMap<Subject, Judgement> judge(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    throw new UnsupportedOperationException();
  }
}
