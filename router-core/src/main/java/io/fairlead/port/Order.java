package io.fairlead.port;

import io.fairlead.journal.Step;
import java.time.Instant;

/**
 * One step to apply once.
 *
 * @param intentId whose step it is
 * @param notAfter the adapter compares its own clock with this right before it sends
 */
public record Order(String intentId, Step step, Instant notAfter) {}
