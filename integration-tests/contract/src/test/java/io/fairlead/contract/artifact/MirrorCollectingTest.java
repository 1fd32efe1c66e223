package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.ScrubCursor;
import io.fairlead.artifact.Selector;
import io.fairlead.contract.Struck;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectReport;
import io.fairlead.cycle.CollectReport.Outcome;
import io.fairlead.cycle.CollectedSet;
import io.fairlead.cycle.MirrorCycle;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.ReplicateCycle;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections of a region's own store, beside replications, under a clock that a test moves. */
class MirrorCollectingTest {
  private static final Duration GRACE = Duration.ofDays(1);
  private static final int MORE_THAN_ENOUGH = 200;
  private static final int SEEDS = Integer.getInteger("fairlead.collect.seeds", 40);

  @TempDir private Path work;
  private Region region;

  @BeforeEach
  void start() throws IOException {
    region = new Region(work.resolve("w"));
  }

  /** A master's folder and store, and a region's own store. */
  private static final class Region {
    private final Copying copying;
    private final Path folder;

    private Region(Path work) throws IOException {
      copying = new Copying(work);
      folder = Files.createDirectories(work.resolve("region"));
    }

    private CollectableStore store() {
      return new FolderStore(folder, copying.clock());
    }

    private void publish(String content) throws IOException {
      copying.write("api", content);
      copying.write("both", "always the same");
      assertThat(copying.publish("master").outcome())
          .isInstanceOf(PublishReport.Outcome.Done.class);
    }

    private ReplicateReport replicate(ArtifactMirror over) {
      return new MirrorCycle(
              new MirrorCycle.Parts(
                  copying.storeItself(), copying.gate(), over, "us-east", Lanes.ONE))
          .run(
              new ReplicateCycle.Order(
                  new ReplicationPlan.Taking(new Selector.All(), 0), false, false),
              copying.now(),
              soon());
    }

    private void bring(String content) throws IOException {
      publish(content);
      assertThat(replicate(store()).outcome()).isEqualTo(new ReplicateReport.Outcome.Applied());
    }

    private CollectReport collect(CollectableStore over) {
      CollectedSet set = new CollectedSet.Copied(copying.gate());
      return new CollectCycle(
              new CollectCycle.Parts(over, new TreeMap<>(Map.of("gateway", set)), Lanes.ONE))
          .run(
              new CollectCycle.Order(new CollectCycle.Keeping(1, Duration.ZERO), GRACE, false),
              copying.now(),
              soon());
    }

    private CollectReport collect() {
      return collect(store());
    }

    private Instant soon() {
      return copying.now().plus(Duration.ofHours(1));
    }

    private Pointer pointer() {
      return held().pointer();
    }

    private ManifestStore.Held held() {
      if (store().pointer("gateway", soon())
          instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)) {
        return held.orElseThrow();
      }
      throw new AssertionError("no pointer");
    }

    /** All that a reader who follows the pointer needs is there, and is what it should be. */
    private void assertWhole(String as) {
      PublishedSet set = new PublishedSet(store(), copying.gate());
      if (!(set.at(pointer(), soon()) instanceof PublishedSet.Looked.Found(var published, _))) {
        throw new AssertionError(as + ": the version that readers follow is not there");
      }
      Set<Blob> blobs = new HashSet<>();
      set.version(published, soon()).blobs(blobs::add);
      assertThat(store().lacking(blobs, soon())).as(as).isEqualTo(new Reading.Known<>(Set.of()));
    }

    private boolean killed(CollectableStore over, Struck struck) {
      try {
        collect(struck.over(CollectableStore.class, over));
        return false;
      } catch (Struck.Killed _) {
        return true;
      }
    }

