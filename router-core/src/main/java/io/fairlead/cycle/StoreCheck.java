package io.fairlead.cycle;

import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Published;
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
      case PublishedSet.Looked.Found(Published published, _) -> {
        List<String> problems = new ArrayList<>();
        new Contents(store, lanes, deadline)
            .problems(published.manifest().objects())
            .forEach((path, why) -> problems.add(path + ": " + why));
        yield problems;
      }
    };
  }
}
