package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ManifestStore} does. Each test starts with an empty one. */
public abstract class ManifestStoreContract {
  /** More than one record of any table has room for, and no multiple of it. */
  private static final int LONG = 2_100_007;

  /** Whose manifests they are. */
  protected static final String SET = "gateway";

  /** The port; every call gives another client of the same store. */
  protected abstract ManifestStore store() throws IOException;

  /** The adapter's wall clock. */
  protected abstract Instant now();

  /** A deadline that leaves time. */
  protected final Instant soon() {
    return now().plus(Duration.ofSeconds(30));
  }

  @Test
  void a_manifest_is_kept_once_and_read_no_longer_than_its_pointer_says() throws IOException {
    byte[] signed = "a manifest".getBytes(UTF_8);
    Pointer pointer = Pointer.to(3, signed);
    ManifestStore store = store();

    assertThat(store.manifest(SET, pointer, soon()))
        .isEqualTo(new Reading.Known<>(Optional.empty()));
    assertThat(store.keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(store.keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(manifest(store(), pointer)).isEqualTo(signed);
    Pointer shorter = new Pointer(3, pointer.digest(), 4);
    assertThat(manifest(store(), shorter)).isEqualTo("a man".getBytes(UTF_8));
    assertThat(store.keepManifest(SET, pointer, new byte[3], soon()))
        .isInstanceOf(ApplyOutcome.Conflict.class);
  }

  /** A manifest that is there. */
  protected final byte[] manifest(ManifestStore store, Pointer pointer) {
    if (store.manifest(SET, pointer, soon())
        instanceof Reading.Known<Optional<byte[]>>(Optional<byte[]> bytes)) {
      return bytes.orElseThrow();
    }
    throw new AssertionError("no manifest");
  }

  private Optional<ManifestStore.Held> held(ManifestStore store) {
    if (store.pointer(SET, soon())
        instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)) {
      return held;
    }
    throw new AssertionError("the pointer cannot be read");
  }

  private static Pointer pointer(int version) {
    return Pointer.to(version, new byte[] {(byte) version});
  }

  @Test
  void a_pointer_moves_only_from_the_state_that_was_seen() throws IOException {
    ManifestStore store = store();

    assertThat(held(store)).isEmpty();
    assertThat(store.point(SET, null, pointer(1), soon())).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(store.point(SET, null, pointer(9), soon()))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    ManifestStore.Held first = held(store()).orElseThrow();
    assertThat(first.pointer()).isEqualTo(pointer(1));
    assertThat(store.point(SET, first.tag(), pointer(2), soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(store.point(SET, first.tag(), pointer(9), soon()))
        .isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(held(store()).orElseThrow().pointer()).isEqualTo(pointer(2));
  }

  @Test
  void of_publishers_at_the_same_time_one_wins() throws Exception {
    store().point(SET, null, pointer(1), soon());
    String tag = held(store()).orElseThrow().tag();
    List<Callable<ApplyOutcome>> racers =
        IntStream.range(2, 10)
            .<Callable<ApplyOutcome>>mapToObj(
                version -> () -> store().point(SET, tag, pointer(version), soon()))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int won = 0;
      for (Future<ApplyOutcome> each : threads.invokeAll(racers)) {
        won += each.get() instanceof ApplyOutcome.Accepted ? 1 : 0;
      }

      assertThat(won).isEqualTo(1);
    }
    assertThat(held(store()).orElseThrow().pointer().version()).isBetween(2L, 9L);
  }

  @Test
  void sets_have_pointers_of_their_own() throws IOException {
    store().point(SET, null, pointer(1), soon());

    assertThat(store().pointer("portal", soon())).isEqualTo(new Reading.Known<>(Optional.empty()));
  }

  @Test
  void a_long_manifest_is_read_as_it_was_kept() throws IOException {
    byte[] signed = new byte[LONG];
    new Random(LONG).nextBytes(signed);
    Pointer pointer = Pointer.to(4, signed);

    assertThat(store().keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(store().keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(manifest(store(), pointer)).isEqualTo(signed);
  }
}
