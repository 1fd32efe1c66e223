package io.fairlead.benchmarks.replication;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ArtifactObject;
import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Deletions;
import io.fairlead.artifact.Edition;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.FoundFile;
import io.fairlead.artifact.KeySignature;
import io.fairlead.artifact.Manifest;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SignedManifest;
import io.fairlead.bucket.BucketStore;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderSource;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import io.fairlead.port.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ten of very many objects change. Only their content is made: what is there already is believed by
 * its manifest, which is as long as it would be.
 */
record Huge(Ground ground, int count) {
  private static final int CHANGED = 10;
  private static final int BYTES = 256;

  /** The change, and nothing changed twice. */
  private static final String RUNS = "3";

  private static final String FROM = "from-huge";
  private static final String TO = "huge";
  private static final List<Integer> HEAPS =
      List.of(128, 192, 256, 384, 512, 768, 1024, 1536, 2048);

  void run() throws IOException {
    if (count == 0) {
      return;
    }
    ground.store().make(FROM);
    ground.store().make(TO);
    plant();
    int least = 0;
    RegionRuns runs = null;
    for (int heap : HEAPS) {
      try {
        runs = ground.bounded(heap + "m", FROM, "store", TO, "copy", RUNS);
        least = heap;
        break;
      } catch (IOException tooSmall) {
        if (!String.valueOf(tooSmall.getMessage()).contains("OutOfMemoryError")) {
          throw tooSmall;
        }
      }
    }
    if (runs == null) {
      throw new IOException("no heap was large enough");
    }
    String what = "%d objects, %d changed".formatted(count, CHANGED);
    ObjectNode row = ground.table().row(what, "fairlead", runs.seconds());
    Table.figure(row, "requests", runs.runs().getFirst().requests());
    Table.figure(row, "millis", runs.runs().getFirst().millis());
    Table.figure(row, "nothingChangedRequests", runs.runs().getLast().requests());
    Table.figure(row, "nothingChangedMillis", runs.runs().getLast().millis());
    Table.figure(row, "leastHeapMegabytes", least);
    Table.figure(row, "peakMegabytes", (double) runs.peakMegabytes());
  }

  private void plant() throws IOException {
    Instant deadline = Instant.now().plus(Duration.ofHours(1));
    BucketStore from = ground.ours().store(FROM);
    BucketStore to = ground.ours().store(TO);
    List<ArtifactObject> objects = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String path = "f%04d/object-%07d".formatted(i % 1000, i);
      Blob blob = new Blob(ContentDigest.of(path.getBytes(StandardCharsets.UTF_8)), BYTES);
      objects.add(new ArtifactObject(path, blob, ArtifactKind.FILES, List.of()));
    }
    Manifest first = manifest(1, null, objects);
    byte[] signed = signed(first, deadline);
    Pointer pointer = Pointer.to(1, signed);
    String set = ground.ours().gate().id().set();
    for (BucketStore each : List.of(from, to)) {
      must(each.keepManifest(set, pointer, signed, deadline));
      must(each.point(set, null, pointer, deadline));
    }
    must(
        to.remember(
            set,
            new MirrorMark(new Floor(pointer, 1), new Selector.All(), first.edition().expires()),
            deadline));
    change(from, objects, deadline);
    byte[] next = signed(manifest(2, pointer, objects), deadline);
    must(from.keepManifest(set, Pointer.to(2, next), next, deadline));
    String tag = known(from.pointer(set, deadline)).map(ArtifactStore.Held::tag).orElseThrow();
    must(from.point(set, tag, Pointer.to(2, next), deadline));
  }

  private void change(BucketStore from, List<ArtifactObject> objects, Instant deadline)
      throws IOException {
    Path folder = ground.files(new Sizes.Objects("huge", CHANGED, BYTES));
    FolderSource source = new FolderSource(folder, InstantSource.system());
    int at = 0;
    for (FoundFile file : known(source.files(deadline))) {
      Blob blob = file.blob();
      if (blob == null) {
        throw new IOException(file.path() + " is no file");
      }
      try (BlobStream content = known(source.open(file.path(), deadline))) {
        must(from.keep(blob, content, deadline));
      }
      ArtifactObject before = objects.get(at);
      objects.set(at, new ArtifactObject(before.path(), blob, before.kind(), before.tags()));
      at += Math.max(1, count / CHANGED);
    }
  }

  private Manifest manifest(long version, @Nullable Pointer parent, List<ArtifactObject> objects) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new Manifest(
        ground.ours().gate().id(),
        new Edition(version, ground.ours().gate().master(), 1, parent, now, now.plusSeconds(86400)),
        new Note("a@b", ""),
        List.of(Ours.REGION),
        new Deletions(0, 100, List.of()),
        objects);
  }

  private byte[] signed(Manifest manifest, Instant deadline) throws IOException {
    byte[] body = SignedManifest.body(manifest);
    FileSigner signer = new FileSigner(Ours.KEY, ground.folder().resolve("key.pem"));
    if (!(signer.sign(body, deadline) instanceof Signer.Signed.Signature(byte[] bytes))) {
      throw new IOException("the manifest was not signed");
    }
    String signature = Base64.getEncoder().encodeToString(bytes);
    return new SignedManifest(body, List.of(new KeySignature(Ours.KEY, signature))).encode();
  }

  private static void must(ApplyOutcome outcome) throws IOException {
    if (!(outcome instanceof ApplyOutcome.Accepted)) {
      throw new IOException(outcome.text());
    }
  }

  private static <T> T known(Reading<T> reading) throws IOException {
    return switch (reading) {
      case Reading.Known<T>(T value) -> value;
      case Reading.Unreadable<T>(String why) -> throw new IOException(why);
    };
  }
}
