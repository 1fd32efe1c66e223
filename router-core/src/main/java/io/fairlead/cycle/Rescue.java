package io.fairlead.cycle;

import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ArtifactStore.HeldList;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what a new version needs off the list of what is to be deleted, before the store is asked
 * what it lacks. What is not on the list then can be deleted only a grace time later, which is
 * longer than publishing may take.
 */
final class Rescue {
  private static final int TRIES = 4;

  private Rescue() {}

  /** Why the version cannot count on the store's content; empty where it can. */
  static Optional<Outcome> of(ArtifactStore store, Version next, Instant deadline) {
    Set<Condemned> needed = new HashSet<>();
    for (int tries = 0; tries < TRIES; tries++) {
      switch (store.condemned(deadline)) {
        case Reading.Unreadable<Optional<HeldList>>(String why) -> {
          return Optional.of(new Outcome.Unreachable("what is to be deleted: " + why));
        }
        case Reading.Known<Optional<HeldList>>(Optional<HeldList> held) -> {
          CondemnedList list = held.map(HeldList::list).orElse(CondemnedList.NONE);
          if (list.equals(CondemnedList.NONE)) {
            return Optional.empty();
          }
          if (needed.isEmpty()) {
            next.blobs(blob -> needed.add(new Condemned.OfBlob(blob)));
          }
          if (list.deletes(needed)) {
            return Optional.of(
                new Outcome.Unreachable(
                    "what this version needs is being deleted since %s: run 'fairlead artifacts collect' until it has ended, then this again"
                        .formatted(list.begun())));
          }
          if (!list.condemns(needed)) {
            return Optional.empty();
          }
          String tag = held.map(HeldList::tag).orElse(null);
          if (store.condemn(tag, list.sparing(needed), deadline)
              instanceof ApplyOutcome.Refused(String why, _)) {
            return Optional.of(new Outcome.Unreachable("what is to be deleted: " + why));
          }
          // Accepted, overtaken or unknown: the next look tells.
        }
      }
    }
    return Optional.of(
        new Outcome.Unreachable("what is to be deleted changes all the time: publish again"));
  }
}
