package io.fairlead.quorum;

import java.util.Arrays;

/**
 * The register's value as it is agreed on: each change raises the version by one and leaves the id
 * of the operation that made it, so that a repeat is recognised.
 *
 * @param version 0 = nothing was ever written
 * @param operation unique to one value; repeated only with that value
 */
@SuppressWarnings("ArrayRecordComponent")
public record Stamped(long version, String operation, byte[] bytes) {
  /** The register before its first change. */
  public static final Stamped NOTHING = new Stamped(0, "", new byte[0]);

  /**
   * Largest value in bytes: what every store takes in one item, with room for the stamp; the least
   * is DynamoDB's 400 KB.
   */
  public static final int MAX_BYTES = 256 * 1024;

  /** Longest operation id in characters. */
  public static final int MAX_OPERATION = 256;

  public Stamped {
    if (version < 0) {
      throw new IllegalArgumentException("version " + version + " is below 0");
    }
    if (operation.length() > MAX_OPERATION) {
      throw new IllegalArgumentException(
          "operation id of " + operation.length() + " characters exceeds " + MAX_OPERATION);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(tooLarge(bytes.length));
    }
  }

  /** The value that an operation makes of this one. */
  public Stamped next(String operation, byte[] bytes) {
    return new Stamped(version + 1, operation, bytes);
  }

  /** Whether an operation on version {@code expected} made this value. */
  public boolean madeBy(String operation, long expected) {
    return version == expected + 1 && this.operation.equals(operation);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stamped(long v, String o, byte[] b)
        && version == v
        && operation.equals(o)
        && Arrays.equals(bytes, b);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(version) * 31 + operation.hashCode();
  }

  @Override
  public String toString() {
    return "version " + version + " by '" + operation + "' (" + bytes.length + " bytes)";
  }

  /** The sentence for a value over {@link #MAX_BYTES}. */
  static String tooLarge(int length) {
    return "the register's value has "
        + length
        + " bytes, at most "
        + MAX_BYTES
        + " are allowed: nothing was written";
  }
}
