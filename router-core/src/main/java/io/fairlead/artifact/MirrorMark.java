package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * What a region's store remembers beside the pointer of a set. It is written before the pointer is,
 * so that it differs from it only while a change is under way.
 *
 * @param floor the highest version that was ever begun there
 * @param selector what of the version is there
 * @param expires when that version should have been published anew
 * @param scrub how far the content has been read again
 */
public record MirrorMark(Floor floor, Selector selector, Instant expires, ScrubCursor scrub) {
  private static final String FORM = "fairlead-mirror/2";
  private static final int LINES = 6;

  public MirrorMark {
    if (floor.pointer() == null) {
      throw new IllegalArgumentException("a mark is of a version");
    }
  }

  /** Whether it is of this version, selected so. */
  public boolean isOf(Pointer pointer, Selector selection) {
    return pointer.equals(floor.pointer()) && selector.text().equals(selection.text());
  }

  /** The same after a step of a scrub. */
  public MirrorMark scrubbed(ScrubCursor next) {
    return new MirrorMark(floor, selector, expires, next);
  }

  /** The bytes that stores keep. */
  public byte[] encode() {
    Pointer pointer = floor.pointer();
    String line = pointer == null ? "" : new String(pointer.encode(), StandardCharsets.US_ASCII);
    return "%s\n%d\n%s%s\n%s\n%s\n"
        .formatted(FORM, floor.epoch(), line, expires, selector.text(), scrub.text())
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else, or of a newer build
   */
  public static MirrorMark decode(byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() != LINES || !lines.getFirst().equals(FORM)) {
      throw new IllegalArgumentException("expected a mark of replication in form " + FORM);
    }
    Pointer pointer = Pointer.decode((lines.get(2) + "\n").getBytes(StandardCharsets.US_ASCII));
    try {
      return new MirrorMark(
          new Floor(pointer, ManifestLines.number(lines.get(1), "epoch")),
          Selector.parse(lines.get(4)),
          Instant.parse(lines.get(3)),
          ScrubCursor.parse(lines.get(5)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a time in a mark, found " + lines.get(3), e);
    }
  }
}
