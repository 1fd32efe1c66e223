package io.fairlead.cycle;

import io.fairlead.artifact.Floor;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.TokenPages.Newest;
import io.fairlead.cycle.TokenPages.Since;
import io.fairlead.cycle.TokenPages.Stored;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.token.PageVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pulls another home's feed into a region's own store, page by page as they are signed, and moves
 * the copy's pointer once they are all there: a run that is killed leaves the copy as it was, and
 * the next goes on. What was copied is the floor: no older page and no earlier epoch is taken
 * again.
 */
public final class TokenCopyCycle {
  private final TokenPages from;
  private final TokenPages to;

  /** From the store that the home writes, into the region's own. */
  public TokenCopyCycle(TokenPages from, TokenPages to) {
    this.from = from;
    this.to = to;
  }

  /** How it ended. */
  public sealed interface Outcome {
    /** The copy is up to this version; so many pages came. */
    record Copied(long version, int pages) implements Outcome {}

    /** The copy is the feed; one request told. */
    record UpToDate(long version) implements Outcome {}

    /** The home has published nothing. */
    record NothingPublished() implements Outcome {}

    /** The copy is as it was: nothing of what the store gave is used. */
    record Refused(String sentence) implements Outcome {}

    /** The copy is as it was; the next run goes on. */
    record Held(String why) implements Outcome {}
  }

  /** One run. */
  public Outcome run(Instant now, Instant deadline) {
    return switch (to.newest(deadline)) {
      case Newest.Refused(String sentence) -> new Outcome.Held(spoilt(sentence));
      case Newest.Unreadable(String why) -> new Outcome.Held("the copy: " + why);
      case Newest.None() -> after(null, now, deadline);
      case Newest.At at -> after(at, now, deadline);
    };
  }

  private Outcome after(Newest.@Nullable At copy, Instant now, Instant deadline) {
    return switch (from.pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) -> new Outcome.Held(why);
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
          held.map(found -> toward(found, copy, now, deadline)).orElseGet(() -> none(copy));
    };
  }

  private static Outcome none(Newest.@Nullable At copy) {
    return copy == null
        ? new Outcome.NothingPublished()
        : new Outcome.Refused(
            "the store has no feed any more, and version %d was copied: it was emptied"
                .formatted(copy.stored().page().version()));
  }

  private Outcome toward(
      ManifestStore.Held held, Newest.@Nullable At copy, Instant now, Instant deadline) {
    Pointer pointer = held.pointer();
    Floor floor = floor(copy);
    if (pointer.equals(floor.pointer())) {
      return new Outcome.UpToDate(pointer.version());
    }
    Optional<ManifestVerdict.Refused> behind = ManifestGate.objection(pointer, floor);
    if (behind.isPresent()) {
      return new Outcome.Refused(behind.get().sentence());
    }
    return switch (from.at(held, deadline)) {
      case Newest.None() -> new Outcome.NothingPublished();
      case Newest.Unreadable(String why) -> new Outcome.Held(why);
      case Newest.Refused(String sentence) -> new Outcome.Refused(sentence);
      case Newest.At(Stored newest, _) -> {
        Optional<PageVerdict.Refused> objection = from.gate().objection(newest.page(), floor, now);
        yield objection
            .<Outcome>map(
                why ->
                    new Outcome.Refused(
                        "page %d of %s is refused: %s"
                            .formatted(pointer.version(), from.id().name(), why.sentence())))
            .orElseGet(() -> copied(newest, copy, deadline));
      }
    };
  }

  private Outcome copied(Stored newest, Newest.@Nullable At copy, Instant deadline) {
    Pointer had = floor(copy).pointer();
    return switch (from.since(newest, had == null ? 0 : had.version(), deadline)) {
      case Since.Broken(String why, boolean refused) ->
          refused ? new Outcome.Refused(why) : new Outcome.Held(why);
      case Since.Pages(List<Stored> pages) ->
          isContinued(pages.getFirst(), had)
              ? written(pages, copy, deadline)
              : new Outcome.Refused(
                  "page %d does not follow what was copied: the feed was written anew"
                      .formatted(pages.getFirst().page().version()));
    };
  }

  /** Whether pages go on from the copy, or need nothing that was before. */
  private static boolean isContinued(Stored first, @Nullable Pointer had) {
    return first.page().isWhole() || (had != null && had.equals(first.page().edition().parent()));
  }

  private Outcome written(List<Stored> pages, Newest.@Nullable At copy, Instant deadline) {
    String name = to.id().name();
    for (Stored each : pages) {
      ApplyOutcome kept = to.store().keepManifest(name, each.pointer(), each.signed(), deadline);
      if (!(kept instanceof ApplyOutcome.Accepted)) {
        return new Outcome.Held("the copy: " + kept.text());
      }
    }
    Pointer newest = pages.getLast().pointer();
    ApplyOutcome pointed =
        to.store().point(name, copy == null ? null : copy.tag(), newest, deadline);
    return pointed instanceof ApplyOutcome.Accepted
        ? new Outcome.Copied(newest.version(), pages.size())
        : new Outcome.Held("the copy: " + pointed.text());
  }

  private static Floor floor(Newest.@Nullable At copy) {
    return copy == null
        ? Floor.NONE
        : new Floor(copy.stored().pointer(), copy.stored().page().edition().epoch());
  }

  private static String spoilt(String sentence) {
    return "somebody changed the copy (%s): remove the folder of this feed's copy, and it is copied anew"
        .formatted(sentence);
  }
}
