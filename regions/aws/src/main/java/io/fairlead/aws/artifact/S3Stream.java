package io.fairlead.aws.artifact;

import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object of S3 as it comes over the wire. */
final class S3Stream implements BlobStream {
  private final String name;
  private final ResponseInputStream<GetObjectResponse> body;
  private boolean ended;

  S3Stream(String name, ResponseInputStream<GetObjectResponse> body) {
    this.name = name;
    this.body = body;
  }

  @Override
  public int read(byte[] into) {
    try {
      int read = body.read(into);
      ended = read < 0;
      return read;
    } catch (IOException | SdkException e) {
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
