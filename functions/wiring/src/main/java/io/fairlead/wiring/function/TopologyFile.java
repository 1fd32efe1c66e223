package io.fairlead.wiring.function;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The file of a topology, where a cloud keeps it. */
public interface TopologyFile {
  /** For people: where it is. */
  String name();

  /**
   * Reads it.
   *
   * @param tag of what was read last; null = nothing was
   */
  Answer read(@Nullable String tag, Instant deadline);

  /** Another file in the same folder, by its name. */
  TopologyFile beside(String name);

  /** What was answered. */
  sealed interface Answer {
    /** Another file than the last one. */
    @SuppressWarnings("ArrayRecordComponent")
    record Newer(byte[] content, String tag) implements Answer {}

    /** Still the last one. */
    record Same() implements Answer {}

    /** Why it could not be read, in one sentence. */
    record Failed(String why) implements Answer {}
  }
}
