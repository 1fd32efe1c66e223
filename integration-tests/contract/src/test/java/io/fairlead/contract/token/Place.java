package io.fairlead.contract.token;

import io.fairlead.artifact.Note;
import io.fairlead.cycle.PageOpening;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenPages;
import io.fairlead.cycle.TokenReport;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.local.token.FileBoxKeys;
import io.fairlead.local.token.HmacLookup;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.port.ArtifactStore;
import io.fairlead.token.FeedId;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.PageGate;
import io.fairlead.token.Revocation;
import io.fairlead.token.TokenBook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** One region with its folder, its keys and what it remembers. */
final class Place {
  static final Duration VALID_FOR = Duration.ofMinutes(15);

  final String region;
  final Path folder;
  private final Regions all;
  private TokenShelf shelf;

  Place(String region, Regions all) {
    this.region = region;
    this.all = all;
    this.folder = all.work.resolve(region);
    this.shelf = shelf();
  }

  /** A process of this region begins anew: all that it knows is on its disk. */
  void restart() {
    shelf = shelf();
  }

  TokenReport issue(OpenedGrant grant) {
    return office(store -> store).issue(grant, order(false), deadline());
  }

  TokenReport revoke(Revocation revocation) {
    return office(store -> store).revoke(revocation, order(false), deadline());
  }

  TokenReport publish() {
    return office(store -> store).publish(order(false), deadline());
  }

  /** Pulls every other home's feed. */
  List<TokenCopyCycle.Outcome> replicate() {
    return replicate(store -> store);
  }

  List<TokenCopyCycle.Outcome> replicate(UnaryOperator<ArtifactStore> through) {
    List<TokenCopyCycle.Outcome> outcomes = new ArrayList<>();
    for (String home : all.others(region)) {
      outcomes.add(
          new TokenCopyCycle(
                  pages(home, FeedId.Kind.FEED, through.apply(shared())),
                  pages(home, FeedId.Kind.FEED, through.apply(copies())))
              .run(all.now(), deadline()));
    }
    return outcomes;
  }

  /** What it knows by now. */
  TokenShelf.Found read() {
    return shelf.read(deadline());
  }

  TokenOffice office(UnaryOperator<ArtifactStore> through) {
    return new TokenOffice(
        new TokenOffice.Parts(
            pages(region, FeedId.Kind.LEDGER, through.apply(ledger())),
            pages(region, FeedId.Kind.FEED, through.apply(shared())),
            all.keys.signers(region),
            sealing(),
            opening(),
            new TreeSet<>(all.others(region)),
            VALID_FOR));
  }

  TokenOffice.Order order(boolean newEpoch) {
    return new TokenOffice.Order(new Note("anna@desk", ""), all.now(), newEpoch, false);
  }

  PageOpening opening() {
    TreeMap<String, Path> files = new TreeMap<>();
    all.keys.boxes(region).forEach(id -> files.put(id, all.keys.box(id)));
    return new PageOpening(region, new FileBoxKeys(files));
  }

  TokenPages pages(String home, FeedId.Kind kind, ArtifactStore store) {
    return new TokenPages(store, gate(home, kind));
  }

  PageGate gate(String home, FeedId.Kind kind) {
    return new PageGate(new FeedId("three-regions", home, kind), all.keys.trusted(home));
  }

  ArtifactStore ledger() {
    return new FolderStore(folder.resolve("ledger"), all::now);
  }

  ArtifactStore copies() {
    return new FolderStore(folder.resolve("copies"), all::now);
  }

  ArtifactStore shared() {
    return new FolderStore(all.store, all::now);
  }

  Instant deadline() {
    return all.now().plus(Duration.ofMinutes(5));
  }

  private PublicBoxKeys sealing() {
    TreeMap<String, PublicBoxKeys.BoxKey> keys = new TreeMap<>();
    all.names().forEach(each -> keys.put(each, all.keys.publicBox(each)));
    return new PublicBoxKeys(keys);
  }

  private TokenShelf shelf() {
    List<TokenPages> rows = new ArrayList<>();
    rows.add(pages(region, FeedId.Kind.LEDGER, ledger()));
    all.others(region).forEach(home -> rows.add(pages(home, FeedId.Kind.FEED, copies())));
    return new TokenShelf(
        new TokenShelf.Parts(
            new TokenBook.Place(region, Regions.audience(region), Set.copyOf(all.names())),
            rows,
            pages(region, FeedId.Kind.FEED, shared()),
            opening(),
            new HmacLookup()));
  }
}
