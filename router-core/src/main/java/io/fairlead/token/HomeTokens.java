package io.fairlead.token;

import io.fairlead.artifact.Edition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one region knows of the tokens of one home.
 *
 * @param newest of the row that it was read from
 * @param grants those that it may read, revoked or not, by id
 * @param revocations by id
 */
public record HomeTokens(
    FeedId id,
    Edition newest,
    SortedMap<TokenId, OpenedGrant> grants,
    SortedMap<TokenId, Revocation> revocations) {
  public HomeTokens {
    grants = Collections.unmodifiableSortedMap(grants);
    revocations = Collections.unmodifiableSortedMap(revocations);
  }

  /**
   * What pages say together. A revocation counts for every grant, in whatever order they were
   * written.
   *
   * @param pages of one row, from a whole one to the newest
   */
  public static HomeTokens of(List<OpenedPage> pages) {
    if (pages.isEmpty() || !pages.getFirst().page().isWhole()) {
      throw new IllegalArgumentException("pages are read from a whole one on");
    }
    SortedMap<TokenId, Revocation> revocations = new TreeMap<>();
    for (OpenedPage each : pages) {
      each.page().revocations().forEach(found -> revocations.put(found.id(), found));
    }
    SortedMap<TokenId, OpenedGrant> grants = new TreeMap<>();
    for (OpenedPage each : pages) {
      each.grants().forEach(found -> grants.put(found.grant().id(), found));
    }
    TokenPage newest = pages.getLast().page();
    return new HomeTokens(newest.id(), newest.edition(), grants, revocations);
  }

  /** How long its newest page vouches for it from when it was written. */
  Duration validFor() {
    return Duration.between(newest.created(), newest.expires());
  }

  /**
   * Whether its grants may still be believed: a ledger's always, a feed's until its newest page
   * expires. A home that was taken over writes no more, so its feed is judged as it was then.
   */
  public boolean isFresh(Instant now, Takeovers takeovers) {
    Instant out = takeovers.out().get(id.home());
    return id.kind() == FeedId.Kind.LEDGER
        || newest.expires().isAfter(now)
        || (out != null && newest.expires().isAfter(out));
  }
}
