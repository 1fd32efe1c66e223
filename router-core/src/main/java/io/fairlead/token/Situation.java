package io.fairlead.token;

import java.time.Instant;

/** When a token is asked about, and what failovers the journal tells of by then. */
public record Situation(Instant now, Takeovers takeovers) {}
