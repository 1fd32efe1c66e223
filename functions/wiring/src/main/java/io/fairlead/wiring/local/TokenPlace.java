package io.fairlead.wiring.local;

import io.fairlead.cycle.PageOpening;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.cycle.TokenPages;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.local.token.FileBoxKeys;
import io.fairlead.local.token.HmacLookup;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Signer;
import io.fairlead.token.FeedId;
import io.fairlead.token.PageGate;
import io.fairlead.token.TokenBook;
import io.fairlead.wiring.topology.Tokens;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tokens of one region as a topology declares them, in folders and with key files. */
public final class TokenPlace {
  private final Topology topology;
  private final String region;
  private final InstantSource clock;
  private final Tokens.TokenRegion declared;

  private TokenPlace(Topology topology, String region, InstantSource clock) {
    this.topology = topology;
    this.region = region;
    this.clock = clock;
    this.declared = Objects.requireNonNull(topology.tokens().regions().get(region), region);
  }

  /**
   * A region that the topology declares tokens for; its folders are made where they are missing. A
   * ledger that is gone is told by the feed that was made from it.
   */
  public static TokenPlace open(Topology topology, String region, InstantSource clock)
      throws IOException {
    TokenPlace place = new TokenPlace(topology, region, clock);
    Files.createDirectories(place.ledgerFolder());
    Files.createDirectories(place.copiesFolder());
    return place;
  }

  /** The writer of the region's own tokens. */
  public TokenOffice office() {
    List<Signer> signers =
        declared.sign().stream().<Signer>map(key -> new FileSigner(key.id(), key.file())).toList();
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
            new TokenBook.Place(region, declared.audience()),
            rows,
            pages(region, FeedId.Kind.FEED, shared()),
            opening(),
            new HmacLookup()));
  }

  private TokenPages ledger() {
    return pages(region, FeedId.Kind.LEDGER, new FolderStore(ledgerFolder(), clock));
  }

  private TokenPages copy(String home) {
    return pages(home, FeedId.Kind.FEED, new FolderStore(copiesFolder(), clock));
  }

  private TokenPages pages(String home, FeedId.Kind kind, ArtifactStore store) {
    Tokens.TokenRegion of = Objects.requireNonNull(topology.tokens().regions().get(home), home);
    FeedId id = new FeedId(topology.fleet().name(), home, kind);
    return new TokenPages(store, new PageGate(id, of.trustedKeys()));
  }

  private ArtifactStore shared() {
    return new FolderStore(Objects.requireNonNull(topology.tokens().store(), "a store"), clock);
  }

  private Path ledgerFolder() {
    return declared.folder().resolve("ledger");
  }

  private Path copiesFolder() {
    return declared.folder().resolve("copies");
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
    return new PageOpening(region, new FileBoxKeys(files));
  }

  private SortedSet<String> others() {
    SortedSet<String> others = new TreeSet<>(topology.tokens().regions().keySet());
    others.remove(region);
    return others;
  }
}
