package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of a manifest, which are signed: equal manifests give equal bytes, and no
 * other bytes are read as that manifest.
 */
final class ManifestText {
  private static final String FORM = "fairlead-manifest/2";
  private static final String NONE = "-";
  private static final int PAGE_FIELDS = 5;

  private ManifestText() {}

  static byte[] encode(Manifest manifest) {
    Edition edition = manifest.edition();
    Deletions deletions = manifest.deletions();
    StringBuilder text = new StringBuilder(FORM).append('\n');
    line(text, "fleet", manifest.id().fleet());
    line(text, "set", manifest.id().set());
    line(text, "version", edition.version());
    line(text, "master", edition.master());
    line(text, "epoch", edition.epoch());
    line(text, "parent", parent(edition.parent()));
    line(text, "created", edition.created());
    line(text, "expires", edition.expires());
    line(text, "by", manifest.note().by());
    line(text, "reason", manifest.note().reason());
    line(text, "scope", manifest.scope().size());
    manifest.scope().forEach(region -> text.append(region).append('\n'));
    line(text, "deletions", deletions.since() + " " + deletions.percent());
    pages(text, "tombstones", deletions.tombstones());
    pages(text, "objects", manifest.objects());
    return text.append("end\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException naming what was expected and found
   */
  static Manifest decode(byte[] bytes) {
    ManifestLines lines = new ManifestLines(new String(bytes, StandardCharsets.UTF_8));
    lines.expect(FORM);
    SetId id = new SetId(lines.value("fleet"), lines.value("set"));
    Edition edition =
        new Edition(
            lines.number("version"),
            lines.value("master"),
            lines.number("epoch"),
            parent(lines.value("parent")),
            lines.time("created"),
            lines.time("expires"));
    Note note = new Note(lines.value("by"), lines.value("reason"));
    List<String> scope = lines.list("scope", line -> line);
    Manifest manifest =
        new Manifest(id, edition, note, scope, deletions(lines), pages(lines, "objects"));
    lines.expect("end");
    if (!Arrays.equals(encode(manifest), bytes)) {
      throw new IllegalArgumentException("the manifest is not written as it is signed");
    }
    return manifest;
  }

  private static Deletions deletions(ManifestLines lines) {
    String[] bounds = lines.fields(lines.value("deletions"), 2);
    return new Deletions(
        ManifestLines.number(bounds[0], "version"),
        Math.toIntExact(ManifestLines.number(bounds[1], "percentage")),
        pages(lines, "tombstones"));
  }

  private static void pages(StringBuilder text, String key, PageList list) {
    line(text, key, list.pages().size());
    for (ManifestPage page : list.pages()) {
      text.append(page.blob().digest().hex()).append(' ').append(page.blob().length());
      text.append(' ').append(page.count()).append(' ').append(page.bytes());
      text.append(' ').append(page.first()).append('\t').append(page.last()).append('\n');
    }
  }

  private static PageList pages(ManifestLines lines, String key) {
    return new PageList(lines.list(key, ManifestText::page));
  }

  private static ManifestPage page(String line) {
    String[] parts = line.split(" ", PAGE_FIELDS);
    int tab = parts[parts.length - 1].indexOf('\t');
    if (parts.length != PAGE_FIELDS || tab < 0) {
      throw new IllegalArgumentException(
          "a page is digest, length, entries, bytes, first and last path, not '" + line + "'");
    }
    return new ManifestPage(
        new Blob(new ContentDigest(parts[0]), ManifestLines.number(parts[1], "length")),
        Math.toIntExact(ManifestLines.number(parts[2], "count")),
        ManifestLines.number(parts[3], "number of bytes"),
        parts[4].substring(0, tab),
        parts[4].substring(tab + 1));
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
      throw new IllegalArgumentException(
          "a parent is version, digest and length, not '" + text + "'");
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
