package io.fairlead.bucket;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.Manifest;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Lanes;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.ObjectBucket.Listed;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Objects below a prefix that a set is published from, as they were at one moment: after all were
 * digested the list is read again, and where a tag is another, what changed is read anew. Names
 * that begin with a dot are left out, and so are objects that stand for folders.
 */
public final class BucketSource implements ArtifactSource {
  /** Whoever writes so often that this many readings differ has to end first. */
  private static final int TRIES = 3;

  private final ObjectBucket bucket;
  private final Lanes lanes;
  private final ObjectDigests digests;

  /**
   * Nothing is read yet.
   *
   * @param lanes how many objects are read at a time
   */
  public BucketSource(ObjectBucket bucket, Lanes lanes) {
    this.bucket = bucket;
    this.lanes = lanes;
    this.digests = new ObjectDigests(bucket);
  }

  @Override
  public Reading<Integer> files(Predicate<FoundFile> each, Instant deadline) {
    Reading<List<Listed>> listing = list(deadline);
    String why = "";
    for (int tries = 0; tries < TRIES; tries++) {
      if (!(listing instanceof Reading.Known<List<Listed>>(List<Listed> listed))) {
        return new Reading.Unreadable<>(((Reading.Unreadable<List<Listed>>) listing).why());
      }
      Optional<String> failed = lanes.each(listed, object -> digests.learn(object, deadline));
      listing = list(deadline);
      boolean still = listing.equals(new Reading.Known<>(listed));
      if (still) {
        return failed
            .<Reading<Integer>>map(Reading.Unreadable::new)
            .orElseGet(() -> new Reading.Known<>(found(listed, each)));
      }
      why = failed.map(text -> ": " + text).orElse("");
    }
    return new Reading.Unreadable<>(
        "the source %s changes while it is read%s; publish again when nobody writes it"
            .formatted(bucket.name(), why));
  }

  @Override
  public Reading<BlobStream> open(String path, Instant deadline) {
    return digests
        .tag(path)
        .map(tag -> bucket.openAs(path, tag, deadline))
        .orElseGet(() -> new Reading.Unreadable<>(path + " is not in the source that was read"));
  }

  @Override
  public Optional<String> remark() {
    int read = digests.read();
    return read == 0
        ? Optional.empty()
        : Optional.of(
            "%s has no SHA-256 of its own of %s: %s read whole to see what changed"
                .formatted(
                    bucket.name(),
                    read == 1 ? "1 object" : read + " objects",
                    read == 1 ? "it was" : "they were"));
  }

  private int found(List<Listed> listed, Predicate<FoundFile> each) {
    List<Listed> sorted = new ArrayList<>(listed);
    sorted.sort(Comparator.comparing(Listed::key));
    int count = 0;
    for (Listed object : sorted) {
      Optional<FoundFile> file = digests.blob(object).map(it -> new FoundFile(object.key(), it));
      if (file.isPresent()) {
        count++;
        if (!each.test(file.get())) {
          break;
        }
      }
    }
    return count;
  }

  /** Every object that may be a file of the set. */
  private Reading<List<Listed>> list(Instant deadline) {
    List<Listed> all = new ArrayList<>();
    String from = "";
    do {
      switch (bucket.list("", from, deadline)) {
        case Reading.Unreadable<ObjectBucket.Page>(String why) -> {
          return new Reading.Unreadable<>("the source cannot be read: " + why);
        }
        case Reading.Known<ObjectBucket.Page>(ObjectBucket.Page page) -> {
          page.objects().stream().filter(BucketSource::counts).forEach(all::add);
          from = page.next();
        }
      }
      Optional<String> objection = objection(all);
      if (objection.isPresent()) {
        return new Reading.Unreadable<>(objection.get());
      }
    } while (!from.isEmpty());
    return new Reading.Known<>(all);
  }

  private Optional<String> objection(List<Listed> all) {
    if (all.size() > Manifest.MAX_OBJECTS) {
      return Optional.of(
          "the source %s holds more than %d objects"
              .formatted(bucket.name(), Manifest.MAX_OBJECTS));
    }
    return all.stream()
        .filter(object -> object.length() > Blob.MAX_LENGTH)
        .findFirst()
        .map(
            object ->
                "%s/%s has more than %d bytes"
                    .formatted(bucket.name(), object.key(), Blob.MAX_LENGTH));
  }

  /** Consoles show folders by empty objects whose keys end with a slash. */
  private static boolean counts(Listed object) {
    String key = object.key();
    boolean folder = object.length() == 0 && (key.endsWith("/") || key.isEmpty());
    return !folder && !key.startsWith(".") && !key.contains("/.");
  }
}
