package io.fairlead.simulation;

import org.jspecify.annotations.Nullable;

/** Decides which call meets which fault. */
interface FaultPlan {
  /** No faults. */
  FaultPlan NONE = call -> null;

  @Nullable Fault of(Call call);
}
