package io.fairlead.journal;

import io.fairlead.health.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a deployment out after a failover, and remembers how far its return is. An evacuation
 * latches every deployment of the group.
 *
 * @param reason why it left
 * @param by operator or {@code fairlead}
 * @param released an operator asked for its return
 * @param cleanSince since when it has been Up without a break; null = not Up
 * @param step ramp steps taken: 0 = still out, n = at the n-th percentage
 * @param stepSince when the step was taken
 */
public record Latch(
    Subject.OfDeployment where,
    Instant since,
    String reason,
    String by,
    boolean released,
    @Nullable Instant cleanSince,
    int step,
    Instant stepSince) {}
