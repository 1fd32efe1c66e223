package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which manifest of a set counts. It is not signed and nothing in it is believed: it tells which
 * manifest to look at, and the manifest's own signature and version decide.
 *
 * @param version 1 or more
 * @param digest of the signed manifest, signatures included
 * @param length bytes of the signed manifest, so that no reader reads more
 */
public record Pointer(long version, ContentDigest digest, int length) {
  private static final Pattern TEXT =
      Pattern.compile("fairlead-pointer/1 ([1-9][0-9]{0,17}) ([0-9a-f]{64}) ([1-9][0-9]{0,8})\n");

  private static final Pattern NAME = Pattern.compile("([0-9]{12,18})-([0-9a-f]{64})");

  public Pointer {
    if (version < 1 || length < 1 || length > SignedManifest.MAX_BYTES) {
      throw new IllegalArgumentException(
          "no pointer: version %d, %d bytes; a manifest has at most %d"
              .formatted(version, length, SignedManifest.MAX_BYTES));
    }
  }

  /** The pointer to a signed manifest. */
  public static Pointer to(long version, byte[] signed) {
    return new Pointer(version, ContentDigest.of(signed), signed.length);
  }

  /** The bytes that stores keep. */
  public byte[] encode() {
    return "fairlead-pointer/1 %d %s %d\n"
        .formatted(version, digest.hex(), length)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static Pointer decode(byte[] bytes) {
    Matcher parts = TEXT.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected a pointer as this build writes it, found " + bytes.length + " other bytes");
    }
    return new Pointer(
        Long.parseLong(parts.group(1)),
        new ContentDigest(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  /**
   * The pointer to a manifest that is kept under such a name; empty where it is none.
   *
   * @param length bytes that the manifest has there
   */
  public static Optional<Pointer> named(String name, long length) {
    Matcher parts = NAME.matcher(name);
    return parts.matches() && length > 0 && length <= SignedManifest.MAX_BYTES
        ? Optional.of(
            new Pointer(
                Long.parseLong(parts.group(1)),
                new ContentDigest(parts.group(2)),
                Math.toIntExact(length)))
        : Optional.empty();
  }

  /** A name that no other manifest of the set has. */
  public String name() {
    return "%012d-%s".formatted(version, digest.hex());
  }
}
