package io.fairlead.local.artifact;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Selector;
import io.fairlead.port.ArtifactSink.Slot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands beside the files of a slot: its pointer, its selection, its signed manifest. */
final class SlotHeader {
  private SlotHeader() {}

  static byte[] encode(Slot slot) {
    byte[] pointer = slot.pointer().encode();
    byte[] selector = (slot.selector().text() + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(pointer.length + selector.length + slot.signed().length)
        .put(pointer)
        .put(selector)
        .put(slot.signed())
        .array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static Slot decode(String name, byte[] bytes) {
    int first = end(bytes, 0);
    int second = end(bytes, first);
    return new Slot(
        name,
        Pointer.decode(Arrays.copyOf(bytes, first)),
        Arrays.copyOfRange(bytes, second, bytes.length),
        Selector.parse(new String(bytes, first, second - first - 1, StandardCharsets.UTF_8)));
  }

  /** A slot of which nothing can be believed but its name. */
  static Slot unknown(String name) {
    byte[] nothing = new byte[0];
    return new Slot(
        name, new Pointer(1, ContentDigest.of(nothing), 1), nothing, new Selector.All());
  }

  private static int end(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    throw new IllegalArgumentException("the header of a slot ends too early");
  }
}
