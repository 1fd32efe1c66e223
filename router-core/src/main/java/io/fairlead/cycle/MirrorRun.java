package io.fairlead.cycle;

import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Drift;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of the mirror cycle over a region's store whose pointer and mark were read. */
final class MirrorRun {
  private final MirrorCycle.Parts parts;
  private final Seen seen;
  private final ReplicateCycle.Order order;
  private final Instant deadline;
  private final ReplicateDraft draft;

  /** What is there, as far as it is needed and may be believed; null = nothing. */
  private ReplicationPlan.@Nullable Applied shown;

  /** Whether what is there has to be brought anew, although its version may be right. */
  private boolean spoilt;

  /** Content that was read and is not as it should be. */
  private Set<Blob> damaged = Set.of();

  /** The destination's pointer and mark; null = it has none. */
  record Seen(ArtifactStore.@Nullable Held held, @Nullable MirrorMark mark) {
    @Nullable Pointer pointer() {
      return held == null ? null : held.pointer();
    }
  }

  MirrorRun(MirrorCycle.Parts parts, Seen seen, ReplicateCycle.Order order, Instant deadline) {
    this.parts = parts;
    this.seen = seen;
    this.order = order;
    this.deadline = deadline;
    this.draft = new ReplicateDraft(seen.pointer());
  }

  ReplicateDraft draft() {
    return draft;
  }

  /** Whether readers find this version, as this region selects it, with nothing left to do. */
  boolean shows(Pointer pointer) {
    MirrorMark mark = seen.mark();
    return !spoilt
        && pointer.equals(seen.pointer())
        && mark != null
        && mark.isOf(pointer, selector());
  }

  /**
   * Reads the manifest that is there, where there is something to do, and everything else, where
   * that was asked for.
   *
   * @return why that cannot be done; empty where it was done, or need not be
   */
  Optional<String> look(Pointer wanted) {
    Pointer pointer = seen.pointer();
    MirrorMark mark = seen.mark();
    if (pointer == null || (shows(wanted) && !order.scrub())) {
      return Optional.empty();
    }
    switch (new PublishedSet(parts.mirror(), parts.gate()).at(pointer, deadline)) {
      case Looked.Found(Published published, _) ->
          shown =
              new ReplicationPlan.Applied(
                  published, mark == null ? new Selector.All() : mark.selector());
      case Looked.Refused _ -> spoil("its manifest is not the master's");
      case Looked.Unreadable(String why) -> spoil(why);
    }
    if (order.scrub() && shown != null) {
      scrub(shown);
    }
    return Optional.empty();
  }

  private void spoil(String why) {
    spoilt = true;
    draft.remark("what is at the destination cannot be used: " + why);
  }

  private void scrub(ReplicationPlan.Applied now) {
    List<ArtifactObject> objects = now.selector().of(now.published().manifest());
    SortedMap<String, String> problems =
        new Contents(parts.mirror(), parts.lanes(), deadline).problems(objects);
    draft.drifted(new Drift(List.copyOf(problems.keySet()), List.of(), List.of()));
    damaged =
        objects.stream()
            .filter(object -> problems.containsKey(object.path()))
            .map(ArtifactObject::blob)
            .collect(Collectors.toUnmodifiableSet());
    spoilt |= !problems.isEmpty();
  }

  /** Tells where what is there should have been published anew by now. */
  void mindExpiry(Instant now) {
    MirrorMark mark = seen.mark();
    Pointer pointer = seen.pointer();
    if (mark != null && pointer != null && !mark.expires().isAfter(now)) {
      draft.remark(
          "version %d expired at %s: see why the master has not published since"
              .formatted(pointer.version(), mark.expires()));
    }
  }

  /** The highest version that was ever begun: the mark's, or the pointer's if that is higher. */
  Floor floor() {
    MirrorMark mark = seen.mark();
    Pointer pointer = seen.pointer();
    Floor marked = mark == null ? Floor.NONE : mark.floor();
    Pointer begun = marked.pointer();
    return pointer == null || (begun != null && begun.version() >= pointer.version())
        ? marked
        : new Floor(pointer, marked.epoch());
  }

