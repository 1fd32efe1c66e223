package io.fairlead.cycle;

import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.Difference;
import io.fairlead.artifact.DraftPages;
import io.fairlead.artifact.KeySignature;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Publication;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.SignedManifest;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.artifact.Version;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.cycle.PublishReport.Uploaded;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.port.Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a set, in the order that lets readers see the old version or the new one and nothing
 * between: content, then the signed manifest, then the pointer. Killed anywhere it leaves the old
 * version; content and manifests that nobody points at are taken up by the next run or do no harm.
 */
public final class PublishCycle {
  private final Parts parts;
  private final PublishedSet set;

  /**
   * What it works with.
   *
   * @param gate what destinations check manifests by: what they would refuse is not published
   * @param signers one, or two while a key is replaced
   * @param lanes how many objects are uploaded at a time
   */
  public record Parts(ArtifactStore store, ManifestGate gate, List<Signer> signers, Lanes lanes) {
    public Parts {
      signers = List.copyOf(signers);
    }
  }

  /**
   * One order to publish.
   *
   * @param dry whether only to say what would be done
   * @param scrub whether to read all that the store has, and to upload again what is damaged there
   */
  public record Order(
      PublishTerms terms, Publication.Signing signing, boolean dry, boolean scrub) {}

  /** A cycle over one set. */
  public PublishCycle(Parts parts) {
    this.parts = parts;
    this.set = new PublishedSet(parts.store(), parts.gate());
  }

  /** Publishes some content. */
  public PublishReport run(PublishContent content, Order order, Instant deadline) {
    return switch (set.pointer(deadline)) {
      case Reading.Unreadable<Optional<ManifestStore.Held>>(String why) ->
          ended(new Outcome.Unreachable(why), null);
      case Reading.Known<Optional<ManifestStore.Held>>(Optional<ManifestStore.Held> held) ->
          held.isEmpty()
              ? from(new Last(null, null), content, order, deadline)
              : after(held.get(), content, order, deadline);
    };
  }

  /** The version that is there, and the tag of its pointer. */
  private record Last(@Nullable Version version, @Nullable String tag) {
    @Nullable Published published() {
      Version there = version;
      return there == null ? null : there.published();
    }
  }

  private PublishReport after(
      ManifestStore.Held held, PublishContent content, Order order, Instant deadline) {
    return switch (set.at(held.pointer(), deadline)) {
      case Looked.Found(Published published, _) ->
          from(new Last(set.version(published, deadline), held.tag()), content, order, deadline);
      case Looked.Refused(ManifestVerdict.Refused why) ->
          ended(
              new Outcome.Refused(
                  "the version that is there, %d, is not the master's: %s%s"
                      .formatted(held.pointer().version(), why.sentence(), advice(why))),
              null);
      case Looked.Unreadable(String why) -> ended(new Outcome.Unreachable(why), null);
    };
  }

  private static String advice(ManifestVerdict.Refused why) {
    return switch (why.reason()) {
      case UNKNOWN_KEY, BAD_SIGNATURE ->
          "; where a key was replaced, 'keys' names the old one, too, until every region has a version of the new one";
      default -> "";
    };
  }

  private PublishReport from(Last last, PublishContent content, Order order, Instant deadline) {
    boolean all = order.scrub() || order.terms().isRebuilding();
    DraftPages draft = new DraftPages(last.version(), all);
    try {
      return switch (content.objects(last.version(), draft::add, deadline)) {
        case PublishContent.Answer.Refused(String why) ->
            ended(new Outcome.Refused(why), last.published());
        case PublishContent.Answer.Unreadable(String why) ->
            ended(new Outcome.Unreachable(why), last.published());
        case PublishContent.Answer.All() ->
            decide(last, new Content(content, draft), order, deadline);
      };
    } catch (UnreadablePage page) {
      return ended(unreadable(page), last.published());
    }
  }

  private static Outcome unreadable(UnreadablePage page) {
    return page.refused() == null
        ? new Outcome.Unreachable(page.why())
        : new Outcome.Refused("the version that is there is not the master's: " + page.why());
  }

  /** What is to be published: the content of objects, and pages of them. */
  private record Content(PublishContent content, DraftPages draft) {}

