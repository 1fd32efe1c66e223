package io.fairlead.cycle;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;

/** One call made on a target and how it ended. */
public record AppliedStep(Order order, ApplyOutcome outcome) {}
