package io.fairlead.cycle;

import io.fairlead.cycle.RowReading.Opened;
import io.fairlead.cycle.TokenOffice.Drafted;
import io.fairlead.cycle.TokenPages.Newest;
import io.fairlead.cycle.TokenPages.Stored;
import io.fairlead.token.OpenedPage;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the next page of a feed from the pages that its ledger has had since. */
record FeedDraft(RowReading ledger, PageWriter feed) {
  /** The next page; whole where the one before cannot be added to. */
  Drafted of(
      Newest.@Nullable At last, Stored ledgerNow, TokenOffice.Order order, Instant deadline) {
    TokenPage before = last == null ? null : last.stored().page();
    boolean anew = before == null || !canBeAddedTo(before, ledgerNow.page());
    long from = anew || before == null ? 0 : before.position().source();
    if (from == ledgerNow.page().version()) {
      return new Next(last, ledgerNow, order).ready(false, List.of());
    }
    return switch (ledger.since(ledgerNow, from, deadline)) {
      case Opened.Broken broken -> new Drafted.Ended(broken.outcome());
      case Opened.Pages(List<OpenedPage> pages) ->
          new Next(last, ledgerNow, order).ready(anew || pages.getFirst().page().isWhole(), pages);
    };
  }

  private boolean canBeAddedTo(TokenPage before, TokenPage ledgerNow) {
    return before.edition().epoch() == ledgerNow.edition().epoch()
        && before.version() - before.position().base() < PageDraft.PAGES_BETWEEN
        && feed.hasTodaysKeys(before);
  }

  /** Where the feed's next page stands. */
  private record Next(Newest.@Nullable At last, Stored ledgerNow, TokenOffice.Order order) {
    Drafted ready(boolean whole, List<OpenedPage> pages) {
      LedgerContent content =
          new LedgerContent(new PageDraft.Content(List.of(), List.of()), order.now());
      content.add(pages);
      PageDraft.Content needed = content.needed();
      PageDraft.Content some =
          new PageDraft.Content(
              needed.revocations(),
              needed.grants().stream()
                  .filter(each -> each.grant().scope().kind() != TokenClass.REGION_LOCAL)
                  .toList());
      return new Drafted.Ready(
          new PageDraft(
              last,
              last == null ? 1 : last.stored().page().version() + 1,
              ledgerNow.page().edition().epoch(),
              whole,
              ledgerNow.page().version(),
              order.note(),
              some));
    }
  }
}
