package io.fairlead.cycle;

import io.fairlead.artifact.Edition;
import io.fairlead.artifact.Note;
import io.fairlead.cycle.PageWriter.Written;
import io.fairlead.cycle.RowReading.Opened;
import io.fairlead.cycle.TokenPages.Newest;
import io.fairlead.cycle.TokenPages.Stored;
import io.fairlead.cycle.TokenReport.Outcome;
import io.fairlead.port.SealingKeys;
import io.fairlead.port.Signer;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a home region's tokens. Its ledger is the truth; the feed that other regions
 * read is made from it, and says up to which of its pages. So a run that was killed between the two
 * is completed by the next, whatever that was asked for.
 */
public final class TokenOffice {
  private final Parts parts;
  private final PageWriter ledger;
  private final FeedDraft drafts;
  private final PageWriter feed;

  /**
   * What it works with.
   *
   * @param own opens what is sealed for the home region
   * @param others regions that the feed is for
   * @param validFor how long a page of the feed vouches for it
   */
  public record Parts(
      TokenPages ledger,
      TokenPages feed,
      List<Signer> signers,
      SealingKeys keys,
      PageOpening own,
      SortedSet<String> others,
      Duration validFor) {
    public Parts {
      signers = List.copyOf(signers);
      others = new TreeSet<>(others);
    }
  }

  /**
   * What somebody asks for.
   *
   * @param newEpoch whether to relieve whoever has written before
   * @param dry whether only to say what would be done
   */
  public record Order(Note note, Instant now, boolean newEpoch, boolean dry) {}

  /** The office of one home region. */
  public TokenOffice(Parts parts) {
    this.parts = parts;
    String home = parts.ledger().id().home();
    this.ledger =
        new PageWriter(
            parts.ledger(),
            parts.signers(),
            parts.keys(),
            new TreeSet<>(List.of(home)),
            parts.validFor());
    this.feed =
        new PageWriter(
            parts.feed(), parts.signers(), parts.keys(), parts.others(), parts.validFor());
    this.drafts = new FeedDraft(new RowReading(parts.ledger(), parts.own()), feed);
  }

  /** Puts a token on record, then tells the regions that its scope names. */
  public TokenReport issue(OpenedGrant grant, Order order, Instant deadline) {
    return register(List.of(grant), order, deadline);
  }

  /** Puts several on record at once. */
  public TokenReport register(List<OpenedGrant> grants, Order order, Instant deadline) {
    return write(new PageDraft.Content(List.of(), List.copyOf(grants)), order, deadline);
  }

  /** Ends a token, at home and then everywhere. */
  public TokenReport revoke(Revocation revocation, Order order, Instant deadline) {
    return write(new PageDraft.Content(List.of(revocation), List.of()), order, deadline);
  }

  /**
   * Brings the feed up to the ledger, and renews it before it is too old to be accepted. Where keys
   * were replaced, the ledger gets a page of today's first: without one the keys before could never
   * go, unless something is issued or revoked.
   */
  public TokenReport publish(Order order, Instant deadline) {
    Rows rows = new Rows(parts.ledger().newest(deadline), parts.feed().newest(deadline));
    Optional<Outcome> objection = rows.objection(false);
    if (objection.isPresent()) {
      return new TokenReport(new Outcome.Left(), objection.get());
    }
    return switch (rows.ledger()) {
      case Newest.At(Stored stored, _) when !ledger.isOfToday(stored) ->
          renewed(stored, rows, order, deadline);
      case Newest.At(Stored stored, _) ->
          new TokenReport(new Outcome.Left(), published(stored, rows, order, deadline));
      case Newest.None _, Newest.Refused _, Newest.Unreadable _ ->
          new TokenReport(new Outcome.Left(), new Outcome.Left());
    };
  }

