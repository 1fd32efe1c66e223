package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts entries, which come sorted by path, into pages. Where a page begins is told by its first
 * path alone, so that what comes or goes changes the page that it is in and no other.
 */
final class PageMaker<T> {
  /** One path in so many begins a page. */
  private static final int SPACING = 256;

  /** Characters of a page at most: each is up to three bytes. */
  private static final int MAX_CHARACTERS = ManifestPage.MAX_LENGTH / 4;

  private final PageForm<T> form;
  private final Each each;
  private final PathOrder order;
  private final List<ManifestPage> made = new ArrayList<>();
  private List<T> entries = new ArrayList<>();
  private StringBuilder text;
  private int count;

  /** Gets each page as it is made. */
  interface Each {
    void made(ManifestPage page, byte[] bytes);
  }

  PageMaker(PageForm<T> form, Each each) {
    this.form = form;
    this.each = each;
    this.order = new PathOrder(form.isOneTree());
    this.text = form.begun();
  }

  /**
   * Adds an entry.
   *
   * @throws IllegalArgumentException where it must not follow the one before, or is one too many
   */
  void add(T entry) {
    String path = form.line().path(entry);
    order.next(path);
    if (++count > Manifest.MAX_OBJECTS) {
      throw new IllegalArgumentException(
          "a set has at most " + Manifest.MAX_OBJECTS + " objects, and more were found");
    }
    if (begins(path)
        || entries.size() == ManifestPage.MAX_COUNT
        || text.length() > MAX_CHARACTERS) {
      close();
    }
    entries.add(entry);
    form.line().write(text, entry);
  }

  /** Every page, in order. */
  PageList end() {
    close();
    return new PageList(made);
  }

  /** Whether a page begins with a path: the same in every version that has it. */
  static boolean begins(String path) {
    int mixed = path.hashCode();
    mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return Integer.remainderUnsigned(mixed ^ (mixed >>> 16), SPACING) == 0;
  }

  private void close() {
    if (entries.isEmpty()) {
      return;
    }
    byte[] bytes = PageForm.ended(text);
    ManifestPage page = form.page(entries, bytes);
    made.add(page);
    each.made(page, bytes);
    entries = new ArrayList<>();
    text = form.begun();
  }
}
