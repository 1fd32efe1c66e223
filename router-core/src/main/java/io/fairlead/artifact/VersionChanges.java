package io.fairlead.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What a version that is to be published changes of the one before.
 *
 * @param burials what becomes of tombstones; null = there is no version before
 */
record VersionChanges(Difference difference, @Nullable Burials burials) {
  /**
   * Compares, page by page.
   *
   * @param next what its manifest is to be, but for tombstones
   */
  static VersionChanges of(@Nullable Version before, Manifest next, DraftPages content) {
    Difference.Draft draft = new Difference.Draft();
    PageCursor after = new PageCursor(next.objects(), content);
    if (before == null) {
      while (!after.isAtEnd()) {
        draft.added(after.take());
      }
      return new VersionChanges(draft.ended(), null);
    }
    Burials burials = new Burials(before);
    PageCursor.compare(
        before.objects(),
        after,
        true,
        (was, is) -> {
          if (is == null && was != null) {
            draft.removed(was);
            burials.gone(was.path());
          } else if (is != null && was == null) {
            draft.added(is);
            burials.back(is.path());
          } else if (is != null && !is.equals(was)) {
            draft.changed(is);
          }
          return true;
        });
    return new VersionChanges(draft.ended(), burials);
  }

  /** What is gone after it, in pages of their own. */
  Deletions deletions(Manifest next, DraftPages content) {
    int percent = next.deletions().percent();
    Burials dead = burials;
    if (dead == null) {
      return Deletions.none(percent);
    }
    PageList pages = content.buried(dead.ended(next.version()));
    return new Deletions(dead.since(), percent, pages);
  }
}
