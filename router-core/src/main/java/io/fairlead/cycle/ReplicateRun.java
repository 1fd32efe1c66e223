package io.fairlead.cycle;

import io.fairlead.artifact.Drift;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.ScrubCursor;
import io.fairlead.artifact.SinkJournal;
import io.fairlead.artifact.SlotNames;
import io.fairlead.artifact.SwitchIntent;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run of the replicate cycle over a destination that was read. */
final class ReplicateRun {
  private final ReplicateCycle.Parts parts;
  private final ArtifactSink.State state;
  private final ReplicateCycle.Order order;
  private final Instant deadline;
  private final ReplicateDraft draft;

  /** What readers see, as far as its manifest can be read; null = nothing. */
  private ReplicationPlan.@Nullable Applied shown;

  /** How far the copy has been read again; null = it was never begun. */
  private @Nullable ScrubCursor noted;

  /** Whether what readers see has to be made anew, although its version may be right. */
  private boolean spoilt;

  ReplicateRun(
      ReplicateCycle.Parts parts,
      ArtifactSink.State state,
      ReplicateCycle.Order order,
      Instant deadline) {
    this.parts = parts;
    this.state = state;
    this.order = order;
    this.deadline = deadline;
    noted = state.journal().scrub();
    shown = state.shown().flatMap(this::applied).orElse(null);
    draft = new ReplicateDraft(shown == null ? null : shown.published().pointer());
    if (shown != null) {
      draft.beforeMade(shown.version().manifest().edition().created());
    }
    String foreign = state.foreign();
    if (foreign != null || (shown == null && state.shown().isPresent())) {
      spoilt = true;
      draft.remark(
          (state.journal().intent() == null
                  ? "somebody put something else where readers look: "
                  : "mixed, a switch was begun and is not done: ")
              + (foreign == null ? "a copy whose manifest is not the master's" : foreign));
    }
    String stale = state.stale();
    if (stale != null) {
      spoilt = true;
      draft.remark(stale);
    }
  }

  ReplicateDraft draft() {
    return draft;
  }

  ArtifactSink.State state() {
    return state;
  }

  /**
   * Compares what readers see with what was put there, where that was asked for or a switch was
   * begun and never confirmed.
   *
   * @return why that cannot be done; empty where it was done, or need not be
   */
  Optional<String> scrub(Pointer wanted, Instant now) {
    ReplicationPlan.Applied seen = shown;
    if (seen == null) {
      return Optional.empty();
    }
    try {
      if (order.scrub() || state.journal().intent() != null) {
        return compared(new Drift.Draft(seen.version().taken(seen.selector())), "", _ -> true);
      }
      ScrubCursor cursor = state.journal().scrub();
      return cursor == null || order.dry() || !shows(wanted) || cursor.portion(1, now) == 0
          ? Optional.empty()
          : step(ScrubStep.of(seen, cursor, now));
    } catch (UnreadablePage page) {
      spoil(page);
      return Optional.empty();
    }
  }

  /** Reads a part of what readers see, as its cadence and budget have it, and notes how far. */
  private Optional<String> step(ScrubStep step) {
    Drift.Draft draft = new Drift.Draft(step.objects().iterator());
    SinkJournal next = new SinkJournal(state.journal().floor(), step.after(), null);
    noted = step.after();
    return compared(draft, step.from(), file -> step.covers(file.path()))
        .or(() -> failed("the journal", parts.sink().journal(next, deadline)));
  }

  private Optional<String> compared(Drift.Draft found, String from, Predicate<FoundFile> counts) {
    if (parts
            .sink()
            .contents(slot(), from, file -> counts.test(file) && found.found(file), deadline)
        instanceof Reading.Unreadable<Integer>(String why)) {
      return Optional.of("the destination: " + why);
    }
    Drift drift = found.ended();
    draft.drifted(drift);
    spoilt |= !drift.isEmpty();
    return Optional.empty();
  }

  /** Nothing of a copy whose manifest cannot be read is used. */
  private void spoil(UnreadablePage page) {
    shown = null;
    spoilt = true;
    draft.remark("the copy's own manifest cannot be used: " + page.why());
  }

  /** Whether readers see this version, as this region selects it, with nothing left to do. */
  boolean shows(Pointer pointer) {
    return !spoilt
        && state.journal().intent() == null
        && shown != null
        && shown.published().pointer().equals(pointer)
        && shown.selector().text().equals(order.taking().selector().text());
  }

