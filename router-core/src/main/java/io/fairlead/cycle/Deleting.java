package io.fairlead.cycle;

import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.cycle.CollectReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore.HeldList;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes what a store's list says is being deleted, and says what is gone. Nobody else deletes
 * meanwhile, and nobody publishes what is among it.
 */
final class Deleting {
  private static final int TRIES = 4;

  private final CollectCycle.Parts parts;
  private final CondemnedList list;
  private final Instant begun;
  private final Instant deadline;
  private final Set<Condemned> gone = ConcurrentHashMap.newKeySet();

  Deleting(CollectCycle.Parts parts, CondemnedList list, Instant deadline) {
    this.parts = parts;
    this.list = list;
    this.begun = Objects.requireNonNull(list.begun(), "somebody has begun");
    Instant end = begun.plus(CollectCycle.DELETING);
    this.deadline = end.isBefore(deadline) ? end : deadline;
  }

  CollectReport run(CollectReport report) {
    Optional<String> failed = parts.lanes().each(list.deleting(), this::delete);
    List<Condemned> deleted = list.deleting().stream().filter(gone::contains).toList();
    Optional<String> untold = tell(deleted);
    return report.with(
        failed.or(() -> untold).<Outcome>map(Outcome.Partly::new).orElseGet(Outcome.Done::new),
        deleted);
  }

  private Optional<String> delete(Condemned each) {
    ApplyOutcome outcome =
        switch (each) {
          case Condemned.OfBlob(var blob) -> parts.store().delete(blob, deadline);
          case Condemned.OfManifest(var set, var pointer) ->
              parts.store().delete(set, pointer, deadline);
        };
    if (outcome instanceof ApplyOutcome.Accepted) {
      gone.add(each);
      return Optional.empty();
    }
    return Optional.of(outcome.text());
  }

  /** Publishing may take other things off the list meanwhile; nobody else begins to delete. */
  private Optional<String> tell(List<Condemned> deleted) {
    for (int tries = 0; tries < TRIES; tries++) {
      if (!(parts.store().condemned(deadline)
          instanceof Reading.Known<Optional<HeldList>>(Optional<HeldList> held))) {
        return Optional.of("what was deleted is still on the list: it cannot be read");
      }
      if (held.isEmpty() || !begun.equals(held.get().list().begun())) {
        return Optional.empty();
      }
      HeldList now = held.get();
      if (parts.store().condemn(now.tag(), now.list().without(deleted), deadline)
          instanceof ApplyOutcome.Accepted) {
        return Optional.empty();
      }
    }
    return Optional.of("what was deleted is still on the list: it could not be written");
  }
}
