package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Condemned;
import io.fairlead.artifact.CondemnedList;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.ArtifactStore.HeldList;
import io.fairlead.port.BlobStream;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Reading;
import io.fairlead.port.VerifiedStream;
import io.fairlead.port.WrongContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link ArtifactStore} does. Each test starts with an empty one. */
public abstract class ArtifactStoreContract extends ManifestStoreContract {
  /** Larger than any buffer of an adapter, and no multiple of one. */
  private static final int LARGE = 5_000_003;

  /** More than a store looks at one by one. */
  private static final int MANY = 300;

  @Override
  protected abstract CollectableStore store() throws IOException;

  /** Replaces what the store holds under a blob's name, behind its back. */
  protected abstract void spoil(Blob blob, byte[] content) throws IOException;

  private static Blob blob(byte[] content) {
    return new Blob(ContentDigest.of(content), content.length);
  }

  /** Some content, all of it different. */
  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private ApplyOutcome keep(ArtifactStore store, byte[] content) {
    try (BlobStream stream = new VerifiedStream(blob(content), new MemoryStream(content))) {
      return store.keep(blob(content), stream, soon());
    }
  }

  private boolean isLacking(ArtifactStore store, Blob blob) {
    return lacking(store, Set.of(blob)).contains(blob);
  }

  private Set<Blob> lacking(ArtifactStore store, Set<Blob> blobs) {
    if (store.lacking(blobs, soon()) instanceof Reading.Known<Set<Blob>>(Set<Blob> lacking)) {
      return lacking;
    }
    throw new AssertionError("the store does not tell what it lacks");
  }

  private byte[] read(ArtifactStore store, Blob blob) {
    if (!(store.open(blob, soon()) instanceof Reading.Known<BlobStream>(BlobStream opened))) {
      throw new AssertionError("cannot be opened: " + blob.digest().hex());
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[10_000];
    try (BlobStream stream = new VerifiedStream(blob, opened)) {
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        all.write(piece, 0, read);
      }
    }
    return all.toByteArray();
  }

  @Test
  void content_is_read_back_as_it_was_kept_whatever_its_length() throws IOException {
    ArtifactStore store = store();
    for (int length : List.of(0, 1, LARGE)) {
      byte[] content = content(length);

      assertThat(isLacking(store, blob(content))).isTrue();
      assertThat(keep(store, content)).isEqualTo(new ApplyOutcome.Accepted());
      assertThat(keep(store(), content)).isEqualTo(new ApplyOutcome.Accepted());
      assertThat(isLacking(store(), blob(content))).isFalse();
      assertThat(read(store(), blob(content))).isEqualTo(content);
    }
  }

  @Test
  void content_that_is_not_there_is_said_to_be_missing() throws IOException {
    assertThat(store().open(blob(content(7)), soon())).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void content_that_breaks_off_or_is_another_is_never_kept() throws IOException {
    Blob promised = blob(content(100));
    for (byte[] other : List.of(content(99), content(101), new byte[100])) {
      ArtifactStore store = store();
      try (BlobStream stream = new VerifiedStream(promised, new MemoryStream(other))) {
        assertThatExceptionOfType(WrongContent.class)
            .isThrownBy(() -> store.keep(promised, stream, soon()));
      }

      assertThat(isLacking(store, promised)).isTrue();
    }
  }

  @Test
  void content_that_was_changed_in_the_store_is_found_out_by_its_reader() throws IOException {
    byte[] content = content(1000);
    keep(store(), content);
    for (byte[] other : List.of(content(999), content(1001), new byte[1000])) {
      spoil(blob(content), other);

      ArtifactStore store = store();
      assertThatExceptionOfType(WrongContent.class).isThrownBy(() -> read(store, blob(content)));
    }
  }

  @Test
  void content_that_was_changed_in_the_store_is_lacking_and_kept_again() throws IOException {
    byte[] content = content(1000);
    for (byte[] other : List.of(content(999), content(1001), new byte[1000])) {
      keep(store(), content);
      spoil(blob(content), other);

      assertThat(isLacking(store(), blob(content))).isTrue();
      assertThat(keep(store(), content)).isEqualTo(new ApplyOutcome.Accepted());
      assertThat(isLacking(store(), blob(content))).isFalse();
      assertThat(read(store(), blob(content))).isEqualTo(content);
    }
  }

  @Test
  void of_many_contents_those_that_are_lacking_are_told() throws IOException {
    ArtifactStore store = store();
    Set<Blob> all = new HashSet<>();
    Set<Blob> kept = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      byte[] content = ("content " + i).getBytes(UTF_8);
      all.add(blob(content));
      if (i % 3 == 0) {
        keep(store, content);
        kept.add(blob(content));
      }
    }
    Blob cut = kept.iterator().next();
    spoil(cut, new byte[1]);
    kept.remove(cut);

    Set<Blob> lacking = lacking(store(), all);
    assertThat(lacking).hasSize(all.size() - kept.size()).contains(cut);
    assertThat(lacking).doesNotContainAnyElementsOf(kept);
    assertThat(lacking(store(), Set.of())).isEmpty();
  }

