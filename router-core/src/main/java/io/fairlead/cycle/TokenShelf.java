package io.fairlead.cycle;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.cycle.RowReading.Opened;
import io.fairlead.cycle.TokenPages.Newest;
import io.fairlead.cycle.TokenPages.Stored;
import io.fairlead.token.FeedId;
import io.fairlead.token.HomeTokens;
import io.fairlead.token.LookupKey;
import io.fairlead.token.OpenedPage;
import io.fairlead.token.TokenBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one region has: its own ledger, and its copies of the other homes' feeds. A row that
 * cannot be read is left as it was read last; one that never was has no active token.
 */
public final class TokenShelf {
  private final Parts parts;
  private final List<Row> rows = new ArrayList<>();
  private @Nullable Newest ownFeed;

  /**
   * What it reads.
   *
   * @param rows its own ledger, and copies of the others' feeds
   * @param ownFeed the feed made from its own ledger, which shows whether the ledger went back
   */
  public record Parts(
      TokenBook.Place place,
      List<TokenPages> rows,
      TokenPages ownFeed,
      PageOpening opening,
      Function<ContentDigest, LookupKey> lookup) {
    public Parts {
      rows = List.copyOf(rows);
    }
  }

  /** What was found, and what of it is not as it should be. */
  public record Found(TokenBook book, List<HomeTokens> homes, List<String> problems) {
    public Found {
      homes = List.copyOf(homes);
      problems = List.copyOf(problems);
    }

    /** Whether answers can be given by it: a place of which nothing could be read tells nothing. */
    public boolean isAnything() {
      return !homes.isEmpty() || problems.isEmpty();
    }
  }

  /** Nothing is read yet. */
  public TokenShelf(Parts parts) {
    this.parts = parts;
    parts.rows().forEach(row -> rows.add(new Row(new RowReading(row, parts.opening()))));
  }

  /** Reads what has changed since. */
  public Found read(Instant deadline) {
    List<String> problems = new ArrayList<>();
    List<HomeTokens> homes = new ArrayList<>();
    for (Row row : rows) {
      row.read(deadline).ifPresent(problems::add);
      HomeTokens tokens = row.tokens;
      if (tokens != null) {
        homes.add(row.id().kind() == FeedId.Kind.LEDGER ? own(tokens, problems, deadline) : tokens);
      }
    }
    return new Found(TokenBook.of(parts.place(), homes, parts.lookup()), homes, problems);
  }

  /** Its own tokens; none of them where the feed shows that the ledger is an older copy. */
  private HomeTokens own(HomeTokens ledger, List<String> problems, Instant deadline) {
    switch (parts.ownFeed().newest(deadline)) {
      case Newest.Unreadable _ -> {
        // What was seen of it before still holds.
      }
      case Newest found -> ownFeed = found;
    }
    if (!(ownFeed instanceof Newest.At(Stored feed, _))
        || (feed.page().position().source() <= ledger.newest().version()
            && feed.page().edition().epoch() <= ledger.newest().epoch())) {
      return ledger;
    }
    problems.add(
        "the ledger of %s is an older copy than its feed was made from: none of its tokens is active"
            .formatted(ledger.id().home()));
    return new HomeTokens(ledger.id(), ledger.newest(), new TreeMap<>(), ledger.revocations());
  }

  /** A row, as it was read last. */
  private static final class Row {
    private final RowReading reading;
    private List<OpenedPage> pages = List.of();
    private @Nullable Stored newest;
    private @Nullable HomeTokens tokens;

    Row(RowReading reading) {
      this.reading = reading;
    }

    FeedId id() {
      return reading.row().id();
    }

    Optional<String> read(Instant deadline) {
      return switch (reading.row().newest(deadline)) {
        case Newest.None() -> Optional.empty();
        case Newest.Unreadable(String why) -> Optional.of(id().name() + ": " + why);
        case Newest.Refused(String sentence) -> Optional.of(sentence);
        case Newest.At(Stored found, _) -> read(found, deadline);
      };
    }

    private Optional<String> read(Stored found, Instant deadline) {
      Stored last = newest;
      if (last != null && last.pointer().equals(found.pointer())) {
        return Optional.empty();
      }
      long seen = last == null ? 0 : last.pointer().version();
      if (found.pointer().version() <= seen) {
        return Optional.of(
            "%s went back from page %d to %d"
                .formatted(id().name(), seen, found.pointer().version()));
      }
      return switch (reading.since(found, seen, deadline)) {
        case Opened.Broken(String why, _) -> Optional.of(why);
        case Opened.Pages(List<OpenedPage> more) -> {
          take(found, more);
          yield Optional.empty();
        }
      };
    }

    private void take(Stored found, List<OpenedPage> more) {
      List<OpenedPage> all = new ArrayList<>(more.getFirst().page().isWhole() ? List.of() : pages);
      all.addAll(more);
      pages = all;
      newest = found;
      tokens = HomeTokens.of(all);
    }
  }
}
