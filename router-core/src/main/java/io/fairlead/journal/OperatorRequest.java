package io.fairlead.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verb of an operator that the next tick carries out.
 *
 * @param verb failover or failback
 * @param to the region wanted; null = the plan's choice
 * @param acceptLoss go on although the copy in the new region is behind
 */
public record OperatorRequest(
    String id,
    String verb,
    String subject,
    @Nullable String to,
    boolean acceptLoss,
    String reason,
    String by,
    Instant at) {}
