package io.fairlead.bucket;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.BlobStream;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.ObjectBucket.Condition;
import io.fairlead.port.ObjectBucket.Small;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of artifact sets in an object store: {@code sha256/AB/DIGEST}, {@code
 * sets/SET/manifests/NAME}, {@code sets/SET/pointer}, {@code sets/SET/mark} and {@code collection}.
 * The pointer and the last are replaced under a condition; everything else says the same whoever
 * writes it.
 */
public final class BucketStore implements CollectableStore {
  private static final String COLLECTION = "collection";

  /** Pointers and marks are far shorter; whatever is longer is not read on. */
  private static final int SHORT = 1 << 16;

  private final ObjectBucket bucket;
  private final PresentBlobs present;

  /**
   * A store in a bucket. Nothing is connected yet.
   *
   * @param lanes how many objects are looked at at a time
   */
  public BucketStore(ObjectBucket bucket, Lanes lanes) {
    this.bucket = bucket;
    this.present = new PresentBlobs(bucket, lanes);
  }

  @Override
  public Reading<Optional<Held>> pointer(String set, Instant deadline) {
    return small(
        pointerKey(set), deadline, found -> new Held(Pointer.decode(found.bytes()), found.tag()));
  }

  @Override
  public ApplyOutcome point(String set, @Nullable String expected, Pointer next, Instant deadline) {
    Condition condition =
        expected == null ? new Condition.Absent() : new Condition.Tagged(expected);
    return bucket.put(pointerKey(set), next.encode(), condition, deadline);
  }

  @Override
  public Reading<Optional<MirrorMark>> mark(String set, Instant deadline) {
    return small(markKey(set), deadline, found -> MirrorMark.decode(found.bytes()));
  }

  @Override
  public ApplyOutcome remember(String set, MirrorMark mark, Instant deadline) {
    return bucket.put(markKey(set), mark.encode(), new Condition.Always(), deadline);
  }

  @Override
  public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
    return switch (bucket.get(manifestKey(set, pointer), pointer.length() + 1, deadline)) {
      case Reading.Unreadable<Optional<Small>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<Small>>(Optional<Small> found) ->
          new Reading.Known<>(found.map(Small::bytes));
    };
  }

  @Override
  public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
    String key = manifestKey(set, pointer);
    ApplyOutcome kept = bucket.put(key, signed, new Condition.Absent(), deadline);
    // A store may refuse an object that is there before it has read what is sent, and hang up.
    if (!(kept instanceof ApplyOutcome.Conflict || kept instanceof ApplyOutcome.Unknown)) {
      return kept;
    }
    return SameBytes.settled(
        kept, signed, bucket.get(key, signed.length + 1, deadline), bucket.name() + "/" + key);
  }

  @Override
  public Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    return present.lacking(blobs, deadline);
  }

  @Override
  public ApplyOutcome keep(Blob blob, BlobStream content, Instant deadline) {
    return bucket.upload(PresentBlobs.key(blob), blob, content, deadline);
  }

  @Override
  public Reading<BlobStream> open(Blob blob, Instant deadline) {
    return bucket.open(PresentBlobs.key(blob), deadline);
  }

  @Override
  public Reading<Optional<HeldList>> condemned(Instant deadline) {
    return small(
        COLLECTION,
        CondemnedList.MAX_BYTES,
        deadline,
        found -> new HeldList(CondemnedList.decode(found.bytes()), found.tag()));
  }

  @Override
  public ApplyOutcome condemn(@Nullable String expected, CondemnedList next, Instant deadline) {
    Condition condition =
        expected == null ? new Condition.Absent() : new Condition.Tagged(expected);
    return bucket.put(COLLECTION, next.encode(), condition, deadline);
  }

  @Override
  public Reading<List<String>> sets(Instant deadline) {
    return new BucketLists(bucket).sets(deadline);
  }

  @Override
  public Reading<List<Pointer>> manifests(String set, Instant deadline) {
    return new BucketLists(bucket).manifests(set, deadline);
  }

  @Override
  public Reading<List<Blob>> blobs(Instant deadline) {
    return new BucketLists(bucket).blobs(deadline);
  }

  @Override
  public ApplyOutcome delete(Blob blob, Instant deadline) {
    return bucket.delete(PresentBlobs.key(blob), deadline);
  }

  @Override
  public ApplyOutcome delete(String set, Pointer manifest, Instant deadline) {
    return bucket.delete(manifestKey(set, manifest), deadline);
  }

  private <T> Reading<Optional<T>> small(String key, Instant deadline, Function<Small, T> decode) {
    return small(key, SHORT, deadline, decode);
  }

  private <T> Reading<Optional<T>> small(
      String key, int most, Instant deadline, Function<Small, T> decode) {
    return switch (bucket.get(key, most, deadline)) {
      case Reading.Unreadable<Optional<Small>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<Small>>(Optional<Small> found) -> {
        try {
          yield new Reading.Known<>(found.map(decode));
        } catch (IllegalArgumentException e) {
          yield new Reading.Unreadable<>(bucket.name() + "/" + key + ": " + e.getMessage());
        }
      }
    };
  }

  private static String pointerKey(String set) {
    return "sets/" + set + "/pointer";
  }

  private static String markKey(String set) {
    return "sets/" + set + "/mark";
  }

  private static String manifestKey(String set, Pointer pointer) {
    return "sets/" + set + "/manifests/" + pointer.name();
  }
}