  /** Brings a version that may be believed. */
  ReplicateReport act(Published wanted, byte[] signed) {
    return switch (ReplicationPlan.of(shown, wanted, order.taking())) {
      case ReplicationPlan.Refused(_, String sentence) ->
          draft.ended(new Outcome.Refused(sentence));
      case ReplicationPlan.Copy plan -> {
        draft.differing(plan.difference());
        yield draft.ended(order.dry() ? new Outcome.Planned() : copied(plan, signed));
      }
    };
  }

  private Outcome copied(ReplicationPlan.Copy plan, byte[] signed) {
    MirrorCopy copy = new MirrorCopy(parts, deadline);
    Optional<String> failed = copy.bring(plan.objects(), trusted(), damaged);
    draft.copied(copy.done());
    return failed.<Outcome>map(Outcome.Held::new).orElseGet(() -> switched(plan, signed));
  }

  /** Content that is there by its manifest. */
  private Set<Blob> trusted() {
    ReplicationPlan.Applied now = shown;
    return now == null
        ? Set.of()
        : now.selector().of(now.published().manifest()).stream()
            .map(ArtifactObject::blob)
            .filter(blob -> !damaged.contains(blob))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The manifest, read back; the mark; the pointer: readers follow that alone. */
  private Outcome switched(ReplicationPlan.Copy plan, byte[] signed) {
    String set = parts.gate().id().set();
    Pointer pointer = plan.wanted().pointer();
    Manifest manifest = plan.wanted().manifest();
    Optional<String> failed =
        failed("manifest", parts.mirror().keepManifest(set, pointer, signed, deadline))
            .or(() -> differs(pointer));
    if (failed.isPresent()) {
      return new Outcome.Held(failed.get());
    }
    Floor floor = new Floor(pointer, manifest.edition().epoch());
    MirrorMark mark = new MirrorMark(floor, selector(), manifest.edition().expires());
    failed = failed("mark", parts.mirror().remember(set, mark, deadline));
    if (failed.isPresent()) {
      return new Outcome.Held(failed.get());
    }
    return pointer.equals(seen.pointer()) ? new Outcome.Applied() : pointed(pointer);
  }

  private Optional<String> differs(Pointer pointer) {
    return switch (new PublishedSet(parts.mirror(), parts.gate()).at(pointer, deadline)) {
      case Looked.Found _ -> Optional.empty();
      case Looked.Refused(ManifestVerdict.Refused why) ->
          Optional.of("read back, the manifest is another: " + why.sentence());
      case Looked.Unreadable(String why) -> Optional.of("read back: " + why);
    };
  }

  private Outcome pointed(Pointer pointer) {
    String set = parts.gate().id().set();
    ManifestStore.Held held = seen.held();
    String tag = held == null ? null : held.tag();
    ApplyOutcome outcome = parts.mirror().point(set, tag, pointer, deadline);
    if (outcome instanceof ApplyOutcome.Refused || outcome instanceof ApplyOutcome.Expired) {
      return new Outcome.Held("the pointer was not moved: " + outcome.text());
    }
    boolean there =
        parts.mirror().pointer(set, deadline)
                instanceof Reading.Known<Optional<ManifestStore.Held>>(var now)
            && now.filter(found -> found.pointer().equals(pointer)).isPresent();
    return there
        ? new Outcome.Applied()
        : new Outcome.Held("read back, the pointer is another: " + outcome.text());
  }

  private Selector selector() {
    return order.taking().selector();
  }

  private static Optional<String> failed(String what, ApplyOutcome outcome) {
    return outcome instanceof ApplyOutcome.Accepted
        ? Optional.empty()
        : Optional.of("the %s was not kept: %s".formatted(what, outcome.text()));
  }
}
