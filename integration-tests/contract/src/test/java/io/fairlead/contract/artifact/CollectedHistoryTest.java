package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.CondemnedList;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectReport;
import io.fairlead.cycle.CollectedSet;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a set's history says of versions that a collection took. */
final class CollectedHistoryTest {
  private static final Duration GRACE = Duration.ofDays(1);

  @TempDir private Path work;
  private Copying copying;

  @BeforeEach
  void start() throws IOException {
    copying = new Copying(work);
  }

  private void publish(String content) throws IOException {
    copying.write("api", content);
    assertThat(copying.publish("master").outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
  }

  private CollectableStore store() {
    return new FolderStore(copying.store, copying.clock());
  }

  /** Keeps the two newest versions. */
  private CollectReport collect() {
    CollectedSet set = new CollectedSet.Published(copying.gate(), new TreeMap<>());
    return new CollectCycle(
            new CollectCycle.Parts(store(), new TreeMap<>(Map.of("gateway", set)), Lanes.ONE))
        .run(
            new CollectCycle.Order(new CollectCycle.Keeping(2, Duration.ZERO), GRACE, false),
            copying.now(),
            copying.now().plus(Duration.ofHours(1)));
  }

  @Test
  void versions_that_were_collected_are_told_from_those_that_are_lost() throws IOException {
    for (String each : List.of("one", "two", "three", "four")) {
      publish(each);
    }
    assertThat(history().collected()).as("nothing was").isZero();
    collect();
    copying.pass(GRACE);
    assertThat(collect().deleted().things()).isPositive();

    assertThat(history().versions()).hasSize(2);
    assertThat(history().broken()).isEmpty();
    assertThat(history().end()).contains("versions up to 2 were collected");
    assertThat(copying.rollBack(1).outcome())
        .isInstanceOfSatisfying(
            PublishReport.Outcome.Refused.class,
            why ->
                assertThat(why.sentence())
                    .endsWith("at version 4, and versions up to 2 were collected"));
    publish("five");
    copying.pass(GRACE);
    collect();
    assertThat(history().collected()).as("the list was written anew").isEqualTo(2);
    String fourth = history().versions().get(1).pointer().name();
    Files.delete(copying.store.resolve("sets/gateway/manifests").resolve(fourth));
    assertThat(history().collected()).as("version 4 was not").isZero();
    assertThat(history().broken()).isPresent();
  }

  private PublishedSet.History history() {
    PublishedSet set = new PublishedSet(store(), copying.gate());
    if (set.pointer(copying.now().plusSeconds(60))
            instanceof Reading.Known<Optional<ManifestStore.Held>>(var held)
        && set.at(held.orElseThrow().pointer(), copying.now().plusSeconds(60))
            instanceof PublishedSet.Looked.Found(var newest, _)) {
      return set.before(newest, Integer.MAX_VALUE, copying.now().plusSeconds(60));
    }
    throw new AssertionError("the newest version is not there");
  }

  @Test
  void a_list_of_a_build_that_noted_nothing_of_the_kind_is_read() {
    String older = "fairlead-condemned/1\nbegun -\ndeleting 0\ncondemned 0\nend\n";

    assertThat(CondemnedList.decode(older.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(CondemnedList.NONE);
  }
}
