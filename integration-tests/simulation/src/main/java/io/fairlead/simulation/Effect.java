package io.fairlead.simulation;

import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.port.Order;

/**
 * A change that really happened to a target.
 *
 * @param late it lay in the network, past the sender's checks
 */
record Effect(
    Runner by, Order order, TargetId target, TargetState before, TargetState after, boolean late) {
  String text() {
    return by.name()
        + (late ? " late " : " ")
        + order.intentId()
        + " "
        + target.text()
        + ": "
        + before.text()
        + " to "
        + after.text();
  }
}
