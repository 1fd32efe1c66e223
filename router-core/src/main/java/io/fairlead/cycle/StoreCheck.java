package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the newest version of a set in its store to the last byte. */
public final class StoreCheck {
  /** Problems that are told at most. */
  private static final int NAMED = 1000;

  private final ArtifactStore store;
  private final PublishedSet set;
  private final Lanes lanes;

  /**
   * A check of one set.
   *
   * @param lanes how many objects are read at a time
   */
  public StoreCheck(ArtifactStore store, PublishedSet set, Lanes lanes) {
    this.store = store;
    this.set = set;
    this.lanes = lanes;
  }

  /** What is not as it should be, a sentence each; empty where all is, or nothing is published. */
  public List<String> problems(Instant deadline) {
    return switch (set.pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) -> List.of(why);
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
          held.map(at -> problems(at, deadline)).orElse(List.of());
    };
  }

  private List<String> problems(ManifestStore.Held held, Instant deadline) {
    return switch (set.at(held.pointer(), deadline)) {
      case PublishedSet.Looked.Unreadable(String why) -> List.of(why);
      case PublishedSet.Looked.Refused(ManifestVerdict.Refused why) -> List.of(why.sentence());
      case PublishedSet.Looked.Found(Published published, _) ->
          problems(set.version(published, deadline), deadline);
    };
  }

  private List<String> problems(Version version, Instant deadline) {
    List<String> problems = new ArrayList<>();
    int[] more = {0};
    Batches<ArtifactObject, String> batches =
        new Batches<>(
            Batches.OBJECTS,
            objects -> {
              new Contents(store, lanes, deadline)
                  .problems(objects)
                  .forEach(
                      (path, why) -> {
                        if (problems.size() < NAMED) {
                          problems.add(path + ": " + why);
                        } else {
                          more[0]++;
                        }
                      });
              return Optional.empty();
            });
    try {
      version.each(new Selector.All(), batches::add);
      batches.ended();
    } catch (UnreadablePage page) {
      problems.add(page.why());
    }
    if (more[0] > 0) {
      problems.add("and " + more[0] + " more");
    }
    return problems;
  }
}