  /** A ledger that cannot be renewed is told, and keeps no feed from being published. */
  private TokenReport renewed(Stored stored, Rows rows, Order order, Instant deadline) {
    TokenReport report =
        written(rows, new PageDraft.Content(List.of(), List.of()), order, deadline);
    return report.ledger() instanceof Outcome.Done
        ? report
        : new TokenReport(report.ledger(), published(stored, rows, order, deadline));
  }

  private TokenReport write(PageDraft.Content change, Order order, Instant deadline) {
    Rows rows = new Rows(parts.ledger().newest(deadline), parts.feed().newest(deadline));
    Optional<Outcome> objection = rows.objection(order.newEpoch());
    if (objection.isPresent()) {
      return new TokenReport(objection.get(), new Outcome.Left());
    }
    return written(rows, change, order, deadline);
  }

  private TokenReport written(Rows rows, PageDraft.Content change, Order order, Instant deadline) {
    return switch (draft(rows, change, order, deadline)) {
      case Drafted.Ended(Outcome outcome) -> new TokenReport(outcome, new Outcome.Left());
      case Drafted.Ready _ when order.dry() ->
          new TokenReport(new Outcome.Planned(), new Outcome.Planned());
      case Drafted.Ready(PageDraft draft) ->
          switch (ledger.write(draft, order.now(), deadline)) {
            case Written.Done(Stored stored) ->
                new TokenReport(
                    new Outcome.Done(stored.page().version()),
                    published(stored, rows, order, deadline));
            case Written other -> new TokenReport(outcome(other), new Outcome.Left());
          };
    };
  }

  /** A page that may be written, or why there is none. */
  sealed interface Drafted {
    record Ready(PageDraft draft) implements Drafted {}

    record Ended(Outcome outcome) implements Drafted {}
  }

  private Drafted draft(Rows rows, PageDraft.Content change, Order order, Instant deadline) {
    Newest.At last = rows.ledger() instanceof Newest.At at ? at : null;
    long version = Math.max(rows.ledgerVersion(), order.newEpoch() ? rows.source() : 0) + 1;
    long epoch = order.newEpoch() ? rows.highestEpoch() + 1 : Math.max(rows.ledgerEpoch(), 1);
    boolean whole = last == null || order.newEpoch() || isDue(last.stored());
    Office office = new Office(last, version, epoch);
    if (!whole) {
      return office.ready(false, order.note(), change);
    }
    LedgerContent content = new LedgerContent(change, order.now());
    if (last != null) {
      RowReading reading = new RowReading(parts.ledger(), parts.own());
      switch (reading.since(last.stored(), 0, deadline)) {
        case Opened.Broken broken -> {
          return new Drafted.Ended(broken.outcome());
        }
        case Opened.Pages(var pages) -> content.add(pages);
      }
    }
    if (order.newEpoch() && rows.feed() instanceof Newest.At(Stored stored, _)) {
      switch (new RowReading(parts.feed(), parts.own()).since(stored, 0, deadline)) {
        case Opened.Broken broken -> {
          return new Drafted.Ended(broken.outcome());
        }
        case Opened.Pages(var pages) -> content.revoke(pages);
      }
    }
    return office.ready(true, order.note(), content.needed());
  }

  /** Where the ledger's next page stands. */
  private record Office(Newest.@Nullable At last, long version, long epoch) {
    Drafted ready(boolean whole, Note note, PageDraft.Content content) {
      return new Drafted.Ready(new PageDraft(last, version, epoch, whole, version, note, content));
    }
  }

  /** Whether the next page of the ledger has to be a whole one. */
  private boolean isDue(Stored last) {
    return last.page().version() - last.page().position().base() >= PageDraft.PAGES_BETWEEN
        || !ledger.hasTodaysKeys(last.page());
  }

