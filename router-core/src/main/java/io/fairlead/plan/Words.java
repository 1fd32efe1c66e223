package io.fairlead.plan;

import io.fairlead.health.Verdict;

/** Verdicts as people read them. */
final class Words {
  private Words() {}

  static String of(Verdict verdict) {
    return switch (verdict) {
      case UP -> "Up";
      case DOWN -> "Down";
      case DEGRADED -> "Degraded";
      case UNKNOWN -> "Unknown";
    };
  }
}
