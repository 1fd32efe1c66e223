package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Content that was sealed once for each region that may read it, as stores and mirrors keep it. A
 * manifest pins these bytes; what is in them nobody else learns.
 *
 * @param boxes by region
 */
public record SealedEnvelope(SortedMap<String, Box> boxes) {
  /** Bytes that are sealed at most: certificates and keys have a few thousand. */
  public static final int MAX_CONTENT = 1 << 20;

  /** Bytes of an envelope at most; readers read no more. */
  public static final int MAX_BYTES = 128 << 20;

  private static final String FORM = "fairlead-sealed/1";
  private static final byte[] HEAD = (FORM + "\n").getBytes(StandardCharsets.US_ASCII);
  private static final int PARTS = 4;

  /**
   * What is for one region.
   *
   * @param keyId the region's key that wrapped the other
   * @param wrapped key, in base64
   * @param sealed content, in base64
   */
  public record Box(String keyId, String wrapped, String sealed) {}

  public SealedEnvelope {
    boxes = Collections.unmodifiableSortedMap(new TreeMap<>(boxes));
  }

  /** What is authenticated: a box that was moved to another set, path or region does not open. */
  public static byte[] authenticated(SetId id, String path, String region) {
    return String.join("\n", "fairlead-object/1", id.fleet(), id.set(), path, region)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes that tell whether some content is an envelope. */
  public static int headBytes() {
    return HEAD.length;
  }

  /** Whether content that begins so is an envelope. */
  public static boolean isOne(byte[] first) {
    return first.length >= HEAD.length && Arrays.equals(Arrays.copyOf(first, HEAD.length), HEAD);
  }

  /** The ids of the keys that it is sealed with, by region. */
  public SortedMap<String, String> keyIds() {
    SortedMap<String, String> ids = new TreeMap<>();
    boxes.forEach((region, box) -> ids.put(region, box.keyId()));
    return ids;
  }

  /** The bytes that stores keep. */
  public byte[] encode() {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    text.append("boxes ").append(boxes.size()).append('\n');
    boxes.forEach(
        (region, box) ->
            text.append(String.join(" ", region, box.keyId(), box.wrapped(), box.sealed()))
                .append('\n'));
    return text.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static SealedEnvelope decode(byte[] bytes) {
    ManifestLines lines = new ManifestLines(new String(bytes, StandardCharsets.UTF_8));
    lines.expect(FORM);
    SortedMap<String, Box> boxes = new TreeMap<>();
    for (List<String> parts : lines.list("boxes", line -> List.of(line.split(" ", -1)))) {
      if (parts.size() != PARTS) {
        throw new IllegalArgumentException("a box is region, key, wrapped key and content");
      }
      boxes.put(parts.getFirst(), new Box(parts.get(1), parts.get(2), parts.get(3)));
    }
    lines.expect("end");
    SealedEnvelope read = new SealedEnvelope(boxes);
    if (!Arrays.equals(read.encode(), bytes)) {
      throw new IllegalArgumentException("the sealed content is not written as this build does");
    }
    return read;
  }
}
