package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.RegionChanges;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.ScrubCursor;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of the mirror cycle over a region's store whose pointer and mark were read. */
final class MirrorRun {
  private final MirrorCycle.Parts parts;
  private final Seen seen;
  private final ReplicateCycle.Order order;
  private final Instant deadline;
  private final ReplicateDraft draft;
  private final PublishedSet set;
  private final MirrorCopy copy;

  /** What is there, as far as it is needed and may be believed; null = nothing. */
  private ReplicationPlan.@Nullable Applied shown;

  /** Whether what is there has to be brought anew, although its version may be right. */
  private boolean spoilt;

  /** Whether content that was read and was wrong has been brought anew. */
  private boolean mended;

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
    this.set = new PublishedSet(parts.mirror(), parts.gate());
    this.copy = new MirrorCopy(parts, deadline);
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
  Optional<String> look(Pointer wanted, Instant now) {
    Pointer pointer = seen.pointer();
    MirrorMark mark = seen.mark();
    boolean due = !order.dry() && mark != null && mark.scrub().portion(1, now) > 0;
    if (pointer == null || (shows(wanted) && !order.scrub() && !due)) {
      return Optional.empty();
    }
    switch (set.at(pointer, deadline)) {
      case Looked.Found(Published published, _) -> {
        draft.beforeMade(published.manifest().edition().created());
        shown =
            new ReplicationPlan.Applied(
                set.version(published, deadline),
                mark == null ? new Selector.All() : mark.selector());
      }
      case Looked.Refused _ -> spoil("its manifest is not the master's");
      case Looked.Unreadable(String why) -> spoil(why);
    }
    ReplicationPlan.Applied there = shown;
    if (there == null) {
      return Optional.empty();
    }
    if (order.scrub()) {
      return scrub(there);
    }
    return mark != null && due && shows(wanted) ? step(there, mark, now) : Optional.empty();
  }

  /** Reads a part of what is there, as its cadence and budget have it, and remembers how far. */
  private Optional<String> step(ReplicationPlan.Applied there, MirrorMark mark, Instant now) {
    try {
      ScrubStep step = ScrubStep.of(there, mark.scrub(), now);
      MirrorScrub scrub = new MirrorScrub(parts, deadline, copy);
      Optional<String> failed = scrub.some(step.objects());
      draft.drifted(scrub.drift());
      draft.copied(copy.done(copy.done(0).objects()));
      mended = !scrub.drift().isEmpty();
      return failed.or(
          () ->
              failed(
                  "mark",
                  parts
                      .mirror()
                      .remember(parts.gate().id().set(), mark.scrubbed(step.after()), deadline)));
    } catch (UnreadablePage page) {
      spoil(page.why());
      return Optional.empty();
    }
  }

  private void spoil(String why) {
    spoilt = true;
    shown = null;
    draft.remark("what is at the destination cannot be used: " + why);
  }

  /** Reads everything, and brings anew what is wrong, unless that is only to be said. */
  private Optional<String> scrub(ReplicationPlan.Applied now) {
    MirrorScrub scrub = new MirrorScrub(parts, deadline, order.dry() ? null : copy);
    try {
      Optional<String> failed = scrub.all(now);
      draft.drifted(scrub.drift());
      draft.copied(copy.done(now.version().count(now.selector())));
      mended = !order.dry() && !scrub.drift().isEmpty();
      spoilt |= order.dry() && !scrub.drift().isEmpty();
      return failed;
    } catch (UnreadablePage page) {
      spoil(page.why());
      return Optional.empty();
    }
  }

  /** How a run ends that has nothing to bring. */
  Outcome idle() {
    return mended ? new Outcome.Applied() : new Outcome.UpToDate();
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
    return pointer == null ? marked : marked.raisedTo(pointer, marked.epoch());
  }

  /**
   * Brings a version that may be believed.
   *
   * @throws UnreadablePage where a page of it cannot be read
   */
  ReplicateReport act(Version wanted, byte[] signed) {
    return switch (plan(wanted)) {
      case ReplicationPlan.Refused(_, String sentence) ->
          draft.ended(new Outcome.Refused(sentence));
      case ReplicationPlan.Copy plan -> {
        draft.differing(plan.difference());
        yield draft.ended(order.dry() ? new Outcome.Planned() : copied(plan, signed));
      }
    };
  }

