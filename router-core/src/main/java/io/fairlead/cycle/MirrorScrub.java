package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Drift;
import io.fairlead.artifact.ReplicationPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a region's store holds of a version, and brings anew what is wrong. */
final class MirrorScrub {
  /** Paths named at most. */
  private static final int NAMED = 1000;

  private final MirrorCycle.Parts parts;
  private final Instant deadline;
  private final @Nullable MirrorCopy mending;
  private final List<String> edited = new ArrayList<>();
  private int unnamed;

  /**
   * Nothing was read yet.
   *
   * @param mending brings what is wrong; null = it is only told
   */
  MirrorScrub(MirrorCycle.Parts parts, Instant deadline, @Nullable MirrorCopy mending) {
    this.parts = parts;
    this.deadline = deadline;
    this.mending = mending;
  }

  /**
   * Reads all of it.
   *
   * @return why not all that was wrong is mended; empty where it is, or nothing was
   */
  Optional<String> all(ReplicationPlan.Applied shown) {
    Batches<ArtifactObject, String> batches = new Batches<>(Batches.OBJECTS, this::batch);
    Iterator<ArtifactObject> objects = shown.version().taken(shown.selector());
    boolean going = true;
    while (going && objects.hasNext()) {
      going = batches.add(objects.next());
    }
    return batches.ended();
  }

  /** Reads some of it; answers as {@link #all} does. */
  Optional<String> some(List<ArtifactObject> objects) {
    return objects.isEmpty() ? Optional.empty() : batch(objects);
  }

  /** What was found to be wrong. */
  Drift drift() {
    return new Drift(edited, List.of(), List.of(), unnamed);
  }

  private Optional<String> batch(List<ArtifactObject> objects) {
    Set<String> wrong =
        new Contents(parts.mirror(), parts.lanes(), deadline).problems(objects).keySet();
    for (String path : wrong) {
      if (edited.size() < NAMED) {
        edited.add(path);
      } else {
        unnamed++;
      }
    }
    List<ArtifactObject> damaged =
        objects.stream().filter(object -> wrong.contains(object.path())).toList();
    return mending == null || damaged.isEmpty() ? Optional.empty() : mending.mend(damaged);
  }
}
