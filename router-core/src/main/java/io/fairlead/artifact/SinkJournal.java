package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a destination remembers beside the copies themselves.
 *
 * @param intent the switch that was begun and not confirmed; null = none
 */
public record SinkJournal(Floor floor, @Nullable SwitchIntent intent) {
  /** A destination that nothing was ever brought to. */
  public static final SinkJournal NEW = new SinkJournal(Floor.NONE, null);

  private static final String FORM = "fairlead-sink/1";
  private static final String NONE = "-";

  /** The bytes that destinations keep. */
  public byte[] encode() {
    Pointer seen = floor.pointer();
    SwitchIntent open = intent;
    String text =
        "%s\n%d\n%s%s\n"
            .formatted(
                FORM,
                floor.epoch(),
                seen == null ? NONE + "\n" : ascii(seen),
                open == null
                    ? NONE
                    : (open.from() == null ? NONE : open.from())
                        + "\n"
                        + open.to()
                        + "\n"
                        + ascii(open.pointer()).strip());
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else, or of a newer build
   */
  public static SinkJournal decode(byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
    if (lines.size() < 4 || !lines.getFirst().equals(FORM)) {
      throw new IllegalArgumentException("expected a journal of replication in form " + FORM);
    }
    Floor floor = new Floor(pointer(lines.get(2)), ManifestLines.number(lines.get(1), "epoch"));
    if (lines.size() == 4) {
      return new SinkJournal(floor, null);
    }
    Pointer pointer = lines.size() == 6 ? pointer(lines.get(5)) : null;
    if (pointer == null) {
      throw new IllegalArgumentException("expected an intent of three lines in the journal");
    }
    String from = lines.get(3);
    return new SinkJournal(
        floor, new SwitchIntent(from.equals(NONE) ? null : from, lines.get(4), pointer));
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
