package io.fairlead.plan;

import io.fairlead.traffic.ZoneDigest;

/** Names plans by what they say. */
final class PlanIds {
  private static final int DIGITS = 16;

  private PlanIds() {}

  /** The same plan with its id: hex SHA-256 of its canonical text, first 16 digits. */
  static Plan identified(Plan plan) {
    String id = ZoneDigest.sha256(PlanText.of(plan)).substring(0, DIGITS);
    return new Plan(
        id,
        plan.observedAt(),
        plan.epoch(),
        plan.actions(),
        plan.notes(),
        plan.unreadable(),
        plan.load(),
        plan.overflow());
  }
}
