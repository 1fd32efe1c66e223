package io.fairlead.port;

/** Content that is read in pieces, so that no object is ever held whole. */
public interface BlobStream extends AutoCloseable {
  /**
   * Reads some bytes.
   *
   * @return how many were read, 1 or more; -1 at the end
   * @throws PortException where the rest cannot be had
   */
  int read(byte[] into);

  @Override
  void close();
}
