package io.fairlead.cycle;

import io.fairlead.artifact.Difference;
import io.fairlead.artifact.Drift;
import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.cycle.ReplicateReport.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report while its run goes on. */
final class ReplicateDraft {
  private final @Nullable Pointer before;
  private final List<String> remarks = new ArrayList<>();
  private @Nullable Pointer wanted;
  private @Nullable Instant made;
  private @Nullable Instant beforeMade;
  private Difference difference = Difference.NONE;
  private Drift drift = Drift.NONE;
  private Copied copied = Copied.NOTHING;

  ReplicateDraft(@Nullable Pointer before) {
    this.before = before;
  }

  ReplicateDraft wanting(Pointer pointer) {
    wanted = pointer;
    return this;
  }

  /** When the wanted version was made, as its manifest says, which may be believed. */
  void made(Instant created) {
    made = created;
  }

  /** When the version before was made, as its manifest says, which may be believed. */
  void beforeMade(Instant created) {
    beforeMade = created;
  }

  ReplicateDraft differing(Difference found) {
    difference = found;
    return this;
  }

  void drifted(Drift found) {
    drift = found;
  }

  void copied(Copied done) {
    copied = done;
  }

  void remark(String sentence) {
    remarks.add(sentence);
  }

  /**
   * How a run ends whose store points at nothing: where a version is here, the pointer was lost.
   */
  Outcome nothingPublished() {
    Pointer here = before;
    return here == null
        ? new Outcome.NothingPublished()
        : new Outcome.Held(
            "the store points at no version of the set, and version %d is here: put its pointer back, or make the store anew with 'fairlead artifacts rebuild'"
                .formatted(here.version()));
  }

  ReplicateReport ended(Outcome outcome) {
    return new ReplicateReport(
        outcome, before, wanted, made, beforeMade, difference, drift, copied, remarks);
  }
}
