package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Edition;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.ManifestVerdict.Reason;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.SignedManifest;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.token.PageVerdict.Admitted;
import io.fairlead.token.PageVerdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a page is checked for before anything of it is believed: that it is the one pointed at and
 * of this row, whose signature it has, and that its writer has not been relieved. A page that has
 * expired is believed all the same, because its revocations hold; its row is then too old for its
 * grants.
 */
public record PageGate(FeedId id, TrustedKeys keys) {
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  /** Whether bytes are the home's page that a pointer names, by signature. */
  public PageVerdict signed(byte[] stored, Pointer pointer) {
    return checked(stored, pointer, true);
  }

  /** The same of a page before one that was believed: its digest stands in what was signed. */
  public PageVerdict linked(byte[] stored, Pointer pointer) {
    return checked(stored, pointer, false);
  }

  /** What is wrong with following a newest page, after what was seen before. */
  public Optional<Refused> objection(TokenPage newest, Floor floor, Instant startedAt) {
    Edition edition = newest.edition();
    if (edition.epoch() < floor.epoch()) {
      return Optional.of(
          new Refused(
              Reason.OLD_EPOCH,
              "it was written in epoch %d of %s's office, and epoch %d was seen: a writer that was relieved has come back"
                  .formatted(edition.epoch(), id.home(), floor.epoch())));
    }
    if (edition.created().isAfter(startedAt.plus(CLOCK_SLACK))) {
      return Optional.of(
          new Refused(
              Reason.FROM_THE_FUTURE,
              "written at %s, and it is %s here: set the clocks right"
                  .formatted(edition.created(), startedAt)));
    }
    return Optional.empty();
  }

  private PageVerdict checked(byte[] stored, Pointer pointer, boolean bySignature) {
    if (stored.length != pointer.length()) {
      return new Refused(
          Reason.LENGTH, "%d bytes instead of %d".formatted(stored.length, pointer.length()));
    }
    if (!ContentDigest.of(stored).equals(pointer.digest())) {
      return new Refused(
          Reason.DIGEST, "its SHA-256 does not begin with %s".formatted(pointer.digest().brief()));
    }
    try {
      SignedManifest signed = SignedManifest.decode(stored);
      Optional<ManifestVerdict.Refused> objection =
          bySignature ? keys.objection(signed) : Optional.empty();
      return objection
          .<PageVerdict>map(why -> new Refused(why.reason(), why.sentence()))
          .orElseGet(() -> named(PageText.decode(signed.body(), id), pointer));
    } catch (IllegalArgumentException e) {
      return new Refused(Reason.FORM, String.valueOf(e.getMessage()));
    }
  }

  private static PageVerdict named(TokenPage page, Pointer pointer) {
    return page.version() == pointer.version()
        ? new Admitted(page)
        : new Refused(
            Reason.MIXED,
            "it is page %d, where page %d was asked for"
                .formatted(page.version(), pointer.version()));
  }
}
