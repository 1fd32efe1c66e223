package io.fairlead.azure.artifact;

import com.azure.core.http.HttpResponse;
import io.fairlead.port.BlobStream;
import io.fairlead.port.PortException;
import java.io.IOException;
import java.io.InputStream;

/** A blob as it comes over the wire. */
final class AnsweredStream implements BlobStream {
  private final String name;
  private final HttpResponse answer;
  private final InputStream body;

  AnsweredStream(String name, HttpResponse answer) {
    this.name = name;
    this.answer = answer;
    this.body = answer.getBodyAsBinaryData().toStream();
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
  @SuppressWarnings("EmptyCatch")
  public void close() {
    try {
      body.close();
    } catch (IOException _) {
      // What was read is verified by its digest.
    }
    answer.close();
  }
}
