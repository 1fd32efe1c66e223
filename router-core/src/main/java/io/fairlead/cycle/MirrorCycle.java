package io.fairlead.cycle;

import io.fairlead.artifact.Floor;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings one set to a region's own store; it runs there and pulls. Where the pointers are the same
 * it ends after three requests. Else: the manifest is checked, the content that is new is copied by
 * its digest and looked at, the manifest is kept and read back, the mark is written, and the
 * pointer is moved under a condition. Killed anywhere, readers see the old version or the new one;
 * what was copied stays, and the next run goes on from there.
 */
public final class MirrorCycle {
  private final Parts parts;
  private final PublishedSet set;

  /**
   * What it works with.
   *
   * @param lanes how many objects are copied at a time
   */
  public record Parts(
      ArtifactStore store, ManifestGate gate, ArtifactMirror mirror, String region, Lanes lanes) {}

  /** A cycle over one set and one region's store. */
  public MirrorCycle(Parts parts) {
    this.parts = parts;
    this.set = new PublishedSet(parts.store(), parts.gate());
  }

  /**
   * One run.
   *
   * @param now when it begins: manifests expire against this time, however long the run takes
   */
  public ReplicateReport run(ReplicateCycle.Order order, Instant now, Instant deadline) {
    String name = parts.gate().id().set();
    ArtifactStore.@Nullable Held held;
    switch (parts.mirror().pointer(name, deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) -> {
        return ReplicateReport.held("the destination: " + why);
      }
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> known) ->
          held = known.orElse(null);
    }
    @Nullable MirrorMark mark;
    switch (parts.mirror().mark(name, deadline)) {
      case Reading.Unreadable<Optional<MirrorMark>>(String why) -> {
        return ReplicateReport.held("the destination: " + why);
      }
      case Reading.Known<Optional<MirrorMark>>(Optional<MirrorMark> known) ->
          mark = known.orElse(null);
    }
    MirrorRun run = new MirrorRun(parts, new MirrorRun.Seen(held, mark), order, deadline);
    return switch (set.pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
          run.draft().ended(new Outcome.Held("the store: " + why));
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> known) ->
          known.isEmpty()
              ? run.draft().ended(run.draft().nothingPublished())
              : decide(run, known.get().pointer(), now, deadline);
    };
  }

  private ReplicateReport decide(MirrorRun run, Pointer pointer, Instant now, Instant deadline) {
    ReplicateDraft draft = run.draft().wanting(pointer);
    Optional<String> unreadable = run.look(pointer, now);
    if (unreadable.isPresent()) {
      return draft.ended(new Outcome.Held(unreadable.get()));
    }
    if (run.shows(pointer)) {
      run.mindExpiry(now);
      return draft.ended(run.idle());
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
      case Looked.Found(Published wanted, byte[] signed) ->
          switch (parts.gate().admitted(wanted.manifest(), parts.region(), floor, now)) {
            case ManifestVerdict.Refused why ->
                draft.ended(new Outcome.Refused(sentence(pointer, why)));
            case ManifestVerdict.Admitted _ -> {
              draft.made(wanted.manifest().edition().created());
              yield acted(run, set.version(wanted, deadline), signed);
            }
          };
    };
  }

  private static ReplicateReport acted(MirrorRun run, Version wanted, byte[] signed) {
    try {
      return run.act(wanted, signed);
    } catch (UnreadablePage page) {
      return run.draft().ended(unreadable(wanted.published().pointer(), page));
    }
  }

  /** How a run ends that cannot read a page of the version that it wants. */
  static Outcome unreadable(Pointer pointer, UnreadablePage page) {
    ManifestVerdict.Refused refused = page.refused();
    return refused == null
        ? new Outcome.Held("the store: " + page.why())
        : new Outcome.Refused(sentence(pointer, refused));
  }

  private static String sentence(Pointer pointer, ManifestVerdict.Refused why) {
    return "manifest %d is refused: %s".formatted(pointer.version(), why.sentence());
  }
}
