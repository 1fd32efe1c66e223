package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.token.TokenAnswer.Active;
import io.fairlead.token.TokenAnswer.Inactive;
import io.fairlead.token.TokenAnswer.Reason;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Every token that one region has a record of, as it was at one moment. Readers on many threads ask
 * it; a newer one takes its place.
 */
public final class TokenBook {
  private final Place place;
  private final Function<ContentDigest, LookupKey> lookup;
  private final Map<LookupKey, Known> records;
  private final Set<TokenId> revoked;

  /**
   * Where it is.
   *
   * @param audience the region's own: a token that does not name it is refused, whatever its state
   * @param regions all that have tokens, which alone are named as those that would accept one:
   *     anybody can write a region's name into a text
   */
  public record Place(String region, String audience, Set<String> regions) {
    public Place {
      regions = Set.copyOf(regions);
    }
  }

  private record Known(OpenedGrant opened, HomeTokens home) {}

  private TokenBook(
      Place place,
      Function<ContentDigest, LookupKey> lookup,
      Map<LookupKey, Known> records,
      Set<TokenId> revoked) {
    this.place = place;
    this.lookup = lookup;
    this.records = Collections.unmodifiableMap(records);
    this.revoked = Collections.unmodifiableSet(revoked);
  }

  /**
   * A book of what a region knows.
   *
   * @param homes its own ledger and its copies of the others' feeds; whatever any of them revokes
   *     is revoked
   * @param lookup a keyed digest
   */
  public static TokenBook of(
      Place place, Collection<HomeTokens> homes, Function<ContentDigest, LookupKey> lookup) {
    Set<TokenId> revoked = new HashSet<>();
    homes.forEach(home -> revoked.addAll(home.revocations().keySet()));
    Map<LookupKey, Known> records = new HashMap<>();
    for (HomeTokens home : homes) {
      for (OpenedGrant each : home.grants().values()) {
        records.put(lookup.apply(each.claims().token()), new Known(each, home));
      }
    }
    return new TokenBook(place, lookup, records, revoked);
  }

  /** Whether a token is active here. */
  public TokenAnswer answer(TokenText token, Situation at) {
    Known found = records.get(lookup.apply(token.digest()));
    if (found == null) {
      List<String> hint =
          token.hint(at.takeovers()).stream()
              .filter(place.regions()::contains)
              .filter(each -> !each.equals(place.region()))
              .toList();
      return new Inactive(Reason.UNKNOWN, hint);
    }
    return answer(found, at);
  }

  /** Tokens that are active here. */
  public List<OpenedGrant> active(Situation at) {
    return records.values().stream()
        .filter(each -> answer(each, at) instanceof Active)
        .map(Known::opened)
        .toList();
  }

  /** Ids of the tokens that it has a record of, or a revocation. */
  public Set<TokenId> known() {
    Set<TokenId> known = new HashSet<>(revoked);
    records.values().forEach(each -> known.add(each.opened().grant().id()));
    return known;
  }

  /** Tokens that it has a record of, active or not. */
  public int size() {
    return records.size();
  }

  private TokenAnswer answer(Known found, Situation at) {
    TokenGrant grant = found.opened().grant();
    if (!grant.expires().isAfter(at.now())) {
      return new Inactive(Reason.EXPIRED, List.of());
    }
    if (revoked.contains(grant.id())) {
      return new Inactive(Reason.REVOKED, List.of());
    }
    Takeovers takeovers = at.known(found.home().validFor());
    if (!grant.scope().admits(place.region(), takeovers)) {
      return new Inactive(Reason.ELSEWHERE, grant.scope().admitting(takeovers));
    }
    if (!found.home().isFresh(at.now(), takeovers)) {
      return new Inactive(Reason.STALE, List.of(grant.scope().home()));
    }
    TokenClaims claims = found.opened().claims();
    if (!claims.audience().contains(place.audience())) {
      return new Inactive(Reason.OTHER_AUDIENCE, List.of());
    }
    return new Active(grant, claims);
  }
}
