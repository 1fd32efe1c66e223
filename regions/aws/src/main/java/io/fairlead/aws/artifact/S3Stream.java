package io.fairlead.aws.artifact;

import io.fairlead.aws.client.ContentCalls;
import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import java.io.EOFException;
import java.io.IOException;
import software.amazon.awssdk.http.AbortableInputStream;

/** An object of S3 as it comes over the wire. */
final class S3Stream implements BlobStream {
  private final String name;
  private final AbortableInputStream body;

  /** Bytes that are still to come; less than 0 = it was not said how many come. */
  private long left;

  private boolean ended;

  S3Stream(String name, ContentCalls.Answer answer) {
    this.name = name;
    this.body = answer.content();
    this.left = answer.length();
  }

  @Override
  public int read(byte[] into) {
    try {
      int read = body.read(into);
      if (read < 0 && left > 0) {
        throw new EOFException("the answer broke off");
      }
      ended = read < 0;
      left -= read;
      return read;
    } catch (IOException e) {
      throw new PortException(name, "read", true, e);
    }
  }

  /** A connection with something left on it is cut: the rest may be long. */
  @Override
  @SuppressWarnings("EmptyCatch")
  public void close() {
    if (!ended) {
      body.abort();
      return;
    }
    try {
      body.close();
    } catch (IOException _) {
      // What was read is verified by its digest.
    }
  }
}
