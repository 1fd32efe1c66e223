package io.fairlead.cycle;

import io.fairlead.artifact.Difference;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings one set to one destination; it runs there and pulls. Observe: what readers see, and where
 * the store's pointer is; the same is the end of it. Decide: whether the manifest may be believed,
 * and what has to be copied. Act: journal the switch, fill a slot that nobody sees, read it back,
 * show it, read it back again, confirm. Killed anywhere, readers see the old version or the new
 * one, and the next run finishes what was begun.
 */
public final class ReplicateCycle {
  private final Parts parts;
  private final PublishedSet set;

  /**
   * What it works with.
   *
   * @param lanes how many objects are copied at a time
   */
  public record Parts(
      ArtifactStore store, ManifestGate gate, ArtifactSink sink, String region, Lanes lanes) {}

  /**
   * One order to replicate.
   *
   * @param scrub whether to look for what somebody changed at the destination
   * @param dry whether only to say what would be done
   * @param begins is told what a version changes before anything of it is copied
   */
  public record Order(
      ReplicationPlan.Taking taking, boolean scrub, boolean dry, Consumer<Difference> begins) {
    /** An order whose progress nobody watches. */
    public Order(ReplicationPlan.Taking taking, boolean scrub, boolean dry) {
      this(taking, scrub, dry, _ -> {});
    }
  }

  /** A cycle over one set and one destination. */
  public ReplicateCycle(Parts parts) {
    this.parts = parts;
    this.set = new PublishedSet(parts.store(), parts.gate());
  }

  /**
   * One run.
   *
   * @param now when it begins: manifests expire against this time, however long the run takes
   */
  public ReplicateReport run(Order order, Instant now, Instant deadline) {
    ArtifactSink.State state;
    switch (parts.sink().state(deadline)) {
      case Reading.Unreadable<ArtifactSink.State>(String why) -> {
        return new ReplicateDraft(null).ended(unreadable("the destination: " + why, deadline));
      }
      case Reading.Known<ArtifactSink.State>(ArtifactSink.State known) -> state = known;
    }
    ReplicateRun run = new ReplicateRun(parts, state, order, deadline);
    ReplicateDraft draft = run.draft();
    return switch (set.pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
          draft.ended(new Outcome.Held("the store: " + why));
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
          held.isEmpty()
              ? draft.ended(draft.nothingPublished())
              : decide(run, held.get().pointer(), now, deadline);
    };
  }

  /** A gateway that went dark amid a switch is not as it was. */
  private Outcome unreadable(String why, Instant deadline) {
    return parts.sink().mayBeMixed(deadline) ? new Outcome.Mixed(why) : new Outcome.Held(why);
  }

  private ReplicateReport decide(ReplicateRun run, Pointer pointer, Instant now, Instant deadline) {
    ReplicateDraft draft = run.draft().wanting(pointer);
    Optional<String> unreadable = run.scrub(pointer, now);
    if (unreadable.isPresent()) {
      return draft.ended(new Outcome.Held(unreadable.get()));
    }
    if (run.shows(pointer)) {
      run.mindExpiry(now);
      return draft.ended(new Outcome.UpToDate());
    }
    Floor floor = run.floor();
    Optional<ManifestVerdict.Refused> behind = ManifestGate.objection(pointer, floor);
    if (behind.isPresent()) {
      return draft.ended(new Outcome.Refused(behind.get().sentence()));
    }
    return switch (set.at(pointer, deadline)) {
      case Looked.Unreadable(String why) -> draft.ended(new Outcome.Held("the store: " + why));
      case Looked.Refused(ManifestVerdict.Refused why) ->
          draft.ended(new Outcome.Refused(sentence(pointer, why)));
      case Looked.Found(Published wanted, byte[] signed) -> {
        yield switch (parts.gate().admitted(wanted.manifest(), parts.region(), floor, now)) {
          case ManifestVerdict.Refused why ->
              draft.ended(new Outcome.Refused(sentence(pointer, why)));
          case ManifestVerdict.Admitted _ -> {
            draft.made(wanted.manifest().edition().created());
            yield acted(run, set.version(wanted, deadline), signed);
          }
        };
      }
    };
  }

  private static ReplicateReport acted(ReplicateRun run, Version wanted, byte[] signed) {
    try {
      return run.act(wanted, signed);
    } catch (UnreadablePage page) {
      return run.draft().ended(MirrorCycle.unreadable(wanted.published().pointer(), page));
    }
  }

  private static String sentence(Pointer pointer, ManifestVerdict.Refused why) {
    return "manifest %d is refused: %s".formatted(pointer.version(), why.sentence());
  }
}
