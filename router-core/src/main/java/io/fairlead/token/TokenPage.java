package io.fairlead.token;

import io.fairlead.artifact.Edition;
import io.fairlead.artifact.Note;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One page of a row that only grows: what it adds to the pages before, or, as a whole page, all
 * that is still needed. It is signed as it is, and never changed.
 *
 * @param edition version, epoch of the writer's office, page before; a page of a feed that is the
 *     newest vouches for its row until it expires
 * @param note who wrote it and why
 * @param keys a key for each region that the row is for, by region
 * @param revocations by id; they count before any grant
 * @param grants by id
 */
public record TokenPage(
    FeedId id,
    Edition edition,
    PagePosition position,
    Note note,
    List<WrappedKey> keys,
    List<Revocation> revocations,
    List<SealedGrant> grants) {
  public TokenPage {
    keys = keys.stream().sorted(Comparator.comparing(WrappedKey::region)).toList();
    revocations = revocations.stream().sorted(Comparator.comparing(Revocation::id)).toList();
    grants = grants.stream().sorted(Comparator.comparing(each -> each.grant().id())).toList();
    require(edition.master().equals(id.home()), "a page is of its home region");
    require(
        position.base() >= 1 && position.base() <= edition.version() && position.source() >= 0,
        "a page's last whole page is itself or before it");
    require(
        edition.parent() != null || position.base() == edition.version(),
        "a first page is a whole one");
    Set<String> regions = keys.stream().map(WrappedKey::region).collect(Collectors.toSet());
    require(regions.size() == keys.size(), "a page has one key for each region");
    Set<TokenId> ids = new HashSet<>();
    for (Revocation each : revocations) {
      require(ids.add(each.id()), "a page names each token once");
    }
    for (SealedGrant each : grants) {
      require(ids.add(each.grant().id()), "a page names each token once");
      require(regions.containsAll(each.boxes().keySet()), "each box has a key of its page");
      require(isOfKind(id, each), "a box is not where its class and scope allow it");
    }
  }

  /** The page's version. */
  public long version() {
    return edition.version();
  }

  /** Whether nothing before it is needed. */
  public boolean isWhole() {
    return position.base() == edition.version();
  }

  /** A ledger is sealed for the home alone; what is region-local is on no feed. */
  private static boolean isOfKind(FeedId id, SealedGrant sealed) {
    return sealed.grant().scope().home().equals(id.home())
        && switch (id.kind()) {
          case LEDGER -> sealed.boxes().keySet().equals(Set.of(id.home()));
          case FEED ->
              !sealed.boxes().isEmpty()
                  && !sealed.boxes().containsKey(id.home())
                  && sealed.grant().scope().kind() != TokenClass.REGION_LOCAL;
        };
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
