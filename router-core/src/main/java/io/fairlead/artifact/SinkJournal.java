package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a destination remembers beside the copies themselves.
 *
 * @param scrub how far the files have been read again; null = nothing was applied yet
 * @param intent the switch that was begun and not confirmed; null = none
 */
public record SinkJournal(Floor floor, @Nullable ScrubCursor scrub, @Nullable SwitchIntent intent) {
  /** A destination that nothing was ever brought to. */
  public static final SinkJournal NEW = new SinkJournal(Floor.NONE, null, null);

  private static final String FORM = "fairlead-sink/2";
  private static final String NONE = "-";

  /** The bytes that destinations keep. */
  public byte[] encode() {
    Pointer seen = floor.pointer();
    SwitchIntent open = intent;
    String text =
        "%s\n%d\n%s%s\n%s\n"
            .formatted(
                FORM,
                floor.epoch(),
                seen == null ? NONE + "\n" : ascii(seen),
                scrub == null ? NONE : scrub.text(),
                open == null
                    ? NONE
                    : (open.from() == null ? NONE : open.from())
                        + "\n"
                        + open.to()
                        + "\n"
                        + ascii(open.pointer()).strip());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else, or of a newer build
   */
  public static SinkJournal decode(byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() < 5 || !lines.getFirst().equals(FORM)) {
      throw new IllegalArgumentException("expected a journal of replication in form " + FORM);
    }
    Floor floor = new Floor(pointer(lines.get(2)), ManifestLines.number(lines.get(1), "epoch"));
    String cursor = lines.get(3);
    ScrubCursor scrub = cursor.equals(NONE) ? null : ScrubCursor.parse(cursor);
    if (lines.size() == 5) {
      return new SinkJournal(floor, scrub, null);
    }
    Pointer pointer = lines.size() == 7 ? pointer(lines.get(6)) : null;
    if (pointer == null) {
      throw new IllegalArgumentException("expected an intent of three lines in the journal");
    }
    String from = lines.get(4);
    return new SinkJournal(
        floor, scrub, new SwitchIntent(from.equals(NONE) ? null : from, lines.get(5), pointer));
  }

  private static String ascii(Pointer pointer) {
    return new String(pointer.encode(), StandardCharsets.US_ASCII);
  }

  private static @Nullable Pointer pointer(String line) {
    return line.equals(NONE)
        ? null
        : Pointer.decode((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
