package io.fairlead.artifact;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a destination has to do to have a version of a set. */
public sealed interface ReplicationPlan {
  /**
   * A new copy, and the switch to it.
   *
   * @param objects all that the region takes, sorted by path
   * @param difference to what readers see there now
   */
  record Copy(Published wanted, List<ArtifactObject> objects, Difference difference)
      implements ReplicationPlan {
    public Copy {
      objects = List.copyOf(objects);
    }
  }

  /** Nothing is touched. */
  record Refused(Reason reason, String sentence) implements ReplicationPlan {}

  /** Why nothing is touched. */
  enum Reason {
    /** A selection without objects is more often a slip than a wish. */
    SELECTS_NOTHING,
    TOO_MANY_DELETIONS,
    /** Objects are gone and no tombstone tells of them. */
    VANISHED
  }

  /** What a destination has now. */
  record Applied(Published published, Selector selector) {}

  /**
   * What a region takes.
   *
   * @param maxDelete percentage that an operator allows here; the manifest's own, if that is more
   */
  record Taking(Selector selector, int maxDelete) {}

  /**
   * The plan of a region.
   *
   * @param before null = nothing is there yet
   */
  static ReplicationPlan of(@Nullable Applied before, Published wanted, Taking taking) {
    List<ArtifactObject> objects = taking.selector().of(wanted.manifest());
    if (objects.isEmpty()) {
      return new Refused(
          Reason.SELECTS_NOTHING,
          "nothing of its %d objects is selected (%s)"
              .formatted(
                  wanted.manifest().objects().size(), taking.selector().text().replace('\t', ' ')));
    }
    List<ArtifactObject> were =
        before == null ? List.of() : before.selector().of(before.published().manifest());
    Difference difference = Difference.between(were, objects);
    return objection(before, wanted.manifest())
        .or(() -> tooMany(were.size(), difference, wanted.manifest(), taking))
        .<ReplicationPlan>map(refused -> refused)
        .orElseGet(() -> new Copy(wanted, objects, difference));
  }

  private static Optional<Refused> objection(@Nullable Applied before, Manifest wanted) {
    if (before == null) {
      return Optional.empty();
    }
    Manifest was = before.published().manifest();
    List<String> untold =
        wanted
            .deletions()
            .untold(was.version(), Difference.between(was.objects(), wanted.objects()).removed());
    return untold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refused(
                Reason.VANISHED,
                "%d objects are gone and no tombstone tells of them, the first is %s"
                    .formatted(untold.size(), untold.getFirst())));
  }

  private static Optional<Refused> tooMany(
      int before, Difference difference, Manifest wanted, Taking taking) {
    int percent = Math.max(wanted.deletions().percent(), taking.maxDelete());
    return Deletions.objection(before, difference.removed().size(), percent)
        .map(why -> new Refused(Reason.TOO_MANY_DELETIONS, why));
  }
}
