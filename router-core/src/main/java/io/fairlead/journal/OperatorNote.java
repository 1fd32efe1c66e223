package io.fairlead.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something, why, and until when it holds.
 *
 * @param id unique for ever; becomes the id of the request and of the write
 * @param until when it ends by itself; null = when undone
 * @param epoch the register version it will be written as
 */
public record OperatorNote(
    String id, String by, String reason, Instant at, @Nullable Instant until, long epoch) {}