  private Outcome published(Stored ledgerNow, Rows rows, Order order, Instant deadline) {
    if (parts.others().isEmpty()) {
      return new Outcome.UpToDate();
    }
    return switch (rows.feed()) {
      case Newest.Unreadable(String why) -> new Outcome.Unreachable(why);
      case Newest.Refused(String sentence) -> new Outcome.Refused(sentence);
      case Newest.None() -> published(drafts.of(null, ledgerNow, order, deadline), order, deadline);
      case Newest.At last ->
          isDone(last.stored(), ledgerNow, order.now())
              ? new Outcome.UpToDate()
              : published(drafts.of(last, ledgerNow, order, deadline), order, deadline);
    };
  }

  private Outcome published(Drafted drafted, Order order, Instant deadline) {
    return switch (drafted) {
      case Drafted.Ended(Outcome outcome) -> outcome;
      case Drafted.Ready _ when order.dry() -> new Outcome.Planned();
      case Drafted.Ready(PageDraft draft) -> outcome(feed.write(draft, order.now(), deadline));
    };
  }

  private boolean isDone(Stored feedNow, Stored ledgerNow, Instant now) {
    Edition edition = feedNow.page().edition();
    Instant half =
        edition.created().plus(Duration.between(edition.created(), edition.expires()).dividedBy(2));
    return feedNow.page().position().source() == ledgerNow.page().version()
        && edition.epoch() == ledgerNow.page().edition().epoch()
        && feed.isOfToday(feedNow)
        && now.isBefore(half);
  }

  private static Outcome outcome(Written written) {
    return switch (written) {
      case Written.Done(Stored stored) -> new Outcome.Done(stored.page().version());
      case Written.Overtaken() -> new Outcome.Overtaken();
      case Written.Refused(String why) -> new Outcome.Refused(why);
      case Written.Unreachable(String why) -> new Outcome.Unreachable(why);
      case Written.Unknown(String why) -> new Outcome.Unknown(why);
    };
  }

  /** Both rows as they were found. */
  private record Rows(Newest ledger, Newest feed) {
    long ledgerVersion() {
      return ledger instanceof Newest.At(Stored stored, _) ? stored.page().version() : 0;
    }

    long ledgerEpoch() {
      return ledger instanceof Newest.At(Stored stored, _) ? stored.page().edition().epoch() : 0;
    }

    long source() {
      return feed instanceof Newest.At(Stored stored, _) ? stored.page().position().source() : 0;
    }

    long highestEpoch() {
      long epoch =
          feed instanceof Newest.At(Stored stored, _) ? stored.page().edition().epoch() : 0;
      return Math.max(epoch, ledgerEpoch());
    }

    /** Why this ledger must not be written, or its feed not be made from it. */
    Optional<Outcome> objection(boolean newEpoch) {
      return switch (ledger) {
        case Newest.Refused(String sentence) -> Optional.of(new Outcome.Refused(sentence));
        case Newest.Unreadable(String why) -> Optional.of(new Outcome.Unreachable(why));
        case Newest.None _, Newest.At _ ->
            switch (feed) {
              case Newest.Refused(String sentence) -> Optional.of(new Outcome.Refused(sentence));
              case Newest.Unreadable(String why) ->
                  newEpoch
                      ? Optional.of(
                          new Outcome.Unreachable(
                              "nobody is relieved before the feed can be read: " + why))
                      : Optional.empty();
              case Newest.None _ -> Optional.empty();
              case Newest.At _ -> newEpoch ? Optional.empty() : fallen();
            };
      };
    }

    private Optional<Outcome> fallen() {
      if (highestEpoch() > ledgerEpoch()) {
        return Optional.of(
            new Outcome.Refused(
                (ledgerEpoch() == 0
                        ? "there is no ledger here, and the feed is of epoch %d: this is not the machine that wrote it, or its folder is gone"
                        : "the feed is of epoch %d, and this ledger of an earlier one: its writer was relieved")
                    .formatted(highestEpoch())));
      }
      return source() <= ledgerVersion()
          ? Optional.empty()
          : Optional.of(
              new Outcome.Refused(
                  "the ledger went back: the feed was made from its page %d, and it has %d: an older copy was restored"
                      .formatted(source(), ledgerVersion())));
    }
  }
}
