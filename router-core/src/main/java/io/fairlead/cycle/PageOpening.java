package io.fairlead.cycle;

import io.fairlead.port.OpeningKeys;
import io.fairlead.port.Reading;
import io.fairlead.token.FeedId;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.OpenedPage;
import io.fairlead.token.SealedGrant;
import io.fairlead.token.SealedText;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenPage;
import io.fairlead.token.WrappedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads pages with the keys of one region: the boxes that are sealed for it, and no others. */
public record PageOpening(String region, OpeningKeys keys) {
  /** A page as the region reads it; unreadable where a box of its own does not open. */
  public Reading<OpenedPage> open(TokenPage page, Instant deadline) {
    List<SealedGrant> mine =
        page.grants().stream().filter(each -> each.boxes().containsKey(region)).toList();
    if (mine.isEmpty()) {
      return new Reading.Known<>(new OpenedPage(page, List.of()));
    }
    WrappedKey key =
        page.keys().stream().filter(each -> each.region().equals(region)).findFirst().orElseThrow();
    FeedId id = page.id();
    byte[] context = SealedText.ofKey(id, page.edition().epoch(), region);
    Optional<byte[]> wrapped = bytes(key.base64());
    if (wrapped.isEmpty()) {
      return new Reading.Unreadable<>(said(page, "its key is no base64"));
    }
    return switch (keys.unwrap(key.keyId(), wrapped.get(), context, deadline)) {
      case Reading.Unreadable<OpeningKeys.Unwrapped>(String why) ->
          new Reading.Unreadable<>(said(page, why));
      case Reading.Known<OpeningKeys.Unwrapped>(OpeningKeys.Unwrapped unwrapped) ->
          opened(page, mine, unwrapped);
    };
  }

  private Reading<OpenedPage> opened(
      TokenPage page, List<SealedGrant> mine, OpeningKeys.Unwrapped key) {
    List<OpenedGrant> grants = new ArrayList<>();
    for (SealedGrant sealed : mine) {
      byte[] context =
          SealedText.ofClaims(page.id(), page.edition().epoch(), sealed.grant(), region);
      Optional<TokenClaims> claims =
          bytes(String.valueOf(sealed.boxes().get(region)))
              .flatMap(box -> key.open(box, context))
              .flatMap(PageOpening::claims);
      if (claims.isEmpty()) {
        return new Reading.Unreadable<>(
            said(page, "what is sealed of token " + sealed.grant().id().hex() + " was changed"));
      }
      grants.add(new OpenedGrant(sealed.grant(), claims.get()));
    }
    return new Reading.Known<>(new OpenedPage(page, grants));
  }

  private static String said(TokenPage page, String why) {
    return "page %d of %s: %s".formatted(page.version(), page.id().name(), why);
  }

  private static Optional<TokenClaims> claims(byte[] clear) {
    try {
      return Optional.of(TokenClaims.decode(clear));
    } catch (IllegalArgumentException _) {
      // What it says goes into no sentence: it is what was sealed.
      return Optional.empty();
    }
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
