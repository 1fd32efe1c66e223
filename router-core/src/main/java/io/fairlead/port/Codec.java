package io.fairlead.port;

/**
 * Turns a value into bytes and back; equal values give equal bytes.
 *
 * @param <T> the value
 */
public interface Codec<T> {
  /** The bytes of a value. */
  byte[] encode(T value);

  /**
   * The value of bytes.
   *
   * @throws IllegalArgumentException naming what was expected and found, when they are no such
   *     value
   */
  T decode(byte[] bytes);
}
