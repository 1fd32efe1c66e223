package io.fairlead.bucket;

import io.fairlead.artifact.Blob;
import io.fairlead.port.Lanes;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.ObjectBucket.Listed;
import io.fairlead.port.ObjectBucket.Page;
import io.fairlead.port.ObjectBucket.Seen;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which content a bucket lacks: a few are looked at one by one, many by a list, as long as
 * that is the shorter way.
 */
final class PresentBlobs {
  private static final String PREFIX = "sha256/";
  private static final int FAN_OUT = 2;

  /** Up to so many are looked at one by one. */
  private static final int FEW = 256;

  /** One page of a list is worth as much as so many looks. */
  private static final int LOOKS_A_PAGE = 16;

  private final ObjectBucket bucket;
  private final Lanes lanes;

  PresentBlobs(ObjectBucket bucket, Lanes lanes) {
    this.bucket = bucket;
    this.lanes = lanes;
  }

  /** Where some content is. */
  static String key(Blob blob) {
    String hex = blob.digest().hex();
    return PREFIX + hex.substring(0, FAN_OUT) + "/" + hex;
  }

  Reading<Set<Blob>> lacking(Set<Blob> blobs, Instant deadline) {
    Set<Blob> lacking = ConcurrentHashMap.newKeySet();
    SortedMap<String, Blob> wanted = new TreeMap<>();
    blobs.forEach(blob -> wanted.put(key(blob), blob));
    Optional<String> failed =
        wanted.size() <= FEW
            ? looked(wanted.values(), lacking, deadline)
            : listed(wanted, lacking, deadline);
    return failed
        .<Reading<Set<Blob>>>map(Reading.Unreadable::new)
        .orElseGet(() -> new Reading.Known<>(Set.copyOf(lacking)));
  }

  private Optional<String> looked(Collection<Blob> blobs, Set<Blob> lacking, Instant deadline) {
    return lanes.each(
        List.copyOf(blobs),
        blob ->
            switch (bucket.look(key(blob), deadline)) {
              case Reading.Unreadable<Optional<Seen>>(String why) -> Optional.of(why);
              case Reading.Known<Optional<Seen>>(Optional<Seen> seen) -> {
                if (seen.filter(there -> isAs(there, blob)).isEmpty()) {
                  lacking.add(blob);
                }
                yield Optional.empty();
              }
            });
  }

  /** A list tells lengths alone: what was damaged at its length a reader finds. */
  private Optional<String> listed(
      SortedMap<String, Blob> wanted, Set<Blob> lacking, Instant deadline) {
    SortedMap<String, Blob> left = new TreeMap<>(wanted);
    String from = "";
    for (int pages = wanted.size() / LOOKS_A_PAGE; pages > 0 && !left.isEmpty(); pages--) {
      switch (bucket.list(PREFIX, from, deadline)) {
        case Reading.Unreadable<Page>(String why) -> {
          return Optional.of(why);
        }
        case Reading.Known<Page>(Page page) -> {
          decide(left, page, lacking);
          if (page.next().isEmpty()) {
            lacking.addAll(left.values());
            return Optional.empty();
          }
          from = page.next();
        }
      }
    }
    return looked(left.values(), lacking, deadline);
  }

  /** What a page passes is there or it is not. */
  private static void decide(SortedMap<String, Blob> left, Page page, Set<Blob> lacking) {
    for (Listed object : page.objects()) {
      Blob blob = left.get(object.key());
      if (blob != null && blob.length() == object.length()) {
        left.remove(object.key());
      }
    }
    if (!page.objects().isEmpty()) {
      SortedMap<String, Blob> passed = left.headMap(page.objects().getLast().key() + "\0");
      lacking.addAll(passed.values());
      passed.clear();
    }
  }

  private static boolean isAs(Seen seen, Blob blob) {
    return seen.length() == blob.length() && seen.digest().equals(blob.digest().hex());
  }
}
