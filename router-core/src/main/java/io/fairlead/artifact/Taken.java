package io.fairlead.artifact;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What a region takes of a version, one after the other. */
final class Taken implements Iterator<ArtifactObject> {
  private final PageCursor objects;
  private final Selector selector;
  private @Nullable ArtifactObject next;

  Taken(PageCursor objects, Selector selector) {
    this.objects = objects;
    this.selector = selector;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !objects.isAtEnd()) {
      ArtifactObject object = objects.take();
      next = selector.takes(object) ? object : null;
    }
    return next != null;
  }

  @Override
  public ArtifactObject next() {
    ArtifactObject here = hasNext() ? next : null;
    if (here == null) {
      throw new NoSuchElementException("no further object");
    }
    next = null;
    return here;
  }
}
