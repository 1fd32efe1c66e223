package io.fairlead.artifact;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes of publishing some content as the next version of a set. */
public sealed interface Publication {
  /** The next version, to be signed. */
  record Next(Manifest manifest, Difference difference) implements Publication {}

  /** The content is the last version's, which is valid for more than half of its time. */
  record Unchanged(Manifest manifest) implements Publication {}

  /** Nothing is published. */
  record Refused(Reason reason, String sentence) implements Publication {}

  /** Why nothing is published. */
  enum Reason {
    /** A folder that is not mounted looks like this, and must not empty every gateway. */
    EMPTY_SOURCE,
    TOO_MANY_DELETIONS,
    /** Another region is the master, or this one is already. */
    OFFICE,
    /**
     * The last version is later than now: this clock, or that of whoever published it, is wrong.
     */
    CLOCK
  }

  /**
   * The next version with this content.
   *
   * @param before the last version; null = the set is new
   * @param content pages of all objects; gets pages of tombstones
   * @throws UnreadablePage where a page of the last version cannot be read
   */
  static Publication of(
      @Nullable Version before, DraftPages content, PublishTerms terms, Signing as) {
    Manifest last = before == null ? null : before.manifest();
    long version = last == null ? 1 : terms.after(last.version());
    Manifest next =
        new Manifest(
            terms.id(),
            edition(version, before, terms, as.now()),
            as.note(),
            terms.scope(),
            Deletions.none(terms.maxDelete()),
            content.ended());
    VersionChanges changes = VersionChanges.of(before, next, content);
    Difference difference = changes.difference();
    Optional<Refused> refused = office(last, terms).or(() -> objection(last, next, difference));
    if (refused.isPresent()) {
      return refused.get();
    }
    if (last != null
        && !terms.raisesEpoch()
        && difference.isEmpty()
        && isFresh(last, next, as.now())) {
      return new Unchanged(last);
    }
    Deletions deletions = changes.deletions(next, content);
    return new Next(
        new Manifest(
            next.id(), next.edition(), next.note(), next.scope(), deletions, next.objects()),
        difference);
  }

  /** Who publishes, and when. */
  record Signing(Note note, Instant now) {}

  /** One region publishes at a time: whoever did not take the office over is refused. */
  private static Optional<Refused> office(@Nullable Manifest last, PublishTerms terms) {
    if (last == null) {
      return terms.raisesEpoch()
          ? Optional.of(
              new Refused(
                  Reason.OFFICE, "nothing was published yet: there is no office to take over"))
          : Optional.empty();
    }
    Edition edition = last.edition();
    boolean holds = edition.master().equals(terms.master());
    boolean takes = terms.office() instanceof PublishTerms.Office.TakenOver;
    if (holds == takes && !terms.isRebuilding()) {
      return Optional.of(
          new Refused(
              Reason.OFFICE,
              holds
                  ? "%s is the master already, in epoch %d"
                      .formatted(edition.master(), edition.epoch())
                  : "%s is the master, by version %d in epoch %d, and %s is not: 'fairlead replicate --as master' takes over, '--as follower' takes what it published"
                      .formatted(
                          edition.master(), last.version(), edition.epoch(), terms.master())));
    }
    return Optional.empty();
  }

  private static Optional<Refused> objection(
      @Nullable Manifest last, Manifest next, Difference difference) {
    if (next.objects().pages().isEmpty()) {
      return Optional.of(
          new Refused(
              Reason.EMPTY_SOURCE,
              "the source is empty: nothing is published of what may only be missing"));
    }
    if (last == null) {
      return Optional.empty();
    }
    if (last.edition().created().isAfter(next.edition().created())) {
      return Optional.of(
          new Refused(
              Reason.CLOCK,
              "version %d was made at %s, and it is %s here: set the clocks right"
                  .formatted(last.version(), last.edition().created(), next.edition().created())));
    }
    return Deletions.objection(
            last.objects().count(), difference.removed().count(), next.deletions().percent())
        .map(why -> new Refused(Reason.TOO_MANY_DELETIONS, why));
  }

  private static boolean isFresh(Manifest last, Manifest next, Instant now) {
    Edition edition = last.edition();
    Instant half =
        edition.created().plus(Duration.between(edition.created(), edition.expires()).dividedBy(2));
    return last.scope().equals(next.scope()) && now.isBefore(half);
  }

  private static Edition edition(
      long version, @Nullable Version before, PublishTerms terms, Instant now) {
    Instant created = now.truncatedTo(ChronoUnit.SECONDS);
    return new Edition(
        version,
        terms.master(),
        before == null ? 1 : before.manifest().edition().epoch() + (terms.raisesEpoch() ? 1 : 0),
        before == null ? null : before.published().pointer(),
        created,
        created.plus(terms.validFor()));
  }
}
