package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Drift;
import io.fairlead.artifact.Selector;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import io.fairlead.wiring.register.VirtualThreads;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A set goes from a master's store to a region's own, whatever the two are made of: readers of the
 * region's find the old version or the new one, whole, at every instant.
 */
public abstract class MirrorContract extends CollectedCopyContract {
  private static final int MORE_THAN_ENOUGH = 200;

  @Test
  void what_was_published_is_what_the_region_has_and_nothing_new_takes_three_calls()
      throws IOException {
    Struck counting = new Struck(0);
    ReplicateReport report =
        mirroring.replicate(
            counting.over(ArtifactStore.class, mirroring.store),
            counting.over(ArtifactMirror.class, mirroring.mirror),
            new Selector.All(),
            false);

    assertThat(mirroring.seen()).isEqualTo(mirroring.written()).hasSize(3);
    assertThat(report.outcome()).isEqualTo(new Outcome.UpToDate());
    assertThat(counting.calls()).isEqualTo(3);
  }

  @Test
  void only_what_changed_is_copied() throws IOException {
    change();
    mirroring.publish();
    ReplicateReport report = mirroring.replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.copied()).isEqualTo(new Copied(2, 22, 1));
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void killed_before_every_call_a_reader_finds_a_whole_version_and_a_later_run_ends()
      throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at += everyCall()) {
      begin("kill" + at);
      SortedMap<String, String> old = mirroring.seen();
      change();
      mirroring.publish();
      Struck struck = new Struck(at);
      try {
        mirroring.replicate(
            struck.over(ArtifactStore.class, mirroring.store),
            struck.over(ArtifactMirror.class, mirroring.mirror),
            new Selector.All(),
            false);
        missed = struck.missed();
      } catch (Struck.Killed _) {
        kills++;
      }

      assertThat(mirroring.seen()).as("call " + at).isIn(old, mirroring.written());
      assertThat(mirroring.replicate().outcome())
          .as("call " + at)
          .isInstanceOfAny(Outcome.Applied.class, Outcome.UpToDate.class);
      assertThat(mirroring.seen()).as("call " + at).isEqualTo(mirroring.written());
      assertThat(mirroring.scrub().outcome()).as("call " + at).isEqualTo(new Outcome.UpToDate());
    }

    assertThat(missed).isTrue();
    assertThat(kills * everyCall()).isGreaterThan(10);
  }

  @Test
  void publishing_is_killed_before_every_call() throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at += everyCall()) {
      begin("publish" + at);
      SortedMap<String, String> old = mirroring.seen();
      change();
      Struck struck = new Struck(at);
      try {
        mirroring.publish(struck.over(ArtifactStore.class, mirroring.store), false, Lanes.ONE);
        missed = struck.missed();
      } catch (Struck.Killed _) {
        kills++;
      }
      mirroring.replicate();

      assertThat(mirroring.seen()).as("call " + at).isIn(old, mirroring.written());
      mirroring.publish();
      mirroring.replicate();
      assertThat(mirroring.seen()).as("call " + at).isEqualTo(mirroring.written());
    }

    assertThat(missed).isTrue();
    assertThat(kills * everyCall()).isGreaterThan(5);
  }

  @Test
  void truncated_and_swapped_content_changes_nothing_until_the_master_mends_it()
      throws IOException {
    SortedMap<String, String> first = mirroring.seen();
    change();
    mirroring.publish();
    Blob blob = blob("orders 2, longer");
    for (String other : List.of("orders 2", "orders X, longer", "orders 2, longer and longer")) {
      places.spoilStore(blob, other.getBytes(UTF_8));

      assertThat(mirroring.replicate().outcome())
          .isInstanceOfSatisfying(
              Outcome.Held.class,
              held ->
                  assertThat(held.why()).startsWith(ORDERS + ": the store's content is wrong, "));
      assertThat(mirroring.seen()).isEqualTo(first);
    }
    assertThat(mirroring.publish().uploaded().objects()).isZero();
    PublishReport mended = mirroring.publish(mirroring.store, true, Lanes.ONE);

    assertThat(mended.outcome()).isEqualTo(new PublishReport.Outcome.Unchanged());
    assertThat(mended.uploaded().objects()).isEqualTo(1);
    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void a_pointer_that_was_put_back_is_refused() throws IOException {
    ManifestStore.Held old = held();
    change();
    mirroring.publish();
    mirroring.replicate();
    mirroring.store.point(Mirroring.SET, held().tag(), old.pointer(), Mirroring.soon());

    assertThat(mirroring.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.sentence())
                    .startsWith(
                        "the store points at version 1, and this region has had 2: an old pointer"
                            + " was put back"));
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  private ManifestStore.Held held() {
    if (mirroring.store.pointer(Mirroring.SET, Mirroring.soon())
        instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)) {
      return held.orElseThrow();
    }
    throw new AssertionError("the pointer cannot be read");
  }

  @Test
  void a_store_that_goes_dark_while_it_is_copied_from_leaves_what_was_copied() throws IOException {
    SortedMap<String, String> first = mirroring.seen();
    for (int i = 0; i < 6; i++) {
      mirroring.write("apis/new-" + i, "new " + i);
    }
    mirroring.publish();
    // The first that is opened is the page of its manifest.
    AtomicInteger opened = new AtomicInteger();
    ArtifactStore dark =
        answering(
            ArtifactStore.class,
            mirroring.store,
            "open",
            answer ->
                opened.incrementAndGet() <= 5 ? answer : new Reading.Unreadable<>("it is dark"));
    ReplicateReport broken = mirroring.replicate(dark, mirroring.mirror, new Selector.All(), false);

    assertThat(broken.outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.why()).contains("it is dark"));
    assertThat(broken.copied().objects()).isEqualTo(4);
    assertThat(mirroring.seen()).isEqualTo(first);
    ReplicateReport resumed = mirroring.replicate();
    assertThat(resumed.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(resumed.copied().objects()).isEqualTo(2);
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void an_upload_that_is_torn_is_never_kept_and_is_tried_once_more() throws IOException {
    String large = "0123456789".repeat(60_000);
    mirroring.write("apis/large", large);
    mirroring.publish();
    AtomicInteger opened = new AtomicInteger();
    UnaryOperator<Object> tearing =
        answer ->
            opened.incrementAndGet() == 2 || !(answer instanceof Reading.Known<?>(BlobStream whole))
                ? answer
                : new Reading.Known<BlobStream>(new Torn(whole));
    ArtifactStore once = answering(ArtifactStore.class, mirroring.store, "open", tearing);

    assertThat(mirroring.replicate(once, mirroring.mirror, new Selector.All(), false).outcome())
        .isEqualTo(new Outcome.Applied());
    assertThat(opened.get()).isEqualTo(2);
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());

    String other = "9876543210".repeat(60_000);
    mirroring.write("apis/large", other);
    mirroring.publish();
    opened.set(10);
    ReplicateReport torn = mirroring.replicate(once, mirroring.mirror, new Selector.All(), false);
    assertThat(torn.outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.why()).contains("apis/large", "torn"));
    assertThat(mirroring.mirror.lacking(Set.of(blob(other)), Mirroring.soon()))
        .isEqualTo(new Reading.Known<>(Set.of(blob(other))));
    assertThat(mirroring.seen()).containsEntry("apis/large", large);
  }

  /** Breaks off after its second piece. */
  private static final class Torn implements BlobStream {
    private final BlobStream whole;
    private int pieces;

    Torn(BlobStream whole) {
      this.whole = whole;
    }

    @Override
    public int read(byte[] into) {
      if (pieces++ == 2) {
        throw new PortException("wire", "read", true, new IOException("torn"));
      }
      return whole.read(into);
    }

    @Override
    public void close() {
      whole.close();
    }
  }

  @Test
  void what_somebody_changed_in_the_region_is_found_and_mended_when_everything_is_read()
      throws IOException {
    places.spoilMirror(blob("orders 1"), "orders X".getBytes(UTF_8));

    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    ReplicateReport report = mirroring.scrub();

    assertThat(report.drift()).isEqualTo(new Drift(List.of(ORDERS), List.of(), List.of()));
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.copied()).isEqualTo(new Copied(1, 8, 2));
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
    assertThat(mirroring.scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void a_region_has_what_it_selects_and_more_where_it_selects_more() throws IOException {
    Places others = places();
    Mirroring selecting = new Mirroring(work.resolve("selecting"), others);
    selecting.write(ORDERS, "orders 1");
    selecting.write("apis/portal.yaml", "portal 1");
    selecting.publish();
    Selector orders = new Selector.ByTag(List.of("o"));

    assertThat(selecting.replicate(selecting.store, selecting.mirror, orders, false).outcome())
        .isEqualTo(new Outcome.Applied());
    assertThat(selecting.seen()).containsOnlyKeys(ORDERS);
    assertThat(selecting.replicate().copied()).isEqualTo(new Copied(1, 8, 1));
    assertThat(selecting.seen()).isEqualTo(selecting.written());
  }

  @Test
  void a_pointer_whose_answer_is_lost_is_looked_for() throws IOException {
    change();
    mirroring.publish();
    ArtifactMirror losing =
        answering(
            ArtifactMirror.class,
            mirroring.mirror,
            "point",
            answer -> new ApplyOutcome.Unknown("no answer"));

    assertThat(mirroring.replicate(mirroring.store, losing, new Selector.All(), false).outcome())
        .isEqualTo(new Outcome.Applied());
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void many_are_copied_at_a_time() throws IOException {
    for (int i = 0; i < 60; i++) {
      mirroring.write("apis/many-" + i, "many " + i);
    }
    try (VirtualThreads threads = new VirtualThreads()) {
      Lanes lanes = new Lanes(threads, 8);
      assertThat(mirroring.publish(mirroring.store, false, lanes).uploaded().objects())
          .isEqualTo(60);

      assertThat(mirroring.replicate(lanes).copied().objects()).isEqualTo(60);
    }
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  /** A port that answers a method otherwise, after it has done it. */
  private static <P> P answering(Class<P> type, P port, String name, UnaryOperator<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                Object answered = method.invoke(port, arguments);
                return method.getName().equals(name) ? answer.apply(answered) : answered;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
