package io.fairlead.port;

import io.fairlead.artifact.Blob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Objects under names, as S3 and Blob Storage keep them: written whole, under a condition where one
 * is given, and read as last written. Content has an upload of its own, which is never held whole.
 */
public interface ObjectBucket {
  /** For people: where it is, as in {@code s3://fleet-artifacts/eu}. */
  String name();

  /**
   * Reads a small object; empty = it is not there.
   *
   * @param most bytes that are read; the rest is left
   */
  Reading<Optional<Small>> get(String key, int most, Instant deadline);

  /**
   * Writes a small object.
   *
   * @return CONFLICT where the condition was not met; UNKNOWN where it may have taken effect
   */
  ApplyOutcome put(String key, byte[] body, Condition condition, Instant deadline);

  /** What can be told of an object without reading it; empty = it is not there. */
  Reading<Optional<Seen>> look(String key, Instant deadline);

  /**
   * Writes content under a key, over what is there, and marks it with its digest.
   *
   * @param content closed by the caller; what it throws passes through, and nothing is written: the
   *     last bytes are sent only after its end was read
   */
  ApplyOutcome upload(String key, Blob blob, BlobStream content, Instant deadline);

  /** The content of an object, to be closed by the caller; unreadable where it is not there. */
  Reading<BlobStream> open(String key, Instant deadline);

  /** Deletes an object; one that is not there is as good as deleted. */
  ApplyOutcome delete(String key, Instant deadline);

  /**
   * The content of an object as it was when its tag was that, to be closed by the caller;
   * unreadable where it has changed since.
   */
  Reading<BlobStream> openAs(String key, String tag, Instant deadline);

  /** What the store itself says of an object that somebody else wrote; empty = it is not there. */
  Reading<Optional<Stated>> stated(String key, Instant deadline);

  /**
   * Some objects whose keys begin so, sorted by key.
   *
   * @param from what the page before named as next; empty = the first page
   */
  Reading<Page> list(String prefix, String from, Instant deadline);

  /**
   * A page of a list.
   *
   * @param next names the page after this one, as the store understands it; empty = there is none
   */
  record Page(List<Listed> objects, String next) {
    public Page {
      objects = List.copyOf(objects);
    }
  }

  /** A small object. The tag names this state of it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Small(byte[] bytes, String tag) {}

  /**
   * An object, looked at.
   *
   * @param digest that it was marked with, in hex; empty = it has no mark, so that it is none of
   *     ours
   */
  record Seen(long length, String digest) {}

  /**
   * An object in a list.
   *
   * @param tag names this state of it
   * @param digested whether the store has a SHA-256 of it that it made itself, as far as a list
   *     tells
   */
  record Listed(String key, long length, String tag, boolean digested) {}

  /**
   * What a store says of an object.
   *
   * @param sha256 that it compared with the whole content when that was written, in hex; empty = it
   *     has none. Metadata that anybody may write is not meant.
   * @param folder whether the object stands for a folder and is none itself
   */
  record Stated(String tag, String sha256, boolean folder) {}

  /** When a write takes effect. */
  sealed interface Condition {
    /** Nothing is there. */
    record Absent() implements Condition {}

    /** What is there has this tag. */
    record Tagged(String tag) implements Condition {}

    /** Always. */
    record Always() implements Condition {}
  }
}
