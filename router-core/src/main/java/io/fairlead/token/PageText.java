package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Edition;
import io.fairlead.artifact.ManifestLines;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of a page, which are signed: equal pages give equal bytes, and no other bytes
 * are read as that page.
 */
public final class PageText {
  private static final String FORM = "fairlead-tokens/1";
  private static final String NONE = "-";
  private static final int GRANT_FIELDS = 5;

  private PageText() {}

  /** The bytes that are signed. */
  public static byte[] encode(TokenPage page) {
    Edition edition = page.edition();
    StringBuilder text = new StringBuilder(FORM).append('\n');
    line(text, "row", page.id().text());
    line(text, "version", edition.version());
    line(text, "epoch", edition.epoch());
    line(text, "parent", parent(edition.parent()));
    line(text, "created", edition.created());
    line(text, "expires", edition.expires());
    line(text, "base", page.position().base());
    line(text, "source", page.position().source());
    line(text, "by", page.note().by());
    line(text, "reason", page.note().reason());
    line(text, "keys", page.keys().size());
    page.keys()
        .forEach(
            key -> text.append("%s %s %s\n".formatted(key.region(), key.keyId(), key.base64())));
    line(text, "revocations", page.revocations().size());
    page.revocations()
        .forEach(
            each ->
                text.append(each.id().hex())
                    .append(' ')
                    .append(each.expires().getEpochSecond())
                    .append('\n'));
    line(text, "grants", page.grants().size());
    page.grants().forEach(each -> grant(text, each));
    return text.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param id the row that it should be of
   * @throws IllegalArgumentException naming what was expected and found
   */
  static TokenPage decode(byte[] bytes, FeedId id) {
    ManifestLines lines = new ManifestLines(new String(bytes, StandardCharsets.UTF_8));
    lines.expect(FORM);
    lines.expect("row " + id.text());
    Edition edition =
        new Edition(
            lines.number("version"),
            id.home(),
            lines.number("epoch"),
            parent(lines.value("parent")),
            lines.time("created"),
            lines.time("expires"));
    TokenPage page =
        new TokenPage(
            id,
            edition,
            new PagePosition(lines.number("base"), lines.number("source")),
            new Note(lines.value("by"), lines.value("reason")),
            lines.list("keys", PageText::key),
            lines.list("revocations", PageText::revocation),
            lines.list("grants", line -> grant(line, id.home())));
    lines.expect("end");
    if (!Arrays.equals(encode(page), bytes)) {
      throw new IllegalArgumentException("the page is not written as it is signed");
    }
    return page;
  }

  private static WrappedKey key(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a key is region, key and wrapped key");
    }
    return new WrappedKey(parts[0], parts[1], parts[2]);
  }

  private static Revocation revocation(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a revocation is an id and a time");
    }
    return new Revocation(
        new TokenId(parts[0]),
        Instant.ofEpochSecond(ManifestLines.number(parts[1], "time in seconds")));
  }

  private static void grant(StringBuilder text, SealedGrant sealed) {
    text.append(sealed.grant().text());
    sealed
        .boxes()
        .forEach((region, box) -> text.append(' ').append(region).append(':').append(box));
    text.append('\n');
  }

  private static SealedGrant grant(String line, String home) {
    String[] fields = line.split(" ", -1);
    if (fields.length < GRANT_FIELDS) {
      throw new IllegalArgumentException("a grant is id, two times, class, regions and boxes");
    }
    SortedMap<String, String> boxes = new TreeMap<>();
    for (int i = GRANT_FIELDS; i < fields.length; i++) {
      int colon = fields[i].indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("a box is a region and what is sealed for it");
      }
      boxes.put(fields[i].substring(0, colon), fields[i].substring(colon + 1));
    }
    return new SealedGrant(TokenGrant.parse(home, fields), boxes);
  }

  private static String parent(@Nullable Pointer parent) {
    return parent == null
        ? NONE
        : parent.version() + " " + parent.digest().hex() + " " + parent.length();
  }

  private static @Nullable Pointer parent(String text) {
    if (text.equals(NONE)) {
      return null;
    }
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a parent is version, digest and length");
    }
    return new Pointer(
        ManifestLines.number(parts[0], "version"),
        new ContentDigest(parts[1]),
        Math.toIntExact(ManifestLines.number(parts[2], "length")));
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(' ').append(value).append('\n');
  }
}
