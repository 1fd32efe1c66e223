package io.fairlead.artifact;

/**
 * Some content, named by what it is.
 *
 * @param length bytes, 0 to {@link #MAX_LENGTH}
 */
public record Blob(ContentDigest digest, long length) {
  /** What one upload to any of the stores may have: S3 takes 5 GiB at once. */
  public static final long MAX_LENGTH = 5L << 30;

  public Blob {
    if (length < 0 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "an object has 0 to " + MAX_LENGTH + " bytes, not " + length);
    }
  }
}
