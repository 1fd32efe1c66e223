package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Drift;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills a slot that nobody sees yet. What a killed run left there and is right stays; what readers
 * see now and is right is taken from there; the rest comes from the store.
 */
final class SlotCopy {
  /** Files that are put before the next are looked at. */
  private static final int AT_A_TIME = 8192;

  private final ArtifactStore store;
  private final ArtifactSink sink;
  private final Lanes lanes;
  private final Instant deadline;
  private final AtomicInteger objects = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger kept = new AtomicInteger();
  private final AtomicBoolean refused = new AtomicBoolean();

  SlotCopy(ReplicateCycle.Parts parts, Instant deadline) {
    this.store = parts.store();
    this.sink = parts.sink();
    this.lanes = parts.lanes();
    this.deadline = deadline;
  }

  /** Why the slot is not filled; empty where it is, file by file, with nothing else in it. */
  Optional<String> fill(String slot, SlotFill fill) {
    Batches<SlotFill.Missing, String> missing =
        new Batches<>(AT_A_TIME, some -> lanes.each(some, each -> put(slot, fill, each)));
    fill.begin(path -> failed(path, sink.remove(slot, path, deadline)), missing::add);
    if (sink.contents(slot, "", fill::found, deadline)
        instanceof Reading.Unreadable<Integer>(String why)) {
      return Optional.of(why);
    }
    fill.ended();
    kept.addAndGet(fill.right());
    return fill.failed().or(missing::ended).or(() -> compared(slot, fill));
  }

  /** Whether it is not filled because the destination can take no such set. */
  boolean isRefused() {
    return refused.get();
  }

  /** What it cost so far. */
  Copied done() {
    return new Copied(objects.get(), bytes.get(), kept.get());
  }

  /** Read back: a write that was answered with success is no proof. */
  private Optional<String> compared(String slot, SlotFill fill) {
    Drift.Draft drift = new Drift.Draft(fill.wanted());
    return switch (sink.contents(slot, "", drift::found, deadline)) {
      case Reading.Unreadable<Integer>(String why) -> Optional.of("read back: " + why);
      case Reading.Known<Integer> _ ->
          drift.ended().text().map(text -> "read back, the copy differs: " + text);
    };
  }

  private Optional<String> put(String slot, SlotFill fill, SlotFill.Missing missing) {
    ArtifactObject object = missing.object();
    String shown = fill.shown();
    if (shown != null && missing.isShown() && reused(slot, shown, object)) {
      kept.incrementAndGet();
      return Optional.empty();
    }
    Transfer transfer =
        new Transfer(
            object.blob(),
            () -> store.open(object.blob(), deadline),
            content -> taken(sink.put(slot, object, content, deadline)));
    return switch (transfer.run()) {
      case Transfer.Moved.Done() -> {
        objects.incrementAndGet();
        bytes.addAndGet(object.blob().length());
        yield Optional.empty();
      }
      case Transfer.Moved.Wrong(String why) -> Optional.of(Transfer.wrong(object.path(), why));
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
      return taken(sink.put(slot, object, content, deadline)) instanceof ApplyOutcome.Accepted;
    } catch (WrongContent | PortException _) {
      return false;
    }
  }

  private ApplyOutcome taken(ApplyOutcome outcome) {
    refused.compareAndSet(
        false, outcome instanceof ApplyOutcome.Refused(_, boolean again) && !again);
    return outcome;
  }

  private static Optional<String> failed(String path, ApplyOutcome outcome) {
    return outcome instanceof ApplyOutcome.Accepted
        ? Optional.empty()
        : Optional.of(path + ": " + outcome.text());
  }
}
