package io.fairlead.port;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import java.security.MessageDigest;

/**
 * Content that is what its name says, or ends in {@link WrongContent}: who reads it to the end has
 * the right bytes, and an endless one is cut at the length that was promised.
 */
public final class VerifiedStream implements BlobStream {
  private final Blob promised;
  private final BlobStream content;
  private final MessageDigest digest = ContentDigest.algorithm();
  private long length;

  /** Over some content, which is closed with it. */
  public VerifiedStream(Blob promised, BlobStream content) {
    this.promised = promised;
    this.content = content;
  }

  /**
   * Reads some bytes.
   *
   * @throws WrongContent at the end of other content, or past the length that was promised
   */
  @Override
  public int read(byte[] into) {
    int read = content.read(into);
    if (read >= 0) {
      length += read;
      if (length > promised.length()) {
        throw new WrongContent("it has more than its %d bytes".formatted(promised.length()));
      }
      digest.update(into, 0, read);
      return read;
    }
    if (length < promised.length()) {
      throw new WrongContent("it ends after %d of %d bytes".formatted(length, promised.length()));
    }
    ContentDigest found = ContentDigest.ended(digest);
    if (!found.equals(promised.digest())) {
      throw new WrongContent(
          "its SHA-256 begins with %s, not with %s"
              .formatted(found.brief(), promised.digest().brief()));
    }
    return -1;
  }

  @Override
  public void close() {
    content.close();
  }
}
