package io.fairlead.contract;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.Publication;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SetId;
import io.fairlead.artifact.TrustedKey;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectReport;
import io.fairlead.cycle.CollectedSet;
import io.fairlead.cycle.MirrorCycle;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishCycle;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.StandingCopy;
import io.fairlead.cycle.StoreRebuild;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.parts.KeyFile;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.BytesStream;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A master's folder, its store, and a region's own store, which a reader of it looks at. */
final class Mirroring {
  static final String SET = "gateway";

  private static final SetId ID = new SetId("two-clouds", SET);
  private static final String REGION = "us-east";

  final ArtifactStore store;
  final CollectableStore mirror;
  private final Path source;
  private final Path key;
  private final ManifestGate gate;
  private Instant now = Instant.now();

  Mirroring(Path work, MirrorContract.Places places) throws IOException {
    this.store = places.store();
    this.mirror = places.mirror();
    this.source = Files.createDirectories(work.resolve("source"));
    this.key = work.resolve("key.pem");
    SortedMap<String, TrustedKey> trusted = new TreeMap<>();
    trusted.put("master", TrustedKey.parse(KeyFile.make("Ed25519", key)));
    this.gate = new ManifestGate(ID, "eu-west", new TrustedKeys(trusted));
  }

  void write(String path, String content) throws IOException {
    Path file = source.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  void delete(String path) throws IOException {
    Files.delete(source.resolve(path));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  PublishReport publish() {
    return publish(store, false, Lanes.ONE);
  }

  PublishReport publish(ArtifactStore over, boolean scrub, Lanes lanes) {
    ObjectRule orders = new ObjectRule(List.of(PathPattern.parse("**orders*")), null, List.of("o"));
    return publish(
        new PublishCycle.Parts(over, gate, List.of(new FileSigner("master", key)), lanes),
        PublishContent.of(new FolderSource(source, InstantSource.system()), List.of(orders)),
        scrub);
  }

  /** Publishes what comes from elsewhere than the master's folder. */
  PublishReport publish(ArtifactSource from) {
    return publish(
        new PublishCycle.Parts(store, gate, List.of(new FileSigner("master", key)), Lanes.ONE),
        PublishContent.of(from, List.of()),
        false);
  }

  private PublishReport publish(PublishCycle.Parts parts, PublishContent content, boolean scrub) {
    now = now.plusSeconds(1);
    PublishTerms terms = new PublishTerms(ID, "eu-west", List.of(REGION), Duration.ofDays(7), 50);
    return new PublishCycle(parts)
        .run(
            content,
            new PublishCycle.Order(
                terms, new Publication.Signing(new Note("anna@desk", ""), now), false, scrub),
            soon());
  }

  /** Makes a store that was lost anew from a region's own. */
  PublishReport rebuild(ArtifactStore lost, ArtifactMirror from) {
    StoreRebuild.Copy copy = new StoreRebuild.Copy(REGION, StandingCopy.of(from, SET));
    return switch (StoreRebuild.of(
        new PublishCycle.Parts(lost, gate, List.of(), Lanes.ONE), copy, soon())) {
      case StoreRebuild.Ready ready -> {
        now = now.plusSeconds(1);
        PublishTerms terms =
            new PublishTerms(ID, "eu-west", List.of(REGION), Duration.ofDays(7), 50)
                .rebuilding(ready.newest().pointer().version());
        yield new PublishCycle(
                new PublishCycle.Parts(
                    ready.store(), gate, List.of(new FileSigner("master", key)), Lanes.ONE))
            .run(
                ready.content(),
                new PublishCycle.Order(
                    terms,
                    new Publication.Signing(new Note("anna@desk", "lost"), now),
                    false,
                    false),
                soon());
      }
      case StoreRebuild.Refused(String why) -> throw new AssertionError("refused: " + why);
      case StoreRebuild.Unreachable(String why) -> throw new AssertionError("unreachable: " + why);
    };
  }

  /** Versions that a store has, the newest first; empty where it has no pointer. */
  List<Long> versions(ArtifactStore of) {
    if (!(of.pointer(SET, soon())
        instanceof Reading.Known<Optional<ManifestStore.Held>>(var held))) {
      throw new AssertionError("the pointer cannot be read");
    }
    PublishedSet set = new PublishedSet(of, gate);
    return held.isPresent()
            && set.at(held.get().pointer(), soon())
                instanceof PublishedSet.Looked.Found(var newest, _)
        ? set.before(newest, Integer.MAX_VALUE, soon()).versions().stream()
            .map(each -> each.manifest().version())
            .toList()
        : List.of();
  }

  ReplicateReport replicate() {
    return replicate(store, mirror, new Selector.All(), false);
  }

  ReplicateReport scrub() {
    return replicate(store, mirror, new Selector.All(), true);
  }

  ReplicateReport replicate(
      ArtifactStore from, ArtifactMirror to, Selector selector, boolean scrub) {
    return replicate(new MirrorCycle.Parts(from, gate, to, REGION, Lanes.ONE), selector, scrub);
  }

  ReplicateReport replicate(Lanes lanes) {
    return replicate(
        new MirrorCycle.Parts(store, gate, mirror, REGION, lanes), new Selector.All(), false);
  }

  private ReplicateReport replicate(MirrorCycle.Parts parts, Selector selector, boolean scrub) {
    return replicate(parts, new ReplicationPlan.Taking(selector, 0), scrub);
  }

  /** Takes less than before. */
  ReplicateReport narrow(Selector selector) {
    return replicate(
        new MirrorCycle.Parts(store, gate, mirror, REGION, Lanes.ONE),
        new ReplicationPlan.Taking(selector, 100),
        false);
  }

  private ReplicateReport replicate(
      MirrorCycle.Parts parts, ReplicationPlan.Taking taking, boolean scrub) {
    return new MirrorCycle(parts).run(new ReplicateCycle.Order(taking, scrub, false), now, soon());
  }

  /** Collects a store that has the set, and keeps the newest version alone. */
  CollectReport collect(CollectableStore over, CollectedSet set) {
    return new CollectCycle(
            new CollectCycle.Parts(over, new TreeMap<>(Map.of(SET, set)), Lanes.ONE))
        .run(
            new CollectCycle.Order(
                new CollectCycle.Keeping(1, Duration.ZERO), CollectCycle.MIN_GRACE, false),
            now,
            soon());
  }

  /** The same of the region's own. */
  CollectReport collect() {
    return collect(mirror, new CollectedSet.Copied(gate));
  }

  /** The only page of the version that a store's pointer leads to. */
  Blob pageBlob(ArtifactStore of) {
    PublishedSet set = new PublishedSet(of, gate);
    if (set.pointer(soon()) instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)
        && set.at(held.orElseThrow().pointer(), soon())
            instanceof PublishedSet.Looked.Found(var published, _)) {
      return published.manifest().objects().pages().getFirst().blob();
    }
    throw new AssertionError("the manifest is not to be had");
  }

  /** Its bytes, as they are kept. */
  byte[] page(ArtifactStore of) {
    if (of.open(pageBlob(of), soon()) instanceof Reading.Known<BlobStream>(BlobStream opened)) {
      try (opened) {
        return BytesStream.read(opened, 1 << 20);
      }
    }
    throw new AssertionError("the page is not to be had");
  }

  /** Content by path, as the master's folder has it. */
  SortedMap<String, String> written() throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(source.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  /**
   * What a reader of the region's store finds, which follows the pointer and checks everything;
   * empty where there is none.
   *
   * @throws AssertionError where a part of a version is missing
   */
  SortedMap<String, String> seen() {
    SortedMap<String, String> content = new TreeMap<>();
    if (!(mirror.pointer(SET, soon())
        instanceof Reading.Known<Optional<ManifestStore.Held>>(var held))) {
      throw new AssertionError("the pointer cannot be read");
    }
    if (held.isEmpty()) {
      return content;
    }
    PublishedSet set = new PublishedSet(mirror, gate);
    if (!(set.at(held.get().pointer(), soon())
        instanceof PublishedSet.Looked.Found(var published, _))) {
      throw new AssertionError("the manifest is not to be had");
    }
    Selector selector =
        mirror.mark(SET, soon()) instanceof Reading.Known<Optional<MirrorMark>>(var mark)
            ? mark.orElseThrow().selector()
            : new Selector.All();
    set.version(published, soon())
        .each(selector, object -> content.put(object.path(), content(object.blob())));
    return content;
  }

  private String content(Blob blob) {
    if (!(mirror.open(blob, soon()) instanceof Reading.Known<BlobStream>(BlobStream opened))) {
      throw new AssertionError("cannot be opened: " + blob.digest().hex());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[10_000];
    try (BlobStream stream = new VerifiedStream(blob, opened)) {
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        all.write(piece, 0, read);
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Buckets compare deadlines with the machine's clock. */
  static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(2));
  }
}
