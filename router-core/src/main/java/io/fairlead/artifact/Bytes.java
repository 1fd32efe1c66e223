package io.fairlead.artifact;

import java.util.Arrays;

/** Bytes that are gathered one after the other; the core has no streams of {@code java.io}. */
public final class Bytes {
  private byte[] held;
  private int length;

  /** None yet, with room for some. */
  public Bytes(int room) {
    held = new byte[Math.max(room, 1)];
  }

  /** How many there are. */
  public int length() {
    return length;
  }

  /** One more. */
  void add(byte one) {
    room(1);
    held[length++] = one;
  }

  /** The first of some more. */
  public void add(byte[] more, int count) {
    room(count);
    System.arraycopy(more, 0, held, length, count);
    length += count;
  }

  /** All of them. */
  public byte[] all() {
    return Arrays.copyOf(held, length);
  }

  private void room(int more) {
    if (length + more > held.length) {
      held = Arrays.copyOf(held, Math.max(2 * held.length, length + more));
    }
  }
}
