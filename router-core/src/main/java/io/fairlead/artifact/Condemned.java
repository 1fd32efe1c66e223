package io.fairlead.artifact;

/** What no version that is kept needs any more. */
public sealed interface Condemned {
  /** Bytes that it takes. */
  long length();

  /** On one line; equal things have equal texts. */
  String text();

  /** Some content. */
  record OfBlob(Blob blob) implements Condemned {
    @Override
    public long length() {
      return blob.length();
    }

    @Override
    public String text() {
      return "blob %s %d".formatted(blob.digest().hex(), blob.length());
    }
  }

  /** A manifest of a set. */
  record OfManifest(String set, Pointer pointer) implements Condemned {
    @Override
    public long length() {
      return pointer.length();
    }

    @Override
    public String text() {
      return "manifest %s %d %s %d"
          .formatted(set, pointer.version(), pointer.digest().hex(), pointer.length());
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Condemned parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length == 3 && parts[0].equals("blob")) {
      return new OfBlob(
          new Blob(new ContentDigest(parts[1]), ManifestLines.number(parts[2], "length")));
    }
    if (parts.length == 5 && parts[0].equals("manifest")) {
      return new OfManifest(
          parts[1],
          new Pointer(
              ManifestLines.number(parts[2], "version"),
              new ContentDigest(parts[3]),
              Math.toIntExact(ManifestLines.number(parts[4], "length"))));
    }
    throw new IllegalArgumentException("expected what is condemned, found '" + text + "'");
  }
}