  @Test
  void all_that_is_kept_is_told_and_what_is_deleted_is_gone() throws IOException {
    CollectableStore store = store();
    byte[] stays = content(1000);
    byte[] goes = content(1001);
    keep(store, stays);
    keep(store, goes);
    byte[] signed = content(100);
    Pointer newest = Pointer.to(2, signed);
    Pointer old = Pointer.to(1, content(101));
    store.keepManifest(SET, newest, signed, soon());
    store.keepManifest(SET, old, content(101), soon());
    store.point(SET, null, newest, soon());

    assertThat(store.sets(soon())).isEqualTo(new Reading.Known<>(List.of(SET)));
    for (int again = 0; again < 2; again++) {
      assertThat(store().delete(blob(goes), soon())).isEqualTo(new ApplyOutcome.Accepted());
      assertThat(store().delete(SET, old, soon())).isEqualTo(new ApplyOutcome.Accepted());
    }
    assertThat(store().blobs(soon())).isEqualTo(new Reading.Known<>(List.of(blob(stays))));
    assertThat(store().manifests(SET, soon())).isEqualTo(new Reading.Known<>(List.of(newest)));
    assertThat(isLacking(store(), blob(goes))).isTrue();
    assertThat(read(store(), blob(stays))).isEqualTo(stays);
  }

  @Test
  void what_is_condemned_is_replaced_by_compare_and_set() throws IOException {
    CollectableStore store = store();
    assertThat(store.condemned(soon())).isEqualTo(new Reading.Known<>(Optional.empty()));
    SequencedMap<Condemned, Instant> since = new LinkedHashMap<>();
    since.put(new Condemned.OfBlob(blob(content(5))), Instant.parse("2026-03-01T12:00:00Z"));
    for (int i = 0; i < MANY; i++) {
      since.put(
          new Condemned.OfManifest(SET, Pointer.to(i + 1, content(i + 1))),
          Instant.parse("2026-03-01T12:00:00.123Z"));
    }
    CondemnedList many = new CondemnedList(since, null, List.of(), new TreeMap<>(Map.of(SET, 3L)));

    assertThat(store.condemn(null, many, soon())).isEqualTo(new ApplyOutcome.Accepted());
    HeldList held = held(store());
    assertThat(held.list()).isEqualTo(many);
    assertThat(store.condemn(null, CondemnedList.NONE, soon()))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    CondemnedList begun =
        new CondemnedList(
            new LinkedHashMap<>(),
            Instant.EPOCH,
            List.copyOf(since.sequencedKeySet()),
            new TreeMap<>());
    assertThat(store.condemn(held.tag(), begun, soon())).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(store.condemn(held.tag(), CondemnedList.NONE, soon()))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(held(store()).list()).isEqualTo(begun);
  }

  private HeldList held(CollectableStore store) {
    if (store.condemned(soon()) instanceof Reading.Known<Optional<HeldList>>(var held)) {
      return held.orElseThrow();
    }
    throw new AssertionError("the list cannot be read");
  }

  /** Stores that know at its first byte that it is there hang up while it is still sent. */
  @Test
  void a_manifest_of_some_megabytes_that_is_there_can_be_kept_again() throws IOException {
    byte[] signed = new byte[8 << 20];
    Pointer pointer = Pointer.to(3, signed);
    ArtifactStore store = store();

    assertThat(store.keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(store.keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
  }

  /** Content in memory. */
  private static final class MemoryStream implements BlobStream {
    private final byte[] content;
    private int at;

    MemoryStream(byte[] content) {
      this.content = content;
    }

    @Override
    public int read(byte[] into) {
      if (at == content.length) {
        return -1;
      }
      int length = Math.min(into.length, content.length - at);
      System.arraycopy(content, at, into, 0, length);
      at += length;
      return length;
    }

    @Override
    public void close() {
      at = content.length;
    }
  }
}
