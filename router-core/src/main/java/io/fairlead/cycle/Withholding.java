package io.fairlead.cycle;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.journal.Hold;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.Action;
import io.fairlead.plan.Decision;
import io.fairlead.plan.GuardDecision;
import io.fairlead.plan.GuardDecision.Kind;
import io.fairlead.port.EvacuationFlags.Flags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Freeze and mode observe: a decision is still made and shown, and nothing of it is approved. */
final class Withholding {
  private Withholding() {}

  /** Why everything is frozen, by the register or by a freeze object in a flag store. */
  static Optional<String> freeze(RegisterState state, Flags flags, Instant now) {
    Hold hold = state.freeze();
    if (hold != null && hold.activeAt(now)) {
      return Optional.of(hold.reason() + " (by " + hold.by() + ")");
    }
    return flags.frozen() ? Optional.of("freeze object " + flags.freeze()) : Optional.empty();
  }

  /** The decision as it may be carried out. */
  static Decision of(Fleet fleet, Optional<String> freeze, Decision decision) {
    if (fleet.mode() == Mode.ACT && freeze.isEmpty()) {
      return decision;
    }
    GuardDecision guard = decision.guard();
    Kind kind = guard.kind() == Kind.PANIC && fleet.mode() == Mode.ACT ? Kind.PANIC : Kind.REFUSED;
    GuardDecision none =
        new GuardDecision(kind, guard.results(), List.of(), decision.plan().actions());
    return new Decision(decision.plan(), none, decision.withheld());
  }

  /** The decision with fewer actions approved. */
  static Decision approving(Decision decision, List<Action> approved) {
    GuardDecision guard = decision.guard();
    GuardDecision fewer =
        new GuardDecision(guard.kind(), guard.results(), approved, guard.refused());
    return new Decision(decision.plan(), fewer, decision.withheld());
  }
}
