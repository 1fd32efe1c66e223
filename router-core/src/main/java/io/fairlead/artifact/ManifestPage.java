package io.fairlead.artifact;

/**
 * A page of a manifest as the signed root pins it: its bytes by length and SHA-256, and what they
 * hold. Pages of one kind follow each other by path, so that none can stand in another's place.
 *
 * @param blob the page itself, 1 byte to {@link #MAX_LENGTH}
 * @param count entries, 1 to {@link #MAX_COUNT}
 * @param bytes of the content of its objects; 0 for tombstones
 * @param first path of its first entry
 * @param last path of its last one; the same where there is one entry
 */
public record ManifestPage(Blob blob, int count, long bytes, String first, String last) {
  /** Entries of a page at most. */
  public static final int MAX_COUNT = 1024;

  /** Bytes of a page at most; readers read no more. */
  public static final int MAX_LENGTH = 256 << 10;

  public ManifestPage {
    int order = first.compareTo(last);
    if (blob.length() < 1 || blob.length() > MAX_LENGTH || count < 1 || count > MAX_COUNT) {
      throw new IllegalArgumentException(
          "a page has 1 to %d entries in at most %d bytes, not %d in %d"
              .formatted(MAX_COUNT, MAX_LENGTH, count, blob.length()));
    }
    if (bytes < 0 || order > 0 || (order == 0) != (count == 1)) {
      throw new IllegalArgumentException(
          "a page of %d entries from '%s' to '%s'".formatted(count, first, last));
    }
  }
}
