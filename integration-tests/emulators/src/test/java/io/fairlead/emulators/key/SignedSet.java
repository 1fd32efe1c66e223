package io.fairlead.emulators.key;

import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.Note;
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
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderSink;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.parts.KeyFile;
import io.fairlead.port.Lanes;
import io.fairlead.port.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A set in folders whose manifests any key signs, and a region that trusts some. */
final class SignedSet {
  private static final SetId ID = new SetId("shop", "gateway");
  private static final InstantSource CLOCK = InstantSource.system();

  private final Path work;
  private final SortedMap<String, TrustedKey> trusted = new TreeMap<>();
  private Instant now = Instant.now();

  /** With so many files that the manifest is longer than what key services take at once. */
  SignedSet(Path work, int files) throws IOException {
    this.work = work;
    Files.createDirectories(work.resolve("store"));
    Files.createDirectories(work.resolve("source"));
    for (int i = 0; i < files; i++) {
      Files.writeString(work.resolve("source/api-" + i), "api " + i);
    }
  }

  /** Regions trust a key from now on. */
  void trust(String id, byte[] publicKey) {
    trusted.put(id, TrustedKey.parse(Base64.getEncoder().encodeToString(publicKey)));
  }

  /** Regions trust it no more. */
  void drop(String id) {
    trusted.remove(id);
  }

  /** A key in a file, which regions trust. */
  Signer local(String id) throws IOException {
    Path file = work.resolve(id + ".pem");
    trusted.put(id, TrustedKey.parse(KeyFile.make("Ed25519", file)));
    return new FileSigner(id, file);
  }

  void change() throws IOException {
    Files.writeString(work.resolve("source/api-0"), "changed at " + now);
  }

  PublishReport publish(Signer... signers) {
    now = now.plusSeconds(1);
    return new PublishCycle(new PublishCycle.Parts(store(), gate(), List.of(signers), Lanes.ONE))
        .run(
            PublishContent.of(new FolderSource(work.resolve("source"), CLOCK), List.of()),
            new PublishCycle.Order(
                new PublishTerms(ID, "eu-west", List.of("us-east"), Duration.ofDays(7), 50),
                new Publication.Signing(new Note("anna@desk", ""), now),
                false,
                false),
            deadline());
  }

  ReplicateReport replicate() throws IOException {
    try (FolderSink sink = FolderSink.writing(work.resolve("us-east"), CLOCK)) {
      return new ReplicateCycle(
              new ReplicateCycle.Parts(store(), gate(), sink, "us-east", Lanes.ONE))
          .run(
              new ReplicateCycle.Order(
                  new ReplicationPlan.Taking(new Selector.All(), 0), false, false),
              now,
              deadline());
    }
  }

  static Instant deadline() {
    return Instant.now().plusSeconds(30);
  }

  private FolderStore store() {
    return new FolderStore(work.resolve("store"), CLOCK);
  }

  private ManifestGate gate() {
    return new ManifestGate(ID, "eu-west", new TrustedKeys(trusted));
  }
}
