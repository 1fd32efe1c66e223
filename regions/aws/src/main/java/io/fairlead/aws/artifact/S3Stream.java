package io.fairlead.aws.artifact;

import io.fairlead.aws.wire.WireAnswer;
import io.fairlead.aws.wire.WireContent;
import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import java.io.IOException;

/** An object of S3 as it comes over the wire. */
final class S3Stream implements BlobStream {
  private final String name;
  private final WireContent body;

  S3Stream(String name, WireAnswer answer) {
    this.name = name;
    this.body = answer.content();
  }

  @Override
  public int read(byte[] into) {
    try {
      return body.read(into);
    } catch (IOException e) {
      throw new PortException(name, "read", true, e);
    }
  }

  @Override
  public void close() {
    body.close();
  }
}
