package io.fairlead.artifact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest's canonical bytes with their signatures, as stores keep it.
 *
 * @param body what was signed
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignedManifest(byte[] body, List<KeySignature> signatures) {
  /** Bytes of a signed manifest at most; readers read no more. */
  public static final int MAX_BYTES = 256 << 20;

  /** Signatures at most: two while a key is replaced, and some to spare. */
  private static final int MAX_SIGNATURES = 8;

  private static final int MAX_HEAD = 64;
  private static final Pattern HEAD = Pattern.compile("fairlead-signed/1 ([1-9][0-9]{0,8})");
  private static final Pattern LINE = Pattern.compile("signature ([^ ]+) ([^ ]+)");

  public SignedManifest {
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          "a manifest has 1 to " + MAX_SIGNATURES + " signatures, not " + signatures.size());
    }
  }

  /** The bytes that are signed. */
  public static byte[] body(Manifest manifest) {
    return ManifestText.encode(manifest);
  }

  /** The manifest, whose signatures somebody has verified. */
  Manifest manifest() {
    return ManifestText.decode(body);
  }

  /** The bytes that stores keep. */
  public byte[] encode() {
    StringBuilder tail = new StringBuilder();
    for (KeySignature each : signatures) {
      tail.append("signature %s %s\n".formatted(each.keyId(), each.base64()));
    }
    byte[] head =
        "fairlead-signed/1 %d\n".formatted(body.length).getBytes(StandardCharsets.US_ASCII);
    byte[] end = tail.toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + body.length + end.length)
        .put(head)
        .put(body)
        .put(end)
        .array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException naming what was expected
   */
  public static SignedManifest decode(byte[] bytes) {
    int headEnd = 0;
    while (headEnd < Math.min(bytes.length, MAX_HEAD) && bytes[headEnd] != '\n') {
      headEnd++;
    }
    Matcher head = HEAD.matcher(new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1));
    if (!head.matches() || headEnd + 1 + Long.parseLong(head.group(1)) > bytes.length) {
      throw new IllegalArgumentException(
          "expected a signed manifest, found something else or torn");
    }
    int bodyEnd = headEnd + 1 + Integer.parseInt(head.group(1));
    String tail = new String(bytes, bodyEnd, bytes.length - bodyEnd, StandardCharsets.ISO_8859_1);
    SignedManifest read =
        new SignedManifest(Arrays.copyOfRange(bytes, headEnd + 1, bodyEnd), signatures(tail));
    if (!Arrays.equals(read.encode(), bytes)) {
      throw new IllegalArgumentException(
          "the signatures are not written as this build writes them");
    }
    return read;
  }

  private static List<KeySignature> signatures(String tail) {
    List<KeySignature> signatures = new ArrayList<>();
    for (String line : tail.lines().limit(MAX_SIGNATURES + 1L).toList()) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("expected a signature after the manifest");
      }
      signatures.add(new KeySignature(parts.group(1), parts.group(2)));
    }
    return signatures;
  }
}
