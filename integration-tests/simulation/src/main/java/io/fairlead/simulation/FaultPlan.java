package io.fairlead.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides which call meets which fault. */
interface FaultPlan {
  /** No faults. */
  FaultPlan NONE =
      new FaultPlan() {
        @Override
        public @Nullable Fault of(Call call) {
          return null;
        }

        @Override
        public Instant quietUntil(Instant now) {
          return Instant.MAX;
        }
      };

  @Nullable Fault of(Call call);

  /** Until when no call of a world at rest meets a fault; a plan that cannot say says now. */
  default Instant quietUntil(Instant now) {
    return now;
  }
}
