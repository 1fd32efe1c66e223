package io.fairlead.artifact;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pages of one kind, in the order of the paths in them; no two have a path in common. */
public record PageList(List<ManifestPage> pages) {
  /** No pages. */
  public static final PageList NONE = new PageList(List.of());

  public PageList {
    pages = List.copyOf(pages);
    for (int i = 1; i < pages.size(); i++) {
      if (pages.get(i - 1).last().compareTo(pages.get(i).first()) >= 0) {
        throw new IllegalArgumentException(
            "a page begins with '%s', and the one before ends with '%s'"
                .formatted(pages.get(i).first(), pages.get(i - 1).last()));
      }
    }
  }

  /** Entries of all pages. */
  public int count() {
    return Math.toIntExact(pages.stream().mapToLong(ManifestPage::count).sum());
  }

  /** Bytes of the content of all objects. */
  public long bytes() {
    return pages.stream().mapToLong(ManifestPage::bytes).sum();
  }

  /** The pages themselves, as content. */
  public Set<Blob> blobs() {
    Set<Blob> blobs = HashSet.newHashSet(pages.size());
    pages.forEach(page -> blobs.add(page.blob()));
    return blobs;
  }
}
