package io.fairlead.artifact;

import java.util.List;

/** How an entry of a page is written on one line. */
interface PageLine<T> {
  /** The first line of a page of such entries. */
  String form();

  String path(T entry);

  /** Bytes of its content. */
  long bytes(T entry);

  void write(StringBuilder text, T entry);

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  T read(String line);

  /** Digest, length, kind, tags and path of an object. */
  record OfObjects() implements PageLine<ArtifactObject> {
    private static final String NONE = "-";
    private static final int FIELDS = 5;

    @Override
    public String form() {
      return "fairlead-objects/1";
    }

    @Override
    public String path(ArtifactObject object) {
      return object.path();
    }

    @Override
    public long bytes(ArtifactObject object) {
      return object.blob().length();
    }

    @Override
    public void write(StringBuilder text, ArtifactObject object) {
      text.append(object.blob().digest().hex()).append(' ').append(object.blob().length());
      text.append(' ').append(object.kind().word()).append(' ');
      text.append(object.tags().isEmpty() ? NONE : String.join(",", object.tags()));
      text.append(' ').append(object.path()).append('\n');
    }

    @Override
    public ArtifactObject read(String line) {
      String[] parts = line.split(" ", FIELDS);
      if (parts.length != FIELDS) {
        throw new IllegalArgumentException(
            "an object is digest, length, kind, tags and path, not '" + line + "'");
      }
      return new ArtifactObject(
          parts[4],
          new Blob(new ContentDigest(parts[0]), ManifestLines.number(parts[1], "length")),
          ArtifactKind.parse(parts[2]),
          parts[3].equals(NONE) ? List.of() : List.of(parts[3].split(",", -1)));
    }
  }

  /** Version and path of a tombstone. */
  record OfTombstones() implements PageLine<Tombstone> {
    @Override
    public String form() {
      return "fairlead-tombstones/1";
    }

    @Override
    public String path(Tombstone tombstone) {
      return tombstone.path();
    }

    @Override
    public long bytes(Tombstone tombstone) {
      return 0;
    }

    @Override
    public void write(StringBuilder text, Tombstone tombstone) {
      text.append(tombstone.version()).append(' ').append(tombstone.path()).append('\n');
    }

    @Override
    public Tombstone read(String line) {
      String[] parts = line.split(" ", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException(
            "a tombstone is a version and a path, not '" + line + "'");
      }
      return new Tombstone(parts[1], ManifestLines.number(parts[0], "version"));
    }
  }
}
