package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Drift;
import io.fairlead.artifact.FoundFile;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Lanes;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Fills a slot that nobody sees yet. What a killed run left there and is right stays; what readers
 * see now and is right is taken from there; the rest comes from the store.
 */
final class SlotCopy {
  private final ArtifactStore store;
  private final ArtifactSink sink;
  private final Lanes lanes;
  private final Instant deadline;
  private final AtomicInteger objects = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger kept = new AtomicInteger();

  SlotCopy(ReplicateCycle.Parts parts, Instant deadline) {
    this.store = parts.store();
    this.sink = parts.sink();
    this.lanes = parts.lanes();
    this.deadline = deadline;
  }

  /** What readers see now: where a file that is the same there can be taken from. */
  record Shown(String slot, List<ArtifactObject> objects) {
    /** Whether an object should be there as it is wanted. */
    boolean has(ArtifactObject object) {
      int at =
          Collections.binarySearch(objects, object, Comparator.comparing(ArtifactObject::path));
      return at >= 0 && objects.get(at).blob().equals(object.blob());
    }
  }

  /** Why the slot is not filled; empty where it is, file by file, with nothing else in it. */
  Optional<String> fill(String slot, @Nullable Shown shown, List<ArtifactObject> wanted) {
    Map<String, FoundFile> found = new HashMap<>();
    switch (sink.contents(slot, deadline)) {
      case Reading.Unreadable<List<FoundFile>>(String why) -> {
        return Optional.of(why);
      }
      case Reading.Known<List<FoundFile>>(List<FoundFile> files) ->
          files.forEach(file -> found.put(file.path(), file));
    }
    Set<String> paths = new HashSet<>();
    wanted.forEach(object -> paths.add(object.path()));
    for (String path : found.keySet().stream().filter(each -> !paths.contains(each)).toList()) {
      Optional<String> failed = failed(path, sink.remove(slot, path, deadline));
      if (failed.isPresent()) {
        return failed;
      }
    }
    List<ArtifactObject> missing =
        wanted.stream().filter(object -> !isThere(object, found.get(object.path()))).toList();
    kept.addAndGet(wanted.size() - missing.size());
    Optional<String> failed = lanes.each(missing, object -> put(slot, shown, object));
    if (failed.isPresent()) {
      return failed;
    }
    return compared(slot, wanted);
  }

  /** What it cost so far. */
  Copied done() {
    return new Copied(objects.get(), bytes.get(), kept.get());
  }

  /** Read back: a write that was answered with success is no proof. */
  private Optional<String> compared(String slot, List<ArtifactObject> wanted) {
    return switch (sink.contents(slot, deadline)) {
      case Reading.Unreadable<List<FoundFile>>(String why) -> Optional.of("read back: " + why);
      case Reading.Known<List<FoundFile>>(List<FoundFile> files) ->
          Drift.between(wanted, files).text().map(text -> "read back, the copy differs: " + text);
    };
  }

  private static boolean isThere(ArtifactObject object, @Nullable FoundFile found) {
    return found != null && object.blob().equals(found.blob());
  }

  private Optional<String> put(String slot, @Nullable Shown shown, ArtifactObject object) {
    if (shown != null && shown.has(object) && reused(slot, shown.slot(), object)) {
      kept.incrementAndGet();
      return Optional.empty();
    }
    Transfer transfer =
        new Transfer(
            object.blob(),
            () -> store.open(object.blob(), deadline),
            content -> sink.put(slot, object.path(), content, deadline));
    return switch (transfer.run()) {
      case Transfer.Moved.Done() -> {
        objects.incrementAndGet();
        bytes.addAndGet(object.blob().length());
        yield Optional.empty();
      }
      case Transfer.Moved.Wrong(String why) ->
          Optional.of("%s: the store's content is wrong, %s".formatted(object.path(), why));
      case Transfer.Moved.Failed(String why, _) -> Optional.of(object.path() + ": " + why);
    };
  }

  /** Whether the file could be taken from what readers see; an edited one cannot. */
  private boolean reused(String slot, String shown, ArtifactObject object) {
    if (!(sink.open(shown, object.path(), deadline)
        instanceof Reading.Known<BlobStream>(BlobStream opened))) {
      return false;
    }
    try (VerifiedStream content = new VerifiedStream(object.blob(), opened)) {
      return sink.put(slot, object.path(), content, deadline) instanceof ApplyOutcome.Accepted;
    } catch (WrongContent | PortException _) {
      return false;
    }
  }

  private static Optional<String> failed(String path, ApplyOutcome outcome) {
    return outcome instanceof ApplyOutcome.Accepted
        ? Optional.empty()
        : Optional.of(path + ": " + outcome.text());
  }
}
