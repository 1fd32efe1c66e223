package io.fairlead.lambda;

import java.time.Instant;

/**
 * One invocation of a function.
 *
 * @param began by the function's clock
 * @param until when every call must have ended, the log line included
 */
record Invocation(Instant began, Instant until) {}
