package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A version of a set whose pages can be read. Whatever reads them may throw {@link UnreadablePage}.
 *
 * @param pages reads the pages that its manifest pins
 */
public record Version(Published published, PageReader pages) {
  /** A version that is not signed yet, whose pointer is to what will be. */
  public static Version unsigned(Manifest manifest, PageReader pages) {
    Pointer pointer = Pointer.to(manifest.version(), SignedManifest.body(manifest));
    return new Version(new Published(pointer, manifest), pages);
  }

  /** Its manifest, the root of its pages. */
  public Manifest manifest() {
    return published.manifest();
  }

  /** Its objects, sorted by path, one page in memory at a time. */
  public PageCursor objects() {
    return new PageCursor(manifest().objects(), pages);
  }

  /** What a region takes, sorted by path. */
  public Iterator<ArtifactObject> taken(Selector selector) {
    return taken(selector, "");
  }

  /** The same from a path on; pages before it are not read. */
  public Iterator<ArtifactObject> taken(Selector selector, String from) {
    PageCursor objects = objects();
    objects.skipTo(from);
    return new Taken(objects, selector);
  }

  /** Does something with each object that a region takes. */
  public void each(Selector selector, Consumer<ArtifactObject> one) {
    taken(selector).forEachRemaining(one);
  }

  /** How many objects a region takes; every page is read unless it takes everything. */
  public int count(Selector selector) {
    if (selector instanceof Selector.All) {
      return manifest().objects().count();
    }
    int[] count = {0};
    each(selector, _ -> count[0]++);
    return count[0];
  }

  /** Everything of it that a store has but its signed root: pages and content. */
  public void blobs(Consumer<Blob> each) {
    blobs(new Selector.All(), each);
  }

  /** The same of what a region takes: all pages, and the content of its objects. */
  public void blobs(Selector selector, Consumer<Blob> each) {
    manifest().objects().blobs().forEach(each);
    manifest().deletions().tombstones().blobs().forEach(each);
    each(selector, object -> each.accept(object.blob()));
  }

  /** Its tombstones, of which there are not many. */
  public List<Tombstone> tombstones() {
    List<Tombstone> all = new ArrayList<>();
    manifest().deletions().tombstones().pages().forEach(page -> all.addAll(pages.tombstones(page)));
    return all;
  }
}
