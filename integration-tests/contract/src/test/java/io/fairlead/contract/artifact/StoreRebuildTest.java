package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.ReplicationPlan;
import io.fairlead.artifact.Selector;
import io.fairlead.contract.Struck;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishReport.Outcome;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.StoreRebuild;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master's store that is gone is made anew from a region's folder, and nothing is undone. */
final class StoreRebuildTest {
  private static final String ORDERS = "apis/orders.yaml";
  private static final int MORE_THAN_ENOUGH = 100;

  @TempDir private Path work;

  private Copying copying;

  @BeforeEach
  void publishTwoVersions() throws IOException {
    copying = new Copying(work.resolve("first"));
    copying.write(ORDERS, "orders 1");
    copying.write("apis/portal.yaml", "portal 1");
    copying.publish("master");
    copying.write(ORDERS, "orders 2");
    copying.publish("master");
    copying.replicate();
  }

  private ArtifactStore empty(String name) throws IOException {
    return new FolderStore(Files.createDirectories(work.resolve(name)), copying.clock());
  }

  private StoreRebuild.Ready ready(ArtifactStore lost) {
    return (StoreRebuild.Ready) copying.rebuilt(lost, sink -> sink);
  }

  private String why(ArtifactStore lost) {
    return switch (copying.rebuilt(lost, sink -> sink)) {
      case StoreRebuild.Refused(String why) -> "refused: " + why;
      case StoreRebuild.Unreachable(String why) -> "unreachable: " + why;
      case StoreRebuild.Ready _ -> "ready";
    };
  }

  private boolean isThere(ArtifactStore store) {
    return !store
        .pointer("gateway", copying.now().plusSeconds(60))
        .equals(new Reading.Known<>(Optional.empty()));
  }

  @Test
  void the_next_version_has_the_copys_content_and_readers_go_on() throws IOException {
    ArtifactStore made = empty("made");
    PublishReport report = copying.rebuild(ready(made), 2);

    assertThat(report.outcome())
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done -> {
              assertThat(done.published().manifest().version()).isEqualTo(3);
              assertThat(done.published().manifest().edition().epoch()).isEqualTo(2);
            });
    assertThat(report.uploaded().objects()).isEqualTo(2);
    assertThat(copying.replicate(made, sink -> sink, true).outcome())
        .isEqualTo(new ReplicateReport.Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
    copying.write(ORDERS, "orders 4");
    assertThat(copying.publish(made, "master").outcome()).isInstanceOf(Outcome.Done.class);
    copying.replicate(made, sink -> sink, false);
    assertThat(copying.seen()).containsEntry(ORDERS, "orders 4");
  }

  @Test
  void killed_before_every_call_the_store_is_still_lost_or_whole() throws IOException {
    boolean missed = false;
    int kills = 0;
    ArtifactStore last = copying.storeItself();
    for (int at = 1; !missed && at < MORE_THAN_ENOUGH; at++) {
      ArtifactStore made = empty("made-" + at);
      Struck struck = new Struck(at);
      try {
        StoreRebuild rebuild =
            copying.rebuilt(
                struck.over(ArtifactStore.class, made),
                sink -> struck.over(ArtifactSink.class, sink));
        copying.rebuild((StoreRebuild.Ready) rebuild, 2);
        missed = struck.missed();
      } catch (Struck.Killed _) {
        kills++;
      }

      if (isThere(made)) {
        assertThat(why(made)).startsWith("refused: the store has version 3 and is not lost");
      } else {
        assertThat(copying.rebuild(ready(made), 2).outcome())
            .as("call " + at)
            .isInstanceOf(Outcome.Done.class);
      }
      last = made;
    }

    assertThat(missed).isTrue();
    assertThat(kills).isGreaterThan(8);
    assertThat(copying.replicate(last, sink -> sink, true).outcome())
        .isEqualTo(new ReplicateReport.Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_store_that_is_there_is_not_made_anew() {
    assertThat(why(copying.storeItself()))
        .isEqualTo(
            "refused: the store has version 2 and is not lost; what is damaged in it is mended by"
                + " 'fairlead publish --scrub'");
  }

  @Test
  void a_store_that_comes_back_meanwhile_is_left_alone() throws IOException {
    ArtifactStore made = empty("made");
    StoreRebuild.Ready ready = ready(made);
    copying.publish(made, "master");

    assertThat(copying.rebuild(ready, 2).outcome())
        .isEqualTo(
            new Outcome.Unreachable(
                "the store is there again, with version 1: nothing is made anew"));
  }

  @Test
  void a_copy_that_lacks_a_part_is_refused() throws IOException {
    Selector portal = new Selector.ByPath(List.of(PathPattern.parse("apis/portal.yaml")));
    copying.replicate(new ReplicationPlan.Taking(portal, 100));
    assertThat(why(empty("made")))
        .isEqualTo(
            "refused: us-east takes 1 of 2 objects: a store is made anew from a region that takes"
                + " all");
    Files.delete(copying.destination.resolve("current"));
    assertThat(why(empty("made"))).isEqualTo("refused: us-east has no copy of the set");
  }

  @Test
  void a_file_that_somebody_edited_makes_no_store() throws IOException {
    Files.writeString(copying.destination.resolve("current").resolve(ORDERS), "orders x");
    ArtifactStore made = empty("made");

    assertThat(copying.rebuild(ready(made), 2).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.sentence())
                    .startsWith(ORDERS + " of us-east is not what was published (its SHA-256")
                    .endsWith("make the store anew from another region"));
    assertThat(isThere(made)).isFalse();
  }
}
