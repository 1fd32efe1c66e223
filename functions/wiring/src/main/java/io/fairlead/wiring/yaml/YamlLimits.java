package io.fairlead.wiring.yaml;

/** Bounds of what is read: a file beyond them is refused before it costs time or memory. */
public final class YamlLimits {
  /** The longest file, in bytes. */
  public static final int BYTES = 1 << 20;

  /** The deepest nesting of lists and sections. */
  public static final int DEPTH = 32;

  /** The most values, with those that aliases repeat. */
  public static final int NODES = 50_000;

  /** The most uses of aliases. */
  public static final int ALIASES = 100;

  private YamlLimits() {}
}
