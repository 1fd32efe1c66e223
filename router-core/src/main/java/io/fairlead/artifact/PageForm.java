package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The canonical bytes of a page: equal entries give equal bytes, and no other bytes are read as
 * that page.
 *
 * @param <T> what its entries are
 */
public final class PageForm<T> {
  /** Pages of objects. */
  public static final PageForm<ArtifactObject> OBJECTS =
      new PageForm<>(new PageLine.OfObjects(), true);

  /** Pages of tombstones, among which a folder may follow a file of its name. */
  public static final PageForm<Tombstone> TOMBSTONES =
      new PageForm<>(new PageLine.OfTombstones(), false);

  private static final String END = "end\n";

  private final PageLine<T> line;
  private final boolean oneTree;

  private PageForm(PageLine<T> line, boolean oneTree) {
    this.line = line;
    this.oneTree = oneTree;
  }

  PageLine<T> line() {
    return line;
  }

  /** Whether no path may be both a file and a folder. */
  boolean isOneTree() {
    return oneTree;
  }

  /** Text of a page that entries are added to. */
  StringBuilder begun() {
    return new StringBuilder(line.form()).append('\n');
  }

  /** Bytes of a page that all entries were added to. */
  static byte[] ended(StringBuilder text) {
    return text.append(END).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a page of these entries, sorted by path. */
  public byte[] encode(List<T> entries) {
    StringBuilder text = begun();
    entries.forEach(entry -> line.write(text, entry));
    return ended(text);
  }

  /** What a root says of a page. */
  ManifestPage page(List<T> entries, byte[] encoded) {
    return new ManifestPage(
        new Blob(ContentDigest.of(encoded), encoded.length),
        entries.size(),
        entries.stream().mapToLong(line::bytes).sum(),
        line.path(entries.getFirst()),
        line.path(entries.getLast()));
  }

  /**
   * Reads a page.
   *
   * @param pinned what the signed root says of it
   * @throws IllegalArgumentException where these are other bytes, or not what the root says
   */
  public List<T> decode(ManifestPage pinned, byte[] bytes) {
    if (bytes.length != pinned.blob().length()) {
      throw new IllegalArgumentException(
          "%d bytes instead of %d".formatted(bytes.length, pinned.blob().length()));
    }
    if (!ContentDigest.of(bytes).equals(pinned.blob().digest())) {
      throw new IllegalArgumentException(
          "its SHA-256 does not begin with " + pinned.blob().digest().brief());
    }
    List<T> entries = entries(new String(bytes, StandardCharsets.UTF_8));
    if (!page(entries, bytes).equals(pinned) || !Arrays.equals(encode(entries), bytes)) {
      throw new IllegalArgumentException("it holds something else than its root says");
    }
    return entries;
  }

  private List<T> entries(String text) {
    List<T> entries = new ArrayList<>();
    int at = line.form().length() + 1;
    if (!text.startsWith(line.form() + "\n") || !text.endsWith("\n" + END)) {
      throw new IllegalArgumentException("expected a page in form " + line.form());
    }
    PathOrder order = new PathOrder(isOneTree());
    for (int end = text.indexOf('\n', at);
        at < text.length() - END.length();
        end = text.indexOf('\n', at)) {
      T entry = line.read(text.substring(at, end));
      order.next(line.path(entry));
      entries.add(entry);
      at = end + 1;
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("expected a page with entries");
    }
    return entries;
  }
}
