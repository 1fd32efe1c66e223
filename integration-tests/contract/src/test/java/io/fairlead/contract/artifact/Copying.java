package io.fairlead.contract.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.Publication;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SetId;
import io.fairlead.artifact.TrustedKey;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishCycle;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.StandingCopy;
import io.fairlead.cycle.StoreRebuild;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.parts.KeyFile;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A master's folder, a store and a region's folder on this machine, under a clock that stands still
 * until a test moves it.
 */
final class Copying {
  static final SetId ID = new SetId("three-regions", "gateway");

  final Path source;
  final Path store;
  final Path destination;
  private final Path keys;
  private final SortedMap<String, TrustedKey> trusted = new TreeMap<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  Copying(Path work) throws IOException {
    source = Files.createDirectories(work.resolve("source"));
    store = Files.createDirectories(work.resolve("store"));
    destination = work.resolve("destination");
    keys = Files.createDirectories(work.resolve("keys"));
    addKey("master");
  }

  /** Makes a key that regions trust. */
  void addKey(String id) throws IOException {
    trusted.put(id, TrustedKey.parse(makeKey(id)));
  }

  /** Makes a key that nobody trusts. */
  String makeKey(String id) throws IOException {
    return KeyFile.make("Ed25519", keys.resolve(id));
  }

  /** No region trusts it any more. */
  void dropKey(String id) {
    trusted.remove(id);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  InstantSource clock() {
    return () -> now;
  }

  ArtifactStore storeItself() {
    return new FolderStore(store, clock());
  }

  void write(String path, String content) throws IOException {
    Path file = source.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  void delete(String path) throws IOException {
    Files.delete(source.resolve(path));
  }

  /** Publishes what is in the master's folder, signed with some keys. */
  PublishReport publish(String... signedWith) {
    return publish(storeItself(), signedWith);
  }

  PublishReport publish(ArtifactStore over, String... signedWith) {
    return publish(
        over,
        PublishContent.of(new FolderSource(source, clock()), List.<ObjectRule>of()),
        signedWith);
  }

  /** Publishes the content of an earlier version. */
  PublishReport rollBack(long version) {
    return rollBack(version, "master");
  }

  PublishReport rollBack(long version, String signedWith) {
    PublishedSet set = new PublishedSet(storeItself(), gate());
    return publish(storeItself(), PublishContent.earlier(set, version), signedWith);
  }

  /** Publishes what comes from elsewhere than the master's folder. */
  PublishReport publish(ArtifactSource from) {
    return publish(storeItself(), PublishContent.of(from, List.<ObjectRule>of()), "master");
  }

  /** Publishes content that a test has made. */
  PublishReport publish(PublishContent content) {
    return publish(storeItself(), content, "master");
  }

  /** Publishes what is in the master's folder, with kinds by rules. */
  PublishReport publish(List<ObjectRule> rules) {
    return publish(
        storeItself(), PublishContent.of(new FolderSource(source, clock()), rules), "master");
  }

  private PublishReport publish(ArtifactStore over, PublishContent content, String... signedWith) {
    pass(Duration.ofSeconds(1));
    PublishTerms terms =
        new PublishTerms(ID, "eu-west", List.of("us-east"), Duration.ofDays(7), 50);
    List<FileSigner> signers =
        Stream.of(signedWith).map(id -> new FileSigner(id, keys.resolve(id))).toList();
    return new PublishCycle(new PublishCycle.Parts(over, gate(), List.copyOf(signers), Lanes.ONE))
        .run(
            content,
            new PublishCycle.Order(
                terms, new Publication.Signing(new Note("anna@desk", ""), now), false, false),
            deadline());
  }

  ReplicateReport replicate() throws IOException {
    return replicate(false);
  }

  ReplicateReport scrub() throws IOException {
    return replicate(true);
  }

  private ReplicateReport replicate(boolean scrub) throws IOException {
    return replicate(storeItself(), sink -> sink, scrub);
  }

  /** What becomes of making a store anew from the region's folder. */
  StoreRebuild rebuilt(ArtifactStore lost, UnaryOperator<ArtifactSink> through) {
    ArtifactSink folder = FolderSink.looking(destination, clock());
    return StoreRebuild.of(
        new PublishCycle.Parts(lost, gate(), List.of(), Lanes.ONE),
        new StoreRebuild.Copy("us-east", StandingCopy.of(through.apply(folder))),
        deadline());
  }

  /** Publishes what makes a store anew. */
  PublishReport rebuild(StoreRebuild.Ready ready, long seen) {
    pass(Duration.ofSeconds(1));
    PublishTerms terms =
        new PublishTerms(ID, "eu-west", List.of("us-east"), Duration.ofDays(7), 50)
            .rebuilding(seen);
    return new PublishCycle(
            new PublishCycle.Parts(
                ready.store(),
                gate(),
                List.of(new FileSigner("master", keys.resolve("master"))),
                Lanes.ONE))
        .run(
            ready.content(),
            new PublishCycle.Order(
                terms, new Publication.Signing(new Note("anna@desk", "lost"), now), false, false),
            deadline());
  }

  /** Replicates what a region selects. */
  ReplicateReport replicate(ReplicationPlan.Taking taking) throws IOException {
    return replicate(storeItself(), sink -> sink, new ReplicateCycle.Order(taking, false, false));
  }

  /** Replicates over parts that a test has changed. */
  ReplicateReport replicate(ArtifactStore over, UnaryOperator<ArtifactSink> through, boolean scrub)
      throws IOException {
    return replicate(
        over,
        through,
        new ReplicateCycle.Order(new ReplicationPlan.Taking(new Selector.All(), 0), scrub, false));
  }

  private ReplicateReport replicate(
      ArtifactStore over, UnaryOperator<ArtifactSink> through, ReplicateCycle.Order order)
      throws IOException {
    try (FolderSink sink = FolderSink.writing(destination, clock())) {
      return new ReplicateCycle(
              new ReplicateCycle.Parts(over, gate(), through.apply(sink), "us-east", Lanes.ONE))
          .run(order, now, deadline());
    }
  }

  /** Some content is in the store, and is to be deleted. */
  void condemn(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    SequencedMap<Condemned, Instant> since = new LinkedHashMap<>();
    since.put(new Condemned.OfBlob(new Blob(ContentDigest.of(bytes), bytes.length)), now);
    storeItself()
        .condemn(null, new CondemnedList(since, null, List.of(), new TreeMap<>()), deadline());
  }

  /** The name of the slot with the newest version. */
  String newestSlot() throws IOException {
    try (Stream<Path> slots = Files.list(destination.resolve("slots"))) {
      return slots.map(slot -> slot.getFileName().toString()).sorted().toList().getLast();
    }
  }

  /** What a reader of the region's folder sees: content by path; empty where nothing is. */
  SortedMap<String, String> seen() throws IOException {
    return read(destination.resolve("current"));
  }

  /** What is in the master's folder. */
  SortedMap<String, String> written() throws IOException {
    return read(source);
  }

  /** Every file below a folder, which is resolved once. */
  static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> content = new TreeMap<>();
    try {
      Path root = folder.toRealPath();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          content.put(root.relativize(file).toString(), Files.readString(file));
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    } catch (NoSuchFileException _) {
      return content;
    }
    return content;
  }

  ManifestGate gate() {
    return new ManifestGate(ID, "eu-west", new TrustedKeys(trusted));
  }

  private Instant deadline() {
    return now.plus(Duration.ofMinutes(5));
  }
}
