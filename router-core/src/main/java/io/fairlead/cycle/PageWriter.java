package io.fairlead.cycle;

import io.fairlead.artifact.Edition;
import io.fairlead.artifact.KeySignature;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.SignedManifest;
import io.fairlead.cycle.TokenPages.Newest;
import io.fairlead.cycle.TokenPages.Stored;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.port.SealingKeys;
import io.fairlead.port.Signer;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.PagePosition;
import io.fairlead.token.PageText;
import io.fairlead.token.PageVerdict;
import io.fairlead.token.SealedGrant;
import io.fairlead.token.SealedText;
import io.fairlead.token.TokenPage;
import io.fairlead.token.WrappedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds pages to a row: seals claims for each reader with a fresh key, signs, keeps the page, then
 * moves the pointer by compare-and-set. Killed anywhere it leaves the row as it was.
 *
 * @param readers regions that the row is for
 * @param validFor how long a page vouches for its row
 */
record PageWriter(
    TokenPages row,
    List<Signer> signers,
    SealingKeys keys,
    SortedSet<String> readers,
    Duration validFor) {
  PageWriter {
    signers = List.copyOf(signers);
    readers = new TreeSet<>(readers);
  }

  /** How it ended. */
  sealed interface Written {
    record Done(Stored stored) implements Written {}

    /** Somebody else has written at the same time. */
    record Overtaken() implements Written {}

    record Refused(String why) implements Written {}

    /** Nothing was written. */
    record Unreachable(String why) implements Written {}

    /** It may be written or not. */
    record Unknown(String why) implements Written {}
  }

  /** Whether a page is wrapped with the keys that its readers have now. */
  boolean hasTodaysKeys(TokenPage page) {
    SortedMap<String, String> wanted = new TreeMap<>();
    readers.forEach(region -> wanted.put(region, keys.keyId(region)));
    SortedMap<String, String> found = new TreeMap<>();
    page.keys().forEach(key -> found.put(key.region(), key.keyId()));
    return wanted.equals(found);
  }

  /**
   * Whether a page is sealed with today's keys and signed with one of them: what was replaced by
   * them can go.
   */
  boolean isOfToday(Stored stored) {
    return hasTodaysKeys(stored.page())
        && SignedManifest.decode(stored.signed()).signatures().stream()
            .anyMatch(each -> signers.stream().anyMatch(key -> key.keyId().equals(each.keyId())));
  }

  Written write(PageDraft draft, Instant now, Instant deadline) {
    SortedMap<String, SealingKeys.Fresh> fresh = new TreeMap<>();
    for (String region : readers) {
      byte[] context = SealedText.ofKey(row.id(), draft.epoch(), region);
      switch (keys.fresh(region, context, deadline)) {
        case Reading.Unreadable<SealingKeys.Fresh>(String why) -> {
          return new Written.Unreachable("the key of region " + region + ": " + why);
        }
        case Reading.Known<SealingKeys.Fresh>(SealingKeys.Fresh key) -> fresh.put(region, key);
      }
    }
    byte[] body = PageText.encode(page(draft, fresh, now));
    List<KeySignature> signatures = new ArrayList<>();
    for (Signer signer : signers) {
      switch (signer.sign(body, deadline)) {
        case Signer.Signed.Signature(byte[] bytes) ->
            signatures.add(new KeySignature(signer.keyId(), base64(bytes)));
        case Signer.Signed.Failed(String why) -> {
          return new Written.Unreachable("key " + signer.keyId() + " did not sign: " + why);
        }
      }
    }
    return kept(draft, new SignedManifest(body, signatures).encode(), deadline);
  }

  private TokenPage page(PageDraft draft, SortedMap<String, SealingKeys.Fresh> fresh, Instant now) {
    Newest.At last = draft.last();
    Instant created = now.truncatedTo(ChronoUnit.SECONDS);
    Edition edition =
        new Edition(
            draft.version(),
            row.id().home(),
            draft.epoch(),
            last == null ? null : last.stored().pointer(),
            created,
            created.plus(validFor));
    long base =
        draft.whole() || last == null ? draft.version() : last.stored().page().position().base();
    List<WrappedKey> wrapped = new ArrayList<>();
    fresh.forEach(
        (region, key) ->
            wrapped.add(new WrappedKey(region, keys.keyId(region), base64(key.wrapped()))));
    List<SealedGrant> sealed = new ArrayList<>();
    for (OpenedGrant each : draft.content().grants()) {
      sealed(each, draft.epoch(), fresh).ifPresent(sealed::add);
    }
    return new TokenPage(
        row.id(),
        edition,
        new PagePosition(base, draft.source()),
        draft.note(),
        wrapped,
        draft.content().revocations(),
        sealed);
  }

  /** Sealed for each reader that the token's scope names; empty where that is none. */
  private Optional<SealedGrant> sealed(
      OpenedGrant opened, long epoch, SortedMap<String, SealingKeys.Fresh> fresh) {
    SortedMap<String, String> boxes = new TreeMap<>();
    for (String region : opened.grant().scope().regions()) {
      SealingKeys.@Nullable Fresh key = fresh.get(region);
      if (key != null) {
        byte[] context = SealedText.ofClaims(row.id(), epoch, opened.grant(), region);
        boxes.put(region, base64(key.seal(opened.claims().encode(), context)));
      }
    }
    return boxes.isEmpty() ? Optional.empty() : Optional.of(new SealedGrant(opened.grant(), boxes));
  }

  private Written kept(PageDraft draft, byte[] signed, Instant deadline) {
    if (signed.length > SignedManifest.MAX_BYTES) {
      return new Written.Refused(
          "its page has %d bytes, and readers take %d"
              .formatted(signed.length, SignedManifest.MAX_BYTES));
    }
    Pointer pointer = Pointer.to(draft.version(), signed);
    if (!(row.gate().signed(signed, pointer) instanceof PageVerdict.Admitted(TokenPage page))) {
      return new Written.Refused(
          "no region would take it: the keys of 'sign' are not those that 'keys' trusts");
    }
    ApplyOutcome kept = row.store().keepManifest(row.id().name(), pointer, signed, deadline);
    if (!(kept instanceof ApplyOutcome.Accepted)) {
      return new Written.Unreachable("the page was not kept: " + kept.text());
    }
    Newest.At last = draft.last();
    Stored next = new Stored(pointer, page, signed);
    return switch (row.store()
        .point(row.id().name(), last == null ? null : last.tag(), pointer, deadline)) {
      case ApplyOutcome.Accepted() -> new Written.Done(next);
      case ApplyOutcome.Conflict _ -> new Written.Overtaken();
      case ApplyOutcome.Refused(String why, _) -> new Written.Unreachable(why);
      case ApplyOutcome.Expired() -> new Written.Unreachable("no time was left");
      case ApplyOutcome.Unknown(String why) -> looked(next, why, deadline);
    };
  }

  /** After a lost answer: where the pointer is there, it is there. */
  private Written looked(Stored next, String why, Instant deadline) {
    boolean there =
        row.pointer(deadline) instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)
            && held.filter(now -> now.pointer().equals(next.pointer())).isPresent();
    return there ? new Written.Done(next) : new Written.Unknown(why);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
