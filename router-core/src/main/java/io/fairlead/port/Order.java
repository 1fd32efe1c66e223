package io.fairlead.port;

import io.fairlead.journal.Step;
import java.time.Instant;

/**
 * One step to apply once.
 *
 * @param intentId whose step it is
 * @param notAfter by the stores' clock: the adapter compares its own, corrected by what the stores
 *     answered, right before it sends
 */
public record Order(String intentId, Step step, Instant notAfter) {}
