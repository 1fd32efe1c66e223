package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.Floor;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.ScrubCursor;
import io.fairlead.artifact.Selector;
import io.fairlead.contract.Struck;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectReport;
import io.fairlead.cycle.CollectReport.Outcome;
import io.fairlead.cycle.CollectedSet;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections of a store in a folder, beside publishers, under a clock that a test moves. */
class CollectingTest {
  private static final Duration GRACE = Duration.ofDays(1);
  private static final int MORE_THAN_ENOUGH = 200;
  private static final int SEEDS = Integer.getInteger("fairlead.collect.seeds", 40);

  @TempDir private Path work;
  private Copying copying;

  @BeforeEach
  void start() throws IOException {
    copying = new Copying(work.resolve("w"));
  }

  private static void publish(Copying copying, String content) throws IOException {
    copying.write("api", content);
    copying.write("both", "always the same");
    assertThat(copying.publish("master").outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
  }

  private static CollectableStore store(Copying copying) {
    return new FolderStore(copying.store, copying.clock());
  }

  private CollectReport collect(int versions, Duration time) {
    return collect(copying, store(copying), versions, time, Map.of());
  }

  private static CollectReport collect(
      Copying copying,
      CollectableStore over,
      int versions,
      Duration time,
      Map<String, ArtifactMirror> mirrors) {
    CollectedSet.Published set = new CollectedSet.Published(copying.gate(), new TreeMap<>(mirrors));
    return new CollectCycle(
            new CollectCycle.Parts(over, new TreeMap<>(Map.of("gateway", set)), Lanes.ONE))
        .run(
            new CollectCycle.Order(new CollectCycle.Keeping(versions, time), GRACE, false),
            copying.now(),
            copying.now().plus(Duration.ofHours(1)));
  }

  private static List<String> files(Copying copying, String below) throws IOException {
    try (Stream<Path> all = Files.walk(copying.store.resolve(below))) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  /** Every content of the version that is pointed at is there, and is what it should be. */
  private static void assertWhole(Copying copying, String as) {
    CollectableStore store = store(copying);
    PublishedSet set = new PublishedSet(store, copying.gate());
    if (!(store.pointer("gateway", copying.now().plusSeconds(60))
            instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)
        && set.at(held.orElseThrow().pointer(), copying.now().plusSeconds(60))
            instanceof PublishedSet.Looked.Found(var published, _))) {
      throw new AssertionError(as + ": the newest version is not there");
    }
    Set<Blob> blobs = new HashSet<>();
    set.version(published, copying.now().plusSeconds(60)).blobs(blobs::add);
    assertThat(store.lacking(blobs, copying.now().plusSeconds(60)))
        .as(as)
        .isEqualTo(new Reading.Known<>(Set.of()));
  }

  @Test
  void what_no_kept_version_needs_is_deleted_after_the_grace_time_and_not_before()
      throws IOException {
    publish(copying, "one");
    publish(copying, "two!!");
    copying.pass(Duration.ofDays(40));
    publish(copying, "three");

    CollectReport first = collect(1, Duration.ZERO);
    assertThat(first.outcome()).isEqualTo(new Outcome.Done());
    assertThat(first.kept().versions()).isEqualTo(1);
    assertThat(first.waiting().things()).as("manifest, page and content of two").isEqualTo(6);
    assertThat(first.next()).isEqualTo(copying.now().plus(GRACE));
    copying.pass(GRACE.minusSeconds(1));
    assertThat(collect(1, Duration.ZERO).deleted().things()).isZero();
    assertThat(files(copying, "sha256")).hasSize(7);

    copying.pass(Duration.ofSeconds(1));
    CollectReport second = collect(1, Duration.ZERO);
    assertThat(second.deleted().things()).isEqualTo(6);
    assertThat(files(copying, "sha256")).hasSize(3);
    assertThat(files(copying, "sets/gateway/manifests")).hasSize(1);
    assertWhole(copying, "");
    publish(copying, "four");
    assertThat(copying.replicate().outcome()).isInstanceOf(ReplicateReport.Outcome.Applied.class);
  }

  @Test
  void versions_are_kept_by_their_number_and_by_their_age() throws IOException {
    for (int version = 1; version <= 6; version++) {
      publish(copying, "version " + version);
      copying.pass(Duration.ofDays(10));
    }

    assertThat(collect(2, Duration.ZERO).kept().versions()).isEqualTo(2);
    assertThat(collect(2, Duration.ofDays(35)).kept().versions()).as("and one more").isEqualTo(4);
    assertThat(collect(100, Duration.ZERO).waiting().things()).isZero();
  }

  @Test
  void what_a_slower_region_shows_or_has_begun_is_kept() throws IOException {
    publish(copying, "one");
    Pointer old = pointer();
    publish(copying, "two");
    Pointer begun = pointer();
    publish(copying, "three");
    publish(copying, "four");
    FolderStore mirror = new FolderStore(work.resolve("mirror"), copying.clock());
    Files.createDirectories(work.resolve("mirror"));
    mirror.point("gateway", null, old, copying.now().plusSeconds(60));
    mirror.remember(
        "gateway",
        new MirrorMark(
            new Floor(begun, 1), new Selector.All(), copying.now(), ScrubCursor.at(copying.now())),
        copying.now().plusSeconds(60));

    CollectReport report =
        collect(copying, store(copying), 1, Duration.ZERO, Map.of("us-east", mirror));

    assertThat(report.kept().versions()).isEqualTo(3);
    assertThat(report.waiting().things()).as("version 3, its page and its content").isEqualTo(3);
    ArtifactMirror dark = new FolderStore(work.resolve("nothing"), copying.clock());
    assertThat(
            collect(copying, store(copying), 1, Duration.ZERO, Map.of("us-east", dark)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unreachable.class,
            why ->
                assertThat(why.why())
                    .startsWith("the pointer of gateway in us-east: there is no folder"));
  }

  @Test
  void what_cannot_be_read_or_believed_is_never_taken_for_nothing() throws IOException {
    publish(copying, "one");
    publish(copying, "two");
    Path sets = copying.store.resolve("sets");
    Files.createDirectories(sets.resolve("other/manifests"));
    assertThat(collect(1, Duration.ZERO).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("a set 'other' that the topology"));
    Files.delete(sets.resolve("other/manifests"));
    Files.delete(sets.resolve("other"));

    copying.addKey("next");
    copying.dropKey("master");
    assertThat(collect(1, Duration.ZERO).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            why -> assertThat(why.sentence()).contains("version 2", "cannot be believed"));
    copying = new Copying(work.resolve("again"));
    publish(copying, "one");
    sets = copying.store.resolve("sets");
    Files.move(sets.resolve("gateway/pointer"), sets.resolve("gateway/elsewhere"));
    assertThat(collect(1, Duration.ZERO).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, why -> assertThat(why.sentence()).contains("has no pointer"));
    assertThat(copying.store.resolve("collection")).doesNotExist();
    copying = new Copying(work.resolve("empty"));
    assertThat(collect(1, Duration.ZERO).outcome())
        .isEqualTo(new Outcome.Refused("the store has no set: nothing there is known"));
  }

  @Test
  void a_version_that_needs_condemned_content_again_takes_it_off_the_list() throws IOException {
    publish(copying, "one");
    publish(copying, "two");
    collect(1, Duration.ZERO);
    copying.pass(GRACE.plusHours(1));

    assertThat(copying.rollBack(1).outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
    CollectReport report = collect(1, Duration.ZERO);

    assertThat(report.deleted().things()).as("the first manifest alone").isEqualTo(1);
    assertWhole(copying, "");
  }

  @Test
  void nobody_publishes_what_is_being_deleted_until_that_has_ended() throws IOException {
    publish(copying, "one");
    publish(copying, "two");
    collect(1, Duration.ZERO);
    copying.pass(GRACE);
    killed(copying, new Struck(kills(copying)));

    copying.write("api", "one");
    assertThat(copying.publish("master").outcome())
        .isInstanceOfSatisfying(
            PublishReport.Outcome.Unreachable.class,
            why -> assertThat(why.why()).contains("is being deleted", "artifacts collect"));
    assertThat(collect(1, Duration.ZERO).outcome()).isInstanceOf(Outcome.Overtaken.class);
    copying.pass(CollectCycle.TAKEN_OVER);
    assertThat(collect(1, Duration.ZERO).deleted().things()).isEqualTo(3);
    assertThat(copying.publish("master").outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
    assertWhole(copying, "");
  }

  /** The call after which the list says that something is deleted: the first that deletes. */
  private static int kills(Copying copying) throws IOException {
    Copying same = copying;
    Struck counting = Struck.before("delete");
    try {
      collect(same, counting.over(CollectableStore.class, store(same)), 1, Duration.ZERO, Map.of());
    } catch (Struck.Killed _) {
      return counting.calls();
    }
    return 1;
  }

  private static boolean killed(Copying copying, Struck struck) {
    try {
      collect(
          copying, struck.over(CollectableStore.class, store(copying)), 1, Duration.ZERO, Map.of());
      return false;
    } catch (Struck.Killed _) {
      return true;
    }
  }

  @Test
  void a_collection_is_killed_before_every_call() throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Copying each = new Copying(work.resolve("k" + at));
      publish(each, "one");
      publish(each, "two");
      publish(each, "three");
      collect(each, store(each), 1, Duration.ZERO, Map.of());
      each.pass(GRACE);
      missed = !killed(each, new Struck(at));
      kills += missed ? 0 : 1;

      assertWhole(each, "call " + at);
      each.pass(CollectCycle.TAKEN_OVER);
      assertThat(collect(each, store(each), 1, Duration.ZERO, Map.of()).outcome())
          .as("call " + at)
          .isEqualTo(new Outcome.Done());
      assertThat(files(each, "sha256")).as("call " + at).hasSize(3);
      publish(each, "one");
      assertWhole(each, "call " + at);
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(10);
  }

  @Test
  void a_publisher_that_brings_condemned_content_back_is_killed_before_every_call()
      throws IOException {
    boolean missed = false;
    int kills = 0;
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      Copying each = new Copying(work.resolve("p" + at));
      publish(each, "one");
      publish(each, "two");
      collect(each, store(each), 1, Duration.ZERO, Map.of());
      each.pass(GRACE);
      each.write("api", "one");
      Struck struck = new Struck(at);
      try {
        each.publish(struck.over(ArtifactStore.class, each.storeItself()), "master");
        missed = true;
      } catch (Struck.Killed _) {
        kills++;
      }
      collect(each, store(each), 1, Duration.ZERO, Map.of());
      assertWhole(each, "call " + at);
      each.publish("master");
      assertWhole(each, "call " + at);
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(8);
  }

  @Test
  void publishers_and_collections_meet_in_orders_that_seeds_choose() throws Exception {
    int published = 0;
    int deleted = 0;
    int kills = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Copying each = new Copying(work.resolve("s" + seed));
      publish(each, "one");
      publish(each, "two");
      collect(each, store(each), 1, Duration.ZERO, Map.of());
      each.pass(GRACE);
      int before = files(each, "sha256").size();
      each.write("api", "one");
      Turns turns = new Turns(seed);
      CollectReport[] ends = new CollectReport[1];
      PublishReport[] report = new PublishReport[1];
      turns.add(
          ArtifactStore.class, store(each), true, over -> report[0] = each.publish(over, "master"));
      turns.add(
          CollectableStore.class,
          store(each),
          true,
          over -> ends[0] = collect(each, over, 1, Duration.ZERO, Map.of()));
      turns.add(
          CollectableStore.class,
          store(each),
          true,
          over -> collect(each, over, 1, Duration.ZERO, Map.of()));
      turns.run();
      kills += turns.kills();

      assertWhole(each, "seed " + seed);
      published +=
          report[0] != null && report[0].outcome() instanceof PublishReport.Outcome.Done ? 1 : 0;
      deleted += files(each, "sha256").size() < before ? 1 : 0;
      each.pass(CollectCycle.TAKEN_OVER);
      assertThat(collect(each, store(each), 1, Duration.ZERO, Map.of()).outcome())
          .as("seed " + seed)
          .isEqualTo(new Outcome.Done());
      each.publish("master");
      assertWhole(each, "seed " + seed);
    }
    assertThat(kills).isPositive();
    assertThat(published).as("both happen").isBetween(SEEDS / 10, SEEDS);
    assertThat(deleted).as("both happen").isBetween(SEEDS / 10, SEEDS);
  }

  private Pointer pointer() {
    if (store(copying).pointer("gateway", copying.now().plusSeconds(60))
        instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)) {
      return held.orElseThrow().pointer();
    }
    throw new AssertionError("no pointer");
  }
}
