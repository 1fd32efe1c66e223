package io.fairlead.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one observer knows of one probe target; its streaks and loss counts live here, so that any
 * number of readers count a result once.
 *
 * @param opinion the observer's own view
 * @param passes consecutive passes
 * @param failures consecutive failures, after confirmation
 * @param recent outcomes of the last 20 attempts, newest in bit 0, 1 = lost
 * @param recentCount how many of these bits are filled, 0-20
 * @param loss attempts and losses of the last minute
 * @param firstFailure when the first attempt of the present failure began
 * @param lastBegan when the newest probe's first attempt began
 * @param last the newest result
 */
public record TargetRecord(
    Verdict opinion,
    int passes,
    int failures,
    int recent,
    int recentCount,
    LossWindow loss,
    @Nullable Instant firstFailure,
    Instant lastBegan,
    ProbeResult last) {}
