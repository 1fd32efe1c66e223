package io.fairlead.artifact;

import io.fairlead.artifact.ManifestVerdict.Admitted;
import io.fairlead.artifact.ManifestVerdict.Reason;
import io.fairlead.artifact.ManifestVerdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The checks of The Update Framework on a set's manifest, as pure functions: whose it is, that it
 * is the one pointed at, and that it is newer than what was applied. Nothing of the master is
 * asked.
 *
 * @see <a href="https://theupdateframework.github.io/specification/latest/">TUF 1.0.34, section
 *     5</a>
 */
public record ManifestGate(SetId id, String master, TrustedKeys keys) {
  /** How much later than now a manifest may say that it was made. */
  static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  /** Whether the region that has the office now published it, and not one that had it before. */
  public boolean isMasters(Manifest manifest) {
    return manifest.edition().master().equals(master);
  }

  /**
   * Whether bytes are the manifest of the version that a pointer names, by whoever was the master
   * then: a set's history outlives its masters.
   */
  public ManifestVerdict authentic(byte[] stored, Pointer pointer) {
    if (stored.length != pointer.length()) {
      return refused(
          Reason.LENGTH, "%d bytes instead of %d".formatted(stored.length, pointer.length()));
    }
    if (!ContentDigest.of(stored).equals(pointer.digest())) {
      return refused(
          Reason.DIGEST, "its SHA-256 does not begin with %s".formatted(pointer.digest().brief()));
    }
    try {
      SignedManifest signed = SignedManifest.decode(stored);
      var objection = keys.objection(signed);
      return objection.isPresent() ? objection.get() : named(signed.manifest(), pointer);
    } catch (IllegalArgumentException e) {
      return new Refused(Reason.FORM, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether a region may apply it.
   *
   * @param startedAt when this run began: one time for all checks, so that a slow store cannot make
   *     it pass
   */
  public ManifestVerdict admitted(
      Manifest manifest, String region, Floor floor, Instant startedAt) {
    Edition edition = manifest.edition();
    if (!isMasters(manifest)) {
      return refused(
          Reason.OTHER_MASTER,
          "%s published it, and the topology says that %s is the master"
              .formatted(edition.master(), master));
    }
    if (!manifest.scope().contains(region)) {
      return refused(
          Reason.OUT_OF_SCOPE,
          "it is for %s, not for %s".formatted(String.join(", ", manifest.scope()), region));
    }
    if (edition.epoch() < floor.epoch()) {
      return refused(
          Reason.OLD_EPOCH,
          "it was published in epoch %d of the master's office, and this region has seen epoch %d"
              .formatted(edition.epoch(), floor.epoch()));
    }
    if (floor.isAbove(edition.version())) {
      return refused(
          Reason.VERSION_FELL,
          "version %d, and this region has had a later one: an old manifest was put back"
              .formatted(edition.version()));
    }
    if (edition.created().isAfter(startedAt.plus(CLOCK_SLACK))) {
      return refused(
          Reason.FROM_THE_FUTURE,
          "made at %s, and it is %s here: set the clocks right"
              .formatted(edition.created(), startedAt));
    }
    if (!edition.expires().isAfter(startedAt)) {
      return refused(
          Reason.EXPIRED,
          "it expired at %s: publish the set again, and see why nobody did"
              .formatted(edition.expires()));
    }
    return new Admitted(manifest);
  }

  /** Whether a pointer may be followed, before anything else is read. */
  public static Optional<Refused> objection(Pointer pointer, Floor floor) {
    Pointer seen = floor.pointer();
    if (seen == null || pointer.version() > seen.version() || pointer.equals(seen)) {
      return Optional.empty();
    }
    return Optional.of(
        pointer.version() == seen.version()
            ? refused(
                Reason.VERSION_REWRITTEN,
                "the store has another version %d than this region has had: see who published it, and publish until the version is higher"
                    .formatted(pointer.version()))
            : refused(
                Reason.VERSION_FELL,
                "the store points at version %d, and this region has had %d: an old pointer was put back; see who did it, and publish until the version is higher"
                    .formatted(pointer.version(), seen.version())));
  }

  private ManifestVerdict named(Manifest manifest, Pointer pointer) {
    if (!manifest.id().equals(id) || manifest.version() != pointer.version()) {
      return refused(
          Reason.MIXED,
          "it is version %d of set %s of fleet %s, where version %d of %s of %s was asked for"
              .formatted(
                  manifest.version(),
                  manifest.id().set(),
                  manifest.id().fleet(),
                  pointer.version(),
                  id.set(),
                  id.fleet()));
    }
    return new Admitted(manifest);
  }

  private static Refused refused(Reason reason, String sentence) {
    return new Refused(reason, sentence);
  }
}
