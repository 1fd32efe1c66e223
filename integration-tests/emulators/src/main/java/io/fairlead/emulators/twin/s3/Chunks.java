package io.fairlead.emulators.twin.s3;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes the body of a PUT out of its signed chunks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     calculations in chunks</a>
 */
final class Chunks {
  private static final int HEX = 16;

  private Chunks() {}

  static byte[] body(Request request) {
    return request.header("x-amz-content-sha256").startsWith("STREAMING-")
        ? joined(request.bytes())
        : request.bytes();
  }

  private static byte[] joined(byte[] raw) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = lineEnd(raw, at);
      String head = new String(raw, at, end - at, StandardCharsets.US_ASCII);
      int length = Integer.parseInt(head.split(";", 2)[0].strip(), HEX);
      if (length == 0) {
        return body.toByteArray();
      }
      body.write(raw, end + 2, length);
      at = end + 2 + length + 2;
    }
  }

  private static int lineEnd(byte[] raw, int from) {
    for (int i = from; i + 1 < raw.length; i++) {
      if (raw[i] == '\r' && raw[i + 1] == '\n') {
        return i;
      }
    }
    throw new Refusal(400, "IncompleteBody", "a chunk of the body does not end");
  }
}
