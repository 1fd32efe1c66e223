package io.fairlead.cycle;

import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ArtifactStore.HeldList;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes what a new version needs off the list of what is to be deleted, before the store is asked
 * what it lacks. What is not on the list then can be deleted only a grace time later, which is
 * longer than publishing or replicating may take.
 */
final class Rescue {
  private static final int TRIES = 4;

  private Rescue() {}

  /**
   * Takes things off the list.
   *
   * @param needed is asked where there is a list at all
   * @return why the version cannot count on the store's content; empty where it can
   */
  static Optional<String> of(
      ArtifactStore store, Supplier<Set<Condemned>> needed, Instant deadline) {
    Set<Condemned> these = Set.of();
    for (int tries = 0; tries < TRIES; tries++) {
      switch (store.condemned(deadline)) {
        case Reading.Unreadable<Optional<HeldList>>(String why) -> {
          return Optional.of("what is to be deleted: " + why);
        }
        case Reading.Known<Optional<HeldList>>(Optional<HeldList> held) -> {
          CondemnedList list = held.map(HeldList::list).orElse(CondemnedList.NONE);
          if (list.isEmpty()) {
            return Optional.empty();
          }
          these = these.isEmpty() ? needed.get() : these;
          if (list.deletes(these)) {
            return Optional.of(
                "what this version needs is being deleted since %s: run 'fairlead artifacts collect' until it has ended, then this again"
                    .formatted(list.begun()));
          }
          if (!list.condemns(these)) {
            return Optional.empty();
          }
          String tag = held.map(HeldList::tag).orElse(null);
          if (store.condemn(tag, list.sparing(these), deadline)
              instanceof ApplyOutcome.Refused(String why, _)) {
            return Optional.of("what is to be deleted: " + why);
          }
          // Accepted, overtaken or unknown: the next look tells.
        }
      }
    }
    return Optional.of("what is to be deleted changes all the time: run this again");
  }
}