  /** The highest version ever begun: the journal's, or what readers see where that is gone. */
  Floor floor() {
    Floor begun = state.journal().floor();
    ReplicationPlan.Applied seen = shown;
    return seen == null
        ? begun
        : begun.raisedTo(seen.published().pointer(), seen.published().manifest().edition().epoch());
  }

  /** Tells where what readers see should have been published anew by now. */
  void mindExpiry(Instant now) {
    ReplicationPlan.Applied applied = shown;
    if (applied != null && !applied.published().manifest().edition().expires().isAfter(now)) {
      draft.remark(
          "version %d expired at %s: see why the master has not published since"
              .formatted(
                  applied.published().manifest().version(),
                  applied.published().manifest().edition().expires()));
    }
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
        if (order.dry()) {
          yield draft.ended(new Outcome.Planned());
        }
        yield draft.ended(isShown(plan) ? confirmed(plan) : copied(plan, signed));
      }
    };
  }

  /** Where what readers see cannot be read, it is as if nothing were there. */
  private ReplicationPlan plan(Version wanted) {
    ReplicationPlan.Applied now = shown;
    try {
      return ReplicationPlan.of(now, wanted, order.taking());
    } catch (UnreadablePage page) {
      if (now == null || !page.isOf(now.version().pages())) {
        throw page;
      }
      spoil(page);
      return ReplicationPlan.of(null, wanted, order.taking());
    }
  }

  /** Whether a switch to this version was made and only its confirmation is missing. */
  private boolean isShown(ReplicationPlan.Copy plan) {
    return !spoilt
        && shown != null
        && shown.published().pointer().equals(plan.wanted().published().pointer())
        && shown.selector().text().equals(order.taking().selector().text());
  }

  private Outcome copied(ReplicationPlan.Copy plan, byte[] signed) {
    order.begins().accept(plan.difference());
    String from = state.shown().map(ArtifactSink.Slot::name).orElse(null);
    String to = target(plan.wanted().published().pointer(), from);
    Optional<String> failed =
        failed("the journal", parts.sink().journal(intent(plan, from, to), deadline))
            .or(
                () ->
                    failed(
                        "the new copy",
                        parts
                            .sink()
                            .prepare(
                                slot(to, plan.wanted().published().pointer(), signed), deadline)))
            .or(() -> pages(plan.wanted(), to));
    if (failed.isPresent()) {
      return new Outcome.Held(failed.get());
    }
    SlotCopy copy = new SlotCopy(parts, deadline);
    ReplicationPlan.Applied now = shown;
    try {
      SlotFill.From seen = now == null ? null : new SlotFill.From(slot(), now);
      failed = copy.fill(to, new SlotFill(plan.wanted(), order.taking().selector(), seen));
    } finally {
      draft.copied(copy.done());
    }
    return failed
        .<Outcome>map(why -> copy.isRefused() ? new Outcome.Refused(why) : new Outcome.Held(why))
        .orElseGet(() -> switched(plan, from, to));
  }

  private Optional<String> pages(Version wanted, String to) {
    return new PageCopy(
            parts.lanes(), (blob, page) -> parts.sink().keepPage(to, blob, page, deadline))
        .bring(wanted, Set.of());
  }

  private SinkJournal intent(ReplicationPlan.Copy plan, @Nullable String from, String to) {
    Pointer pointer = plan.wanted().published().pointer();
    return new SinkJournal(floor(plan), cursor(plan), new SwitchIntent(from, to, pointer));
  }

  /** The slot of an open switch to the same version, so that it is resumed; else a new one. */
  private String target(Pointer pointer, @Nullable String from) {
    SwitchIntent open = state.journal().intent();
    return open != null && open.pointer().equals(pointer) && !open.to().equals(from)
        ? open.to()
        : SlotNames.next(pointer, from);
  }

  private Outcome switched(ReplicationPlan.Copy plan, @Nullable String from, String to) {
    ApplyOutcome outcome = parts.sink().show(from, to, deadline);
    if (!(outcome instanceof ApplyOutcome.Accepted || outcome instanceof ApplyOutcome.Unknown)) {
      return new Outcome.Held("readers were not shown the new copy: " + outcome.text());
    }
    Optional<String> differs = differs(plan, to);
    if (differs.isEmpty()) {
      return confirmed(plan);
    }
    String why = outcome instanceof ApplyOutcome.Unknown(String cause) ? cause : differs.get();
    return rolledBack(why, plan, from, to);
  }

  /** Whether readers see anything but the new copy, whole. */
  private Optional<String> differs(ReplicationPlan.Copy plan, String to) {
    if (!(parts.sink().state(deadline)
        instanceof Reading.Known<ArtifactSink.State>(ArtifactSink.State now))) {
      return Optional.of("the destination cannot be read back");
    }
    if (!now.shown().map(ArtifactSink.Slot::name).equals(Optional.of(to))) {
      return Optional.of("readers see something else than the new copy");
    }
    String foreign = now.foreign();
    if (foreign != null) {
      return Optional.of(foreign);
    }
    try {
      // By the copy's own pages, which whoever reads it later goes by.
      Version copy = version(plan.wanted().published(), to);
      Drift.Draft drift = new Drift.Draft(copy.taken(order.taking().selector()));
      return switch (parts.sink().contents(to, "", drift::found, deadline)) {
        case Reading.Unreadable<Integer>(String why) -> Optional.of(why);
        case Reading.Known<Integer> _ -> drift.ended().text();
      };
    } catch (UnreadablePage page) {
      return Optional.of(page.why());
    }
  }

  private Version version(Published published, String slot) {
    return new Version(published, new Pages(blob -> parts.sink().openPage(slot, blob, deadline)));
  }

  private Outcome rolledBack(
      String why, ReplicationPlan.Copy plan, @Nullable String from, String to) {
    if (from == null) {
      return new Outcome.Mixed(why + "; and there is no copy before to go back to");
    }
    ApplyOutcome back = parts.sink().show(to, from, deadline);
    if (back instanceof ApplyOutcome.Accepted) {
      closed(plan).ifPresent(draft::remark);
      return new Outcome.RolledBack(why);
    }
    return new Outcome.Mixed(why + "; and the copy before could not be shown: " + back.text());
  }

  /**
   * Closes the journal; then what nobody needs is removed: all but this copy and the one before.
   */
  private Outcome confirmed(ReplicationPlan.Copy plan) {
    Optional<String> failed = closed(plan);
    if (failed.isPresent()) {
      // Readers see the new copy, read back: that is not taken back for a note about it.
      draft.remark("the next run confirms it: " + failed.get());
      return new Outcome.Applied();
    }
    Set<String> kept = new TreeSet<>();
    state.shown().map(ArtifactSink.Slot::name).ifPresent(kept::add);
    SwitchIntent open = state.journal().intent();
    if (open != null && open.from() != null) {
      kept.add(open.from());
    }
    if (parts.sink().state(deadline)
        instanceof Reading.Known<ArtifactSink.State>(ArtifactSink.State now)) {
      now.shown().map(ArtifactSink.Slot::name).ifPresent(kept::add);
      failed("old copies", parts.sink().keepOnly(kept, deadline)).ifPresent(draft::remark);
    }
    return new Outcome.Applied();
  }

  /** Why the journal still tells of an open switch; empty = it does not. */
  private Optional<String> closed(ReplicationPlan.Copy plan) {
    return failed(
        "the journal",
        parts.sink().journal(new SinkJournal(floor(plan), cursor(plan), null), deadline));
  }

  private ArtifactSink.Slot slot(String name, Pointer pointer, byte[] signed) {
    return new ArtifactSink.Slot(name, pointer, signed, order.taking().selector());
  }

  private Floor floor(ReplicationPlan.Copy plan) {
    return new Floor(
        plan.wanted().published().pointer(), plan.wanted().manifest().edition().epoch());
  }

  /** A switch reads nothing again: the scrub goes on where it was. */
  private ScrubCursor cursor(ReplicationPlan.Copy plan) {
    ScrubCursor now = noted;
    return now == null ? ScrubCursor.at(plan.wanted().manifest().edition().created()) : now;
  }

  private String slot() {
    return state.shown().map(ArtifactSink.Slot::name).orElseThrow();
  }

  /** What readers see, where its own manifest is still there and the master's. */
  private Optional<ReplicationPlan.Applied> applied(ArtifactSink.Slot slot) {
    return parts.gate().authentic(slot.signed(), slot.pointer())
            instanceof ManifestVerdict.Admitted(Manifest manifest)
        ? Optional.of(
            new ReplicationPlan.Applied(
                version(new Published(slot.pointer(), manifest), slot.name()), slot.selector()))
        : Optional.empty();
  }

  private static Optional<String> failed(String what, ApplyOutcome outcome) {
    return outcome instanceof ApplyOutcome.Accepted
        ? Optional.empty()
        : Optional.of(what + ": " + outcome.text());
  }
}
