package io.fairlead.journal;

import java.time.Instant;

/**
 * One line of what happened.
 *
 * @param epoch register version it was written with
 * @param kind verdict, intent, confirmed, cancelled, conflict, refused, request, latch, ramp,
 *     takeover, freeze, topology, lost
 * @param subject the subject or target text
 * @param by operator or {@code fairlead}
 */
public record HistoryEntry(
    Instant at, long epoch, String kind, String subject, String text, String by) {}
