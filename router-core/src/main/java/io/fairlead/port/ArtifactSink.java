package io.fairlead.port;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SinkJournal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A destination that holds several whole copies of a set beside each other, in slots, and shows one
 * of them to its readers. It has no credential of the master. One replication at a time writes it.
 */
public interface ArtifactSink {
  /** What readers see, and what is remembered. */
  Reading<State> state(Instant deadline);

  /** Writes the journal, before anything that it tells of. */
  ApplyOutcome journal(SinkJournal next, Instant deadline);

  /**
   * Reads and digests the files in a slot now, sorted by path.
   *
   * @param from the first path that counts; empty = all
   * @param each gets one after the other, and answers whether to go on
   * @return how many there were; none where there is no slot
   */
  Reading<Integer> contents(String slot, String from, Predicate<FoundFile> each, Instant deadline);

  /** Makes a slot, or goes on with one, for a version. */
  ApplyOutcome prepare(Slot slot, Instant deadline);

  /**
   * Keeps a page of a slot's manifest beside its files, once it was read to its end.
   *
   * @param content closed by the caller; what it throws passes through, and no page is there
   */
  ApplyOutcome keepPage(String slot, Blob page, BlobStream content, Instant deadline);

  /** A page that was kept, to be closed by the caller. */
  Reading<BlobStream> openPage(String slot, Blob page, Instant deadline);

  /**
   * Puts a file into a slot that nobody sees yet, once its content was read to its end.
   *
   * @param content closed by the caller; what it throws passes through, and no file is there
   */
  ApplyOutcome put(String slot, String path, BlobStream content, Instant deadline);

  /**
   * Puts an object into a slot that nobody sees yet, as its kind asks for.
   *
   * @return REFUSED, and not to be retried, where this destination can take no such set
   */
  default ApplyOutcome put(
      String slot, ArtifactObject object, BlobStream content, Instant deadline) {
    return put(slot, object.path(), content, deadline);
  }

  /** Takes a file out of a slot that nobody sees yet. */
  ApplyOutcome remove(String slot, String path, Instant deadline);

  /** The content of a file in a slot, to be closed by the caller. */
  Reading<BlobStream> open(String slot, String path, Instant deadline);

  /**
   * Shows readers another slot, wholly and at once.
   *
   * @param from slot that they see now; null = none of ours
   * @return CONFLICT where they see another one; REFUSED where what they see cannot be replaced at
   *     once and may be somebody's
   */
  ApplyOutcome show(@Nullable String from, String to, Instant deadline);

  /**
   * Whether a switch was begun whose steps readers can see, and is not known to be done or undone,
   * as far as that can be told where the state cannot be read.
   */
  default boolean mayBeMixed(Instant deadline) {
    return false;
  }

  /** Removes every slot but these. */
  ApplyOutcome keepOnly(Set<String> slots, Instant deadline);

  /**
   * A destination as it is.
   *
   * @param shown what readers see; empty = nothing, or something that is none of ours
   * @param foreign what readers see instead of a slot, for people; null = no such thing
   * @param stale why the copy has to be made anew although nobody touched it; null = it need not be
   */
  record State(
      Optional<Slot> shown, @Nullable String foreign, SinkJournal journal, @Nullable String stale) {
    /** One that need not be made anew. */
    public State(Optional<Slot> shown, @Nullable String foreign, SinkJournal journal) {
      this(shown, foreign, journal, null);
    }

    /** The same, and it has to be made anew. */
    public State beingStale(String why) {
      return new State(shown, foreign, journal, why);
    }
  }

  /**
   * A copy of a version.
   *
   * @param selector what of the version is in it
   * @param signed the signed manifest that it was made by
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Slot(String name, Pointer pointer, byte[] signed, Selector selector) {}
}
