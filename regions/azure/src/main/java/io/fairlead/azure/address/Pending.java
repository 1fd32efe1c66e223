package io.fairlead.azure.address;

import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.util.Optional;

/** An order on its way: told already, or a change of a carrier that is to be written. */
sealed interface Pending {
  /** Nothing is to be written. */
  record Told(ApplyOutcome outcome) implements Pending {}

  /**
   * A change of what holds, or is to hold, the address.
   *
   * @param at where the address is taken off or put on
   */
  record Change(Order order, Step.MoveAddress step, PublicIp address, Attachment at)
      implements Pending {
    /** Changes the carrier as read; empty = it is changed. */
    Optional<ApplyOutcome> on(Carrier carrier) {
      if (step.to() != null) {
        return carrier
            .hold(address.id(), at)
            .map(why -> new ApplyOutcome.Refused("not put on: " + why, false));
      }
      String gone = address.id().name() + " left " + at.carrier().name() + " meanwhile";
      return carrier.release(address.id(), at)
          ? Optional.empty()
          : Optional.of(new ApplyOutcome.Refused(gone, true));
    }
  }
}
