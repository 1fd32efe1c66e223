package io.fairlead.artifact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a destination has to do to have a version of a set. */
public sealed interface ReplicationPlan {
  /**
   * A new copy, and the switch to it.
   *
   * @param objects how many the region takes
   * @param difference to what readers see there now
   */
  record Copy(Version wanted, int objects, Difference difference) implements ReplicationPlan {}

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
  record Applied(Version version, Selector selector) {
    /** Its pointer and manifest. */
    public Published published() {
      return version.published();
    }
  }

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
   * @throws UnreadablePage where a page of either cannot be read
   */
  static ReplicationPlan of(@Nullable Applied before, Version wanted, Taking taking) {
    RegionChanges changes = new RegionChanges(before, wanted, taking.selector());
    Difference.Draft draft = new Difference.Draft();
    Gone gone = new Gone();
    changes.each((was, is) -> tell(draft, was, is), gone::add);
    Difference difference = draft.ended();
    int were = before == null ? 0 : before.version().count(before.selector());
    int objects = were + difference.added().count() - difference.removed().count();
    if (objects == 0) {
      return new Refused(
          Reason.SELECTS_NOTHING,
          "nothing of its %d objects is selected (%s)"
              .formatted(
                  wanted.manifest().objects().count(),
                  taking.selector().text().replace('\t', ' ')));
    }
    return untold(before, wanted, gone)
        .or(() -> tooMany(were, difference, wanted.manifest(), taking))
        .<ReplicationPlan>map(refused -> refused)
        .orElseGet(() -> new Copy(wanted, objects, difference));
  }

  private static boolean tell(
      Difference.Draft draft, @Nullable ArtifactObject was, @Nullable ArtifactObject is) {
    if (is == null) {
      if (was != null) {
        draft.removed(was);
      }
    } else if (was == null) {
      draft.added(is);
    } else {
      draft.changed(is);
    }
    return true;
  }

  private static Optional<Refused> untold(@Nullable Applied before, Version wanted, Gone gone) {
    return before == null
        ? Optional.empty()
        : Deletions.untold(wanted, before.published().manifest().version(), gone)
            .map(why -> new Refused(Reason.VANISHED, why));
  }

  private static Optional<Refused> tooMany(
      int before, Difference difference, Manifest wanted, Taking taking) {
    int percent = Math.max(wanted.deletions().percent(), taking.maxDelete());
    return Deletions.objection(before, difference.removed().count(), percent)
        .map(why -> new Refused(Reason.TOO_MANY_DELETIONS, why));
  }
}
