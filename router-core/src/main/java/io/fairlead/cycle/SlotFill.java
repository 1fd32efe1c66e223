package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes over what a slot should hold, what it holds already and what readers see now, all by path,
 * and tells what is missing.
 */
final class SlotFill {
  private final Version version;
  private final Selector selector;
  private final @Nullable String shown;
  private final Iterator<ArtifactObject> wanted;
  private Iterator<ArtifactObject> seen;
  private @Nullable ArtifactObject next;
  private @Nullable ArtifactObject nextSeen;
  private Function<String, Optional<String>> remove = _ -> Optional.empty();
  private Predicate<Missing> missing = _ -> true;
  private Optional<String> failed = Optional.empty();
  private boolean going = true;
  private int right;

  /**
   * An object that the slot lacks.
   *
   * @param isShown whether readers should see the same at its path now
   */
  record Missing(ArtifactObject object, boolean isShown) {}

  /**
   * Of a version, as a region takes it.
   *
   * @param from slot that readers see now, and what it holds; null = nothing of use
   */
  SlotFill(Version version, Selector selector, @Nullable From from) {
    this.version = version;
    this.selector = selector;
    this.shown = from == null ? null : from.slot();
    this.wanted = version.taken(selector);
    this.seen =
        from == null
            ? Collections.emptyIterator()
            : from.applied().version().taken(from.applied().selector());
    this.next = after(wanted);
  }

  /** What readers see now: where a file that is the same there can be taken from. */
  record From(String slot, ReplicationPlan.Applied applied) {}

  /**
   * Before the first file.
   *
   * @param removing takes out what does not belong there, and answers why it could not
   * @param lacking gets what is missing, and answers whether to go on
   */
  void begin(Function<String, Optional<String>> removing, Predicate<Missing> lacking) {
    remove = removing;
    missing = lacking;
  }

  /** A file in the slot; answers whether to go on. */
  boolean found(FoundFile file) {
    while (going && next != null && next.path().compareTo(file.path()) < 0) {
      lack(next);
    }
    ArtifactObject here = next;
    if (here == null || !here.path().equals(file.path())) {
      failed = failed.or(() -> remove.apply(file.path()));
    } else if (here.blob().equals(file.blob())) {
      right++;
      next = after(wanted);
    } else {
      lack(here);
    }
    going &= failed.isEmpty();
    return going;
  }

  /** After the last file. */
  void ended() {
    while (going && next != null) {
      lack(next);
    }
  }

  Optional<String> failed() {
    return failed;
  }

  /** Files that were there and right. */
  int right() {
    return right;
  }

  @Nullable String shown() {
    return shown;
  }

  /** All that the slot should hold, from the first on. */
  Iterator<ArtifactObject> wanted() {
    return version.taken(selector);
  }

  private void lack(ArtifactObject object) {
    going &= missing.test(new Missing(object, isSeen(object)));
    next = after(wanted);
  }

  private boolean isSeen(ArtifactObject object) {
    try {
      while (nextSeen == null || nextSeen.path().compareTo(object.path()) < 0) {
        if (!seen.hasNext()) {
          return false;
        }
        nextSeen = seen.next();
      }
      return nextSeen.path().equals(object.path()) && nextSeen.blob().equals(object.blob());
    } catch (UnreadablePage _) {
      // What readers see cannot be told from here on: the store has it.
      seen = Collections.emptyIterator();
      nextSeen = null;
      return false;
    }
  }

  private static @Nullable ArtifactObject after(Iterator<ArtifactObject> objects) {
    return objects.hasNext() ? objects.next() : null;
  }
}