    /** A version is brought but for its mark, and nobody goes on with it for a grace time. */
    private void abandon(String content) throws IOException {
      publish(content);
      try {
        replicate(Struck.before("remember").over(ArtifactMirror.class, store()));
        throw new AssertionError("the mark was written");
      } catch (Struck.Killed _) {
        assertThat(collect().waiting().things()).as("its manifest among it").isPositive();
        copying.pass(GRACE);
      }
    }
  }

  @Test
  void what_readers_follow_and_what_is_begun_is_kept() throws IOException {
    region.bring("one");
    Pointer followed = region.pointer();
    region.bring("two");
    region.bring("three");
    Pointer begun = region.pointer();
    region.store().point("gateway", region.held().tag(), followed, region.soon());

    CollectReport report = region.collect();

    assertThat(report.kept().versions()).isEqualTo(2);
    assertThat(report.waiting().things()).as("version 2, its page, its content").isEqualTo(3);
    region.copying.pass(GRACE);
    assertThat(region.collect().deleted().things()).isEqualTo(3);
    region.assertWhole("followed");
    assertThat(begun.version()).isEqualTo(3);
    assertThat(region.replicate(region.store()).outcome())
        .isEqualTo(new ReplicateReport.Outcome.Applied());
    region.assertWhole("begun");
  }

  @Test
  void what_is_not_known_is_never_taken_for_nothing() throws IOException {
    region.bring("one");
    region.bring("two");
    Path sets = region.folder.resolve("sets/gateway");
    Files.writeString(sets.resolve("mark"), "torn");
    assertThat(region.collect().outcome())
        .isInstanceOfSatisfying(
            Outcome.Unreachable.class,
            why -> assertThat(why.why()).startsWith("the mark of gateway"));
    Files.delete(sets.resolve("mark"));
    assertThat(region.collect().kept().versions()).as("the pointer is there").isEqualTo(1);
    Files.move(sets.resolve("pointer"), sets.resolve("elsewhere"));
    assertThat(region.collect().outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("neither pointer nor mark"));
    Files.move(sets.resolve("elsewhere"), sets.resolve("pointer"));
    region.copying.dropKey("master");
    assertThat(region.collect().outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("cannot be believed"));
  }

  @Test
  void where_the_mark_is_of_another_version_all_that_readers_follow_is_kept() throws IOException {
    region.bring("one");
    region
        .store()
        .remember(
            "gateway",
            new MirrorMark(
                new Floor(new Pointer(7, region.pointer().digest(), 10), 1),
                new Selector.ByTag(List.of("nobody")),
                region.copying.now(),
                ScrubCursor.at(region.copying.now())),
            region.soon());

    assertThat(region.collect().waiting().things()).isZero();
    region.assertWhole("followed");
  }

  @Test
  void nothing_is_brought_that_is_being_deleted_until_that_has_ended() throws IOException {
    region.bring("one");
    region.abandon("two");
    assertThat(region.killed(region.store(), Struck.before("delete"))).isTrue();

    assertThat(region.replicate(region.store()).outcome())
        .isInstanceOfSatisfying(
            ReplicateReport.Outcome.Held.class,
            why -> assertThat(why.why()).contains("is being deleted", "artifacts collect"));
    assertThat(region.collect().outcome()).isInstanceOf(Outcome.Overtaken.class);
    region.copying.pass(CollectCycle.TAKEN_OVER);
    assertThat(region.collect().outcome()).isEqualTo(new Outcome.Done());
    assertThat(region.replicate(region.store()).outcome())
        .isEqualTo(new ReplicateReport.Outcome.Applied());
    region.assertWhole("after");
  }

  @Test
  void a_collection_is_killed_before_every_call() throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Region each = new Region(work.resolve("k" + at));
      each.bring("one");
      each.bring("two");
      each.collect();
      each.copying.pass(GRACE);
      missed = !each.killed(each.store(), new Struck(at));
      kills += missed ? 0 : 1;

      each.assertWhole("call " + at);
      each.copying.pass(CollectCycle.TAKEN_OVER);
      assertThat(each.collect().outcome()).as("call " + at).isEqualTo(new Outcome.Done());
      each.bring("one");
      each.assertWhole("call " + at);
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(10);
  }

  @Test
  void a_replication_that_brings_condemned_things_is_killed_before_every_call() throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Region each = new Region(work.resolve("r" + at));
      each.bring("one");
      each.abandon("two");
      Struck struck = new Struck(at);
      try {
        each.replicate(struck.over(ArtifactMirror.class, each.store()));
        missed = true;
      } catch (Struck.Killed _) {
        kills++;
      }
      each.collect();
      each.assertWhole("call " + at);
      each.replicate(each.store());
      each.assertWhole("call " + at);
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(8);
  }

  @Test
  void replications_and_collections_meet_in_orders_that_seeds_choose() throws Exception {
    int brought = 0;
    int deleted = 0;
    int kills = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Region each = new Region(work.resolve("s" + seed));
      each.bring("one");
      each.abandon("two");
      Turns turns = new Turns(seed);
      CollectReport[] ends = new CollectReport[1];
      turns.add(ArtifactMirror.class, each.store(), true, each::replicate);
      turns.add(CollectableStore.class, each.store(), true, over -> ends[0] = each.collect(over));
      turns.add(CollectableStore.class, each.store(), true, each::collect);
      turns.run();
      kills += turns.kills();

      each.assertWhole("seed " + seed);
      brought += each.pointer().version() == 2 ? 1 : 0;
      deleted += ends[0] != null && ends[0].deleted().things() > 0 ? 1 : 0;
      each.copying.pass(CollectCycle.TAKEN_OVER);
      assertThat(each.collect().outcome()).as("seed " + seed).isEqualTo(new Outcome.Done());
      each.replicate(each.store());
      each.assertWhole("seed " + seed);
    }
    assertThat(kills).isPositive();
    assertThat(brought).as("both happen").isBetween(SEEDS / 10, SEEDS);
    assertThat(deleted).as("both happen").isBetween(SEEDS / 10, SEEDS);
  }
}