  private PublishReport decide(Last last, Content content, Order order, Instant deadline) {
    Published before = last.published();
    Upload upload = new Upload(parts, content.content(), deadline);
    switch (Publication.of(last.version(), content.draft(), order.terms(), order.signing())) {
      case Publication.Refused(_, String sentence) -> {
        return ended(new Outcome.Refused(sentence), before);
      }
      case Publication.Unchanged(Manifest there) -> {
        if (order.dry() || !order.scrub()) {
          return ended(new Outcome.Unchanged(), before);
        }
        Outcome outcome = upload.mend(there, content.draft()).orElseGet(Outcome.Unchanged::new);
        return new PublishReport(outcome, before, null, Difference.NONE, upload.done());
      }
      case Publication.Next(Manifest manifest, Difference difference) -> {
        Outcome outcome =
            order.dry()
                ? new Outcome.Planned()
                : rescue(Version.unsigned(manifest, content.draft()), deadline)
                    .or(
                        () ->
                            upload.all(
                                order.terms().isRebuilding() ? null : last.version(),
                                manifest,
                                content.draft()))
                    .or(
                        () ->
                            order.scrub()
                                ? upload.mend(manifest, content.draft())
                                : Optional.empty())
                    .orElseGet(() -> publish(last, manifest, deadline));
        return new PublishReport(outcome, before, manifest, difference, upload.done());
      }
    }
  }

  private Optional<Outcome> rescue(Version next, Instant deadline) {
    Supplier<Set<Condemned>> needed =
        () -> {
          Set<Condemned> blobs = new HashSet<>();
          next.blobs(blob -> blobs.add(new Condemned.OfBlob(blob)));
          return blobs;
        };
    return Rescue.of(parts.store(), needed, deadline).map(Outcome.Unreachable::new);
  }

  private Outcome publish(Last last, Manifest manifest, Instant deadline) {
    byte[] body = SignedManifest.body(manifest);
    List<KeySignature> signatures = new ArrayList<>();
    for (Signer signer : parts.signers()) {
      switch (signer.sign(body, deadline)) {
        case Signer.Signed.Signature(byte[] bytes) ->
            signatures.add(
                new KeySignature(signer.keyId(), Base64.getEncoder().encodeToString(bytes)));
        case Signer.Signed.Failed(String why) -> {
          return new Outcome.Unreachable("key " + signer.keyId() + " did not sign: " + why);
        }
      }
    }
    byte[] signed = new SignedManifest(body, signatures).encode();
    if (signed.length > Manifest.MAX_BYTES) {
      return new Outcome.Refused(
          "its manifest has %d bytes, and readers take %d: split the set"
              .formatted(signed.length, Manifest.MAX_BYTES));
    }
    Pointer pointer = Pointer.to(manifest.version(), signed);
    if (parts.gate().authentic(signed, pointer) instanceof ManifestVerdict.Refused refused) {
      return new Outcome.Refused(
          "no destination would take it: %s: 'sign' needs the private key of what 'keys' has"
              .formatted(refused.sentence()));
    }
    return kept(last, new Published(pointer, manifest), signed, deadline);
  }

  private Outcome kept(Last last, Published next, byte[] signed, Instant deadline) {
    String name = parts.gate().id().set();
    ApplyOutcome kept = parts.store().keepManifest(name, next.pointer(), signed, deadline);
    if (!(kept instanceof ApplyOutcome.Accepted)) {
      return new Outcome.Unreachable("the manifest was not kept: " + kept.text());
    }
    return switch (set.at(next.pointer(), deadline)) {
      case Looked.Found _ -> pointed(last, next, deadline);
      case Looked.Refused(ManifestVerdict.Refused why) ->
          new Outcome.Unreachable("read back, the manifest is another: " + why.sentence());
      case Looked.Unreadable(String why) -> new Outcome.Unreachable("read back: " + why);
    };
  }

  private Outcome pointed(Last last, Published next, Instant deadline) {
    String name = parts.gate().id().set();
    return switch (parts.store().point(name, last.tag(), next.pointer(), deadline)) {
      case ApplyOutcome.Accepted() -> new Outcome.Done(next);
      case ApplyOutcome.Conflict _ -> new Outcome.Overtaken();
      case ApplyOutcome.Refused(String why, _) -> new Outcome.Refused(why);
      case ApplyOutcome.Expired() -> new Outcome.Unreachable("no time was left");
      case ApplyOutcome.Unknown(String why) -> looked(next, why, deadline);
    };
  }

  /** After a lost answer: where the pointer is there, it is there. */
  private Outcome looked(Published next, String why, Instant deadline) {
    boolean there =
        set.pointer(deadline) instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)
            && held.filter(now -> now.pointer().equals(next.pointer())).isPresent();
    return there ? new Outcome.Done(next) : new Outcome.Unknown(why);
  }

  private static PublishReport ended(Outcome outcome, @Nullable Published before) {
    return new PublishReport(outcome, before, null, Difference.NONE, Uploaded.NOTHING);
  }
}
