package io.fairlead.wiring.local;

import io.fairlead.cycle.PageOpening;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenPages;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.KeyFiles;
import io.fairlead.local.token.FileBoxKeys;
import io.fairlead.local.token.HmacLookup;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Signer;
import io.fairlead.token.FeedId;
import io.fairlead.token.PageGate;
import io.fairlead.token.TokenBook;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tokens of one region as a topology declares them, in its stores and with key files. */
public final class TokenPlace {
  private final Topology topology;
  private final String region;
  private final Reached reached;
  private final Tokens.TokenRegion declared;

  /** What stores and key files are reached by. */
  public record Reached(Stores stores, KeyFiles keys) {}

  private TokenPlace(Topology topology, String region, Reached reached) {
    this.topology = topology;
    this.region = region;
    this.reached = reached;
    this.declared = Objects.requireNonNull(topology.tokens().regions().get(region), region);
  }

  /**
   * A region that the topology declares tokens for; its folders are made where they are missing. A
   * ledger that is gone is told by the feed that was made from it.
   */
  public static TokenPlace open(Topology topology, String region, Reached reached)
      throws IOException {
    TokenPlace place = new TokenPlace(topology, region, reached);
    for (TokenStore each : List.of(place.at("ledger"), place.at("copies"))) {
      if (each instanceof TokenStore.Folder(Path path)) {
        Files.createDirectories(path);
      }
    }
    return place;
  }

  /** One sentence where a store of a region's tokens cannot be opened here; empty = all can. */
  public static Optional<String> objection(Topology topology, String region, Stores stores) {
    Tokens.TokenRegion of = Objects.requireNonNull(topology.tokens().regions().get(region), region);
    return stores
        .objection(Objects.requireNonNull(topology.tokens().store(), "a store"))
        .or(() -> stores.objection(of.own()));
  }

  /** The writer of the region's own tokens. */
  public TokenOffice office() {
    List<Signer> signers =
        declared.sign().stream()
            .<Signer>map(key -> new FileSigner(key.id(), key.file(), reached.keys()))
            .toList();
    return new TokenOffice(
        new TokenOffice.Parts(
            ledger(),
            pages(region, FeedId.Kind.FEED, shared()),
            signers,
            sealing(),
            opening(),
            others(),
            topology.tokens().validFor()));
  }

  /** Whether this machine issues tokens of the region. */
  public boolean issues() {
    return !declared.sign().isEmpty();
  }

  /** What pulls each other home's feed, by home. */
  public SortedMap<String, TokenCopyCycle> copies() {
    SortedMap<String, TokenCopyCycle> copies = new TreeMap<>();
    for (String home : others()) {
      copies.put(home, new TokenCopyCycle(pages(home, FeedId.Kind.FEED, shared()), copy(home)));
    }
    return copies;
  }

  /** What reads all that the region has. */
  public TokenShelf shelf() {
    List<TokenPages> rows = new ArrayList<>(List.of(ledger()));
    others().forEach(home -> rows.add(copy(home)));
    return new TokenShelf(
        new TokenShelf.Parts(
            new TokenBook.Place(region, declared.audience(), topology.tokens().regions().keySet()),
            rows,
            pages(region, FeedId.Kind.FEED, shared()),
            opening(),
            new HmacLookup()));
  }

  private TokenPages ledger() {
    return pages(region, FeedId.Kind.LEDGER, reached.stores().open(at("ledger")));
  }

  private TokenPages copy(String home) {
    return pages(home, FeedId.Kind.FEED, reached.stores().open(at("copies")));
  }

  private TokenPages pages(String home, FeedId.Kind kind, ManifestStore store) {
    Tokens.TokenRegion of = Objects.requireNonNull(topology.tokens().regions().get(home), home);
    FeedId id = new FeedId(topology.fleet().name(), home, kind);
    return new TokenPages(store, new PageGate(id, of.trustedKeys()));
  }

  private ManifestStore shared() {
    return reached.stores().open(Objects.requireNonNull(topology.tokens().store(), "a store"));
  }

  /** The region's own place; in a folder, ledger and copies are apart. */
  private TokenStore at(String part) {
    return declared.own() instanceof TokenStore.Folder(Path folder)
        ? new TokenStore.Folder(folder.resolve(part))
        : declared.own();
  }

  private PublicBoxKeys sealing() {
    SortedMap<String, PublicBoxKeys.BoxKey> keys = new TreeMap<>();
    topology
        .tokens()
        .regions()
        .forEach(
            (name, each) -> {
              Tokens.BoxKey box = each.boxes().getFirst();
              keys.put(name, PublicBoxKeys.BoxKey.parse(box.id(), box.publicKey()));
            });
    return new PublicBoxKeys(keys);
  }

  private PageOpening opening() {
    SortedMap<String, Path> files = new TreeMap<>();
    for (Tokens.BoxKey box : declared.boxes()) {
      Path file = box.file();
      if (file != null) {
        files.put(box.id(), file);
      }
    }
    return new PageOpening(region, new FileBoxKeys(files, reached.keys()));
  }

  private SortedSet<String> others() {
    SortedSet<String> others = new TreeSet<>(topology.tokens().regions().keySet());
    others.remove(region);
    return others;
  }
}
