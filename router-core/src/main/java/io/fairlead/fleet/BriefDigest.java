package io.fairlead.fleet;

/** A topology digest as people read it; programs read the whole one. */
public final class BriefDigest {
  private static final int DIGITS = 6;

  private BriefDigest() {}

  /** Its first six digits, as in {@code 9f3c12}. */
  public static String of(String digest) {
    return digest.substring(0, Math.min(DIGITS, digest.length()));
  }
}
