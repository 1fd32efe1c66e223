package io.fairlead.journal;

import java.time.Instant;

/** The guard's last refusal of a rule, kept so that the same refusal is journaled once. */
public record Refusal(String rule, String target, String limit, String found, Instant since) {}
