package io.fairlead.cycle;

import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.util.Optional;

/** One call made on a target and how it ended. */
public record AppliedStep(Order order, ApplyOutcome outcome) {
  /**
   * Why a target did not take an order.
   *
   * @param sentence for people
   */
  public record Trouble(Kind kind, String sentence) {}

  /** What follows from it. */
  public enum Kind {
    /** Nothing was changed, and repeating the call changes nothing about that: see to it. */
    REFUSED,
    /** Nothing was changed; the next tick may try again. */
    RETRY,
    /** Somebody else changed the target. */
    CONFLICT,
    /** Too late to send: nothing was changed. */
    EXPIRED,
    /** It may have taken effect: the next tick reads. */
    UNKNOWN
  }

  /** What the call was made on. */
  public TargetId target() {
    return switch (order.step()) {
      case Step.MoveAddress move -> new TargetId.Address(move.address());
      case Step.ChangeRecords change -> new TargetId.Zone(change.batch().zone());
      case Step.RaiseFlag raise -> new TargetId.Flag(raise.flag());
      case Step.LowerFlag lower -> new TargetId.Flag(lower.flag());
    };
  }

  /** Why it was not taken; empty = it was. */
  public Optional<Trouble> trouble() {
    return switch (outcome) {
      case ApplyOutcome.Accepted _ -> Optional.empty();
      case ApplyOutcome.Refused(String why, boolean again) ->
          Optional.of(new Trouble(again ? Kind.RETRY : Kind.REFUSED, why));
      case ApplyOutcome.Conflict(String found) -> Optional.of(new Trouble(Kind.CONFLICT, found));
      case ApplyOutcome.Expired _ ->
          Optional.of(new Trouble(Kind.EXPIRED, "its time was over before it was sent"));
      case ApplyOutcome.Unknown(String why) -> Optional.of(new Trouble(Kind.UNKNOWN, why));
    };
  }
}
