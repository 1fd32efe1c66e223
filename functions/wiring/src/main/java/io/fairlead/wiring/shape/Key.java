package io.fairlead.wiring.shape;

import org.jspecify.annotations.Nullable;

/**
 * One key of a section.
 *
 * @param required whether it must be there
 * @param otherwise what holds if it is absent, as it would be written; null = nothing
 * @param meaning one sentence for people
 */
public record Key(
    String name, Shape shape, boolean required, @Nullable String otherwise, String meaning) {
  /** A key that must be there. */
  public static Key required(String name, Shape shape, String meaning) {
    return new Key(name, shape, true, null, meaning);
  }

  /** A key that may be left out. */
  public static Key optional(String name, Shape shape, String meaning) {
    return new Key(name, shape, false, null, meaning);
  }

  /** A key that may be left out and then reads as something. */
  public static Key with(String name, Shape shape, Object otherwise, String meaning) {
    return new Key(name, shape, false, otherwise.toString(), meaning);
  }
}
