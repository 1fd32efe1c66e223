package io.fairlead.health;

import java.time.Duration;

/**
 * How a first failure is confirmed at once.
 *
 * @param refusedRepeats further attempts after a refusal, all of which must be refused too
 * @param attempts attempts in all after a timeout or failure, the first included
 * @param spacing between the starts of attempts, which may overlap
 * @param patience an attempt that is not over by then is in doubt, and the next one starts beside
 *     it
 */
public record Confirmation(int refusedRepeats, int attempts, Duration spacing, Duration patience) {}
