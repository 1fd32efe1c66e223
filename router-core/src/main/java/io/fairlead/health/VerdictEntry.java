package io.fairlead.health;

import java.time.Instant;

/**
 * A verdict as the register holds it.
 *
 * @param since when it became so
 * @param evidence the votes that made it so, for people
 * @param penalty damping penalty at {@code penaltyAt}; it decays by half-life
 */
public record VerdictEntry(
    Verdict verdict, Instant since, String evidence, int penalty, Instant penaltyAt) {}
