package io.fairlead.health;

import java.time.Duration;

/**
 * One observer's say on a subject.
 *
 * @param opinion Unknown when silent, stale or blind
 * @param age of its observation
 * @param detail for people, such as {@code 4/4 refused} or {@code silent}
 */
public record Vote(String observer, Verdict opinion, Duration age, String detail) {}
