package io.fairlead.cycle;

import io.fairlead.token.OpenedGrant;
import io.fairlead.token.OpenedPage;
import io.fairlead.token.Revocation;
import io.fairlead.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a page has to say: of others and of a change, all that is still needed. */
final class LedgerContent {
  private final SortedMap<TokenId, Revocation> revocations = new TreeMap<>();
  private final SortedMap<TokenId, OpenedGrant> grants = new TreeMap<>();
  private final Instant now;

  LedgerContent(PageDraft.Content change, Instant now) {
    this.now = now;
    change.revocations().forEach(each -> revocations.put(each.id(), each));
    change.grants().forEach(each -> grants.put(each.grant().id(), each));
  }

  /** What pages say together. */
  void add(List<OpenedPage> pages) {
    revoke(pages);
    pages.forEach(
        page -> page.grants().forEach(each -> grants.putIfAbsent(each.grant().id(), each)));
  }

  /** What pages revoke: a feed may know more than a ledger that went back. */
  void revoke(List<OpenedPage> pages) {
    pages.forEach(
        page -> page.page().revocations().forEach(each -> revocations.put(each.id(), each)));
  }

  /** Without what nobody needs any more; a grant that anything revokes is none. */
  PageDraft.Content needed() {
    return new PageDraft.Content(
        revocations.values().stream().filter(each -> each.isNeeded(now)).toList(),
        grants.values().stream()
            .filter(each -> !revocations.containsKey(each.grant().id()))
            .filter(each -> each.grant().expires().isAfter(now))
            .toList());
  }
}
