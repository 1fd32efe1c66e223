package io.fairlead.bucket;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.ObjectBucket.Listed;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What objects of a bucket hold, by their tags: learned from the store where it has a SHA-256 that
 * it made itself, else by reading them once, in pieces, as long as their tag is the one listed.
 */
final class ObjectDigests {
  private static final int PIECE = 1 << 16;

  private final ObjectBucket bucket;
  private final Map<String, Learned> learned = new ConcurrentHashMap<>();
  private final AtomicInteger read = new AtomicInteger();

  ObjectDigests(ObjectBucket bucket) {
    this.bucket = bucket;
  }

  /** What an object held; no digest = it stands for a folder. */
  private record Learned(String tag, @Nullable ContentDigest digest) {}

  /** Learns what an object holds, unless it is known; answers why it cannot. */
  Optional<String> learn(Listed object, Instant deadline) {
    Learned known = learned.get(object.key());
    if (known != null && known.tag().equals(object.tag())) {
      return Optional.empty();
    }
    // An object without a byte may be what an account with folders lists for one.
    if (object.digested() || object.length() == 0) {
      switch (bucket.stated(object.key(), deadline)) {
        case Reading.Unreadable<Optional<ObjectBucket.Stated>>(String why) -> {
          return Optional.of(why);
        }
        case Reading.Known<Optional<ObjectBucket.Stated>>(Optional<ObjectBucket.Stated> stated) -> {
          if (stated.filter(each -> each.tag().equals(object.tag())).isEmpty()) {
            return Optional.of(object.key() + " changed while it was read");
          }
          if (stated.get().folder()) {
            learned.put(object.key(), new Learned(object.tag(), null));
            return Optional.empty();
          }
          if (!stated.get().sha256().isEmpty()) {
            return took(object, new ContentDigest(stated.get().sha256()));
          }
        }
      }
    }
    return switch (bucket.openAs(object.key(), object.tag(), deadline)) {
      case Reading.Unreadable<BlobStream>(String why) -> Optional.of(why);
      case Reading.Known<BlobStream>(BlobStream stream) -> read(object, stream);
    };
  }

  private Optional<String> read(Listed object, BlobStream stream) {
    MessageDigest digest = ContentDigest.algorithm();
    long length = 0;
    try (stream) {
      byte[] piece = new byte[PIECE];
      for (int bytes = stream.read(piece); bytes >= 0; bytes = stream.read(piece)) {
        digest.update(piece, 0, bytes);
        length += bytes;
        if (length > object.length()) {
          break;
        }
      }
    } catch (PortException lost) {
      return Optional.of(FaultWords.of(lost));
    }
    if (length != object.length()) {
      return Optional.of(
          "%s has %d bytes, and %d were read".formatted(object.key(), object.length(), length));
    }
    if (length > 0) {
      read.incrementAndGet();
    }
    return took(object, ContentDigest.ended(digest));
  }

  private Optional<String> took(Listed object, ContentDigest digest) {
    learned.put(object.key(), new Learned(object.tag(), digest));
    return Optional.empty();
  }

  /** What a listed object holds; empty = it stands for a folder. */
  Optional<Blob> blob(Listed object) {
    return Optional.ofNullable(learned.get(object.key()))
        .filter(known -> known.tag().equals(object.tag()))
        .map(Learned::digest)
        .map(digest -> new Blob(digest, object.length()));
  }

  /** The tag that an object had when it was learned. */
  Optional<String> tag(String key) {
    return Optional.ofNullable(learned.get(key)).map(Learned::tag);
  }

  /** How many objects had to be read. */
  int read() {
    return read.get();
  }
}
