package io.fairlead.artifact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes over the objects of a version, sorted by path, and holds one page at a time. */
public final class PageCursor {
  private final List<ManifestPage> pages;
  private final PageReader reader;
  private List<ArtifactObject> open = List.of();
  private int next;
  private int at;

  PageCursor(PageList pages, PageReader reader) {
    this.pages = pages.pages();
    this.reader = reader;
  }

  /** Whether there is no further object. */
  public boolean isAtEnd() {
    return at == open.size() && next == pages.size();
  }

  /** Path of the next object, for which no page is read; there is one. */
  public String path() {
    return at < open.size() ? open.get(at).path() : pages.get(next).first();
  }

  /** The next object; there is one. */
  public ArtifactObject take() {
    if (at == open.size()) {
      open = reader.objects(pages.get(next++));
      at = 0;
    }
    return open.get(at++);
  }

  /** Goes on to the first object at a path or after it; pages before that are not read. */
  void skipTo(String from) {
    while (isBeforePage() && pages.get(next).last().compareTo(from) < 0) {
      next++;
    }
    while (!isAtEnd() && path().compareTo(from) < 0) {
      take();
    }
  }

  /** Gets what is at a path before and after; at least one is there. */
  interface Each {
    /** Answers whether to go on. */
    boolean pair(@Nullable ArtifactObject before, @Nullable ArtifactObject after);
  }

  /** Goes over two versions by path. Where wanted, pages of both are neither read nor told. */
  static void compare(PageCursor before, PageCursor after, boolean skipping, Each each) {
    boolean going = true;
    while (going && !(before.isAtEnd() && after.isAtEnd())) {
      if (skipping && before.isBeforeSamePage(after)) {
        before.next++;
        after.next++;
      } else {
        int order = order(before, after);
        going = each.pair(order <= 0 ? before.take() : null, order >= 0 ? after.take() : null);
      }
    }
  }

  /** Whose path comes first; below 0 = the one before. One at its end comes last. */
  private static int order(PageCursor before, PageCursor after) {
    if (before.isAtEnd()) {
      return 1;
    }
    return after.isAtEnd() ? -1 : before.path().compareTo(after.path());
  }

  /** Whether this and another one are before the same page, which neither has read. */
  private boolean isBeforeSamePage(PageCursor other) {
    return isBeforePage()
        && other.isBeforePage()
        && pages.get(next).blob().equals(other.pages.get(other.next).blob());
  }

  private boolean isBeforePage() {
    return at == open.size() && next < pages.size();
  }
}