  /** Where what is there cannot be read, it is as if nothing were. */
  private ReplicationPlan plan(Version wanted) {
    ReplicationPlan.Applied now = shown;
    try {
      return ReplicationPlan.of(now, wanted, order.taking());
    } catch (UnreadablePage page) {
      if (now == null || !page.isOf(now.version().pages())) {
        throw page;
      }
      spoil(page.why());
      return ReplicationPlan.of(null, wanted, order.taking());
    }
  }

  private Outcome copied(ReplicationPlan.Copy plan, byte[] signed) {
    order.begins().accept(plan.difference());
    ReplicationPlan.Applied now = shown;
    Set<Blob> there = new HashSet<>();
    if (now != null) {
      Manifest manifest = now.version().manifest();
      there.addAll(manifest.objects().blobs());
      there.addAll(manifest.deletions().tombstones().blobs());
    }
    RegionChanges changes = new RegionChanges(now, plan.wanted(), selector());
    Optional<String> failed =
        Rescue.of(parts.mirror(), () -> brought(changes, there), deadline)
            .or(() -> copy.bring(changes))
            .or(() -> copy.pages(plan.wanted(), there));
    draft.copied(copy.done(plan.objects()));
    return failed.<Outcome>map(Outcome.Held::new).orElseGet(() -> switched(plan, signed));
  }

  /**
   * What the region gets anew. What it shows besides, no collection takes: the pointer is at one of
   * the two versions all the time.
   */
  private Set<Condemned> brought(RegionChanges changes, Set<Blob> there) {
    Set<Condemned> all = new HashSet<>();
    changes.brought(
        object -> {
          all.add(new Condemned.OfBlob(object.blob()));
          return true;
        });
    Manifest manifest = changes.wanted().manifest();
    Stream.of(manifest.objects(), manifest.deletions().tombstones())
        .flatMap(pages -> pages.blobs().stream())
        .filter(page -> !there.contains(page))
        .forEach(page -> all.add(new Condemned.OfBlob(page)));
    all.add(
        new Condemned.OfManifest(parts.gate().id().set(), changes.wanted().published().pointer()));
    return all;
  }

  /** The manifest, read back; the mark; the pointer: readers follow that alone. */
  private Outcome switched(ReplicationPlan.Copy plan, byte[] signed) {
    String name = parts.gate().id().set();
    Pointer pointer = plan.wanted().published().pointer();
    Manifest manifest = plan.wanted().manifest();
    Optional<String> failed =
        failed("manifest", parts.mirror().keepManifest(name, pointer, signed, deadline))
            .or(() -> differs(pointer));
    if (failed.isPresent()) {
      return new Outcome.Held(failed.get());
    }
    Floor floor = new Floor(pointer, manifest.edition().epoch());
    MirrorMark before = seen.mark();
    ScrubCursor scrub =
        before == null ? ScrubCursor.at(manifest.edition().created()) : before.scrub();
    MirrorMark mark = new MirrorMark(floor, selector(), manifest.edition().expires(), scrub);
    failed = failed("mark", parts.mirror().remember(name, mark, deadline));
    if (failed.isPresent()) {
      return new Outcome.Held(failed.get());
    }
    return pointer.equals(seen.pointer()) ? new Outcome.Applied() : pointed(pointer);
  }

  private Optional<String> differs(Pointer pointer) {
    return switch (set.at(pointer, deadline)) {
      case Looked.Found _ -> Optional.empty();
      case Looked.Refused(ManifestVerdict.Refused why) ->
          Optional.of("read back, the manifest is another: " + why.sentence());
      case Looked.Unreadable(String why) -> Optional.of("read back: " + why);
    };
  }

  private Outcome pointed(Pointer pointer) {
    String name = parts.gate().id().set();
    ManifestStore.Held held = seen.held();
    String tag = held == null ? null : held.tag();
    ApplyOutcome outcome = parts.mirror().point(name, tag, pointer, deadline);
    if (outcome instanceof ApplyOutcome.Refused || outcome instanceof ApplyOutcome.Expired) {
      return new Outcome.Held("the pointer was not moved: " + outcome.text());
    }
    boolean there =
        parts.mirror().pointer(name, deadline)
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
