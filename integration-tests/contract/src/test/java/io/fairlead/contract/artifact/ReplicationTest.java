package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairlead.artifact.Drift;
import io.fairlead.artifact.ScrubCursor;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Copied;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.local.artifact.BusyFolder;
import io.fairlead.local.artifact.FolderSink;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set goes from the master's folder to a region's. */
final class ReplicationTest {
  @TempDir private Path work;

  private Copying copying;

  @BeforeEach
  void publishTheFirst() throws IOException {
    copying = new Copying(work);
    copying.write("apis/orders.yaml", "orders 1");
    copying.write("apis/portal.yaml", "portal 1");
    copying.write(".git/config", "no part of the set");
    assertThat(copying.publish("master").outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
    Files.delete(copying.source.resolve(".git/config"));
    Files.delete(copying.source.resolve(".git"));
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
  }

  @Test
  void what_was_published_is_what_readers_see() throws IOException {
    assertThat(copying.seen())
        .isEqualTo(copying.written())
        .containsOnlyKeys("apis/orders.yaml", "apis/portal.yaml");
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void only_what_changed_comes_from_the_store() throws IOException {
    copying.write("apis/orders.yaml", "orders 2, longer");
    copying.publish("master");
    ReplicateReport report = copying.replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.copied()).isEqualTo(new Copied(1, 16, 1));
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void of_many_objects_the_manifest_grows_by_the_pages_that_have_changed() throws IOException {
    for (int i = 0; i < 800; i++) {
      copying.write("many/f%d/object-%04d".formatted(i % 7, i), "content " + i);
    }
    copying.publish("master");
    assertThat(copying.replicate().copied().objects()).isEqualTo(800);
    int before = Copying.read(copying.store.resolve("sha256")).size();
    copying.write("many/f0/object-0007", "changed");
    copying.delete("many/f1/object-0008");
    assertThat(copying.publish("master").difference().count()).isEqualTo(2);
    int after = Copying.read(copying.store.resolve("sha256")).size();

    // The content that is new, two pages of objects at most, and one of tombstones.
    assertThat(after - before).isBetween(3, 4);
    ReplicateReport report = copying.replicate();
    assertThat(report.copied()).isEqualTo(new Copied(1, 7, 800));
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void files_edited_at_the_destination_are_told_and_overwritten() throws IOException {
    Path current = copying.destination.resolve("current");
    Files.writeString(current.resolve("apis/orders.yaml"), "edited by hand");
    Files.writeString(current.resolve("apis/stranger.yaml"), "added by hand");
    Files.delete(current.resolve("apis/portal.yaml"));

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    ReplicateReport report = copying.scrub();

    assertThat(report.drift())
        .isEqualTo(
            new Drift(
                List.of("apis/orders.yaml"),
                List.of("apis/portal.yaml"),
                List.of("apis/stranger.yaml")));
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
    assertThat(copying.scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void files_edited_at_the_destination_are_found_by_the_hourly_step_within_a_round()
      throws IOException {
    Path current = copying.destination.resolve("current");
    Files.writeString(current.resolve("apis/portal.yaml"), "edited by hand");
    Files.writeString(current.resolve("apis/zzz.yaml"), "added by hand");
    List<Drift> found = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      copying.pass(ScrubCursor.STEP.minusSeconds(1));
      assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
      copying.pass(Duration.ofSeconds(1));
      found.add(copying.replicate().drift());
    }

    // Of two objects each step reads one; what is behind the last one belongs to it.
    assertThat(found)
        .containsExactly(
            Drift.NONE,
            new Drift(List.of("apis/portal.yaml"), List.of(), List.of("apis/zzz.yaml")),
            Drift.NONE);
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void an_edit_does_not_live_on_in_the_next_version() throws IOException {
    Files.writeString(copying.destination.resolve("current/apis/portal.yaml"), "edited by hand");
    copying.write("apis/orders.yaml", "orders 2");
    copying.publish("master");

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void older_content_comes_back_under_a_higher_version() throws IOException {
    SortedMap<String, String> first = copying.seen();
    copying.write("apis/orders.yaml", "orders 2");
    copying.publish("master");
    copying.replicate();
    PublishReport back = copying.rollBack(1);
    ReplicateReport report = copying.replicate();

    assertThat(back.outcome())
        .isInstanceOfSatisfying(
            PublishReport.Outcome.Done.class,
            done -> assertThat(done.published().manifest().version()).isEqualTo(3));
    assertThat(back.uploaded().objects()).isZero();
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(first);
    assertThat(copying.rollBack(7).outcome())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "there is no version 7 to go back to; the set is at version 3"));
  }

  @Test
  void a_key_is_replaced_while_regions_go_on_reading() throws IOException {
    copying.addKey("next");
    copying.write("apis/orders.yaml", "orders 2");
    copying.publish("master", "next");
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    copying.dropKey("master");
    copying.write("apis/orders.yaml", "orders 3");
    assertThat(copying.publish("next").outcome()).isInstanceOf(PublishReport.Outcome.Done.class);

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void going_back_reaches_over_a_replaced_key_as_long_as_regions_trust_it() throws IOException {
    SortedMap<String, String> first = copying.seen();
    copying.addKey("next");
    copying.write("apis/orders.yaml", "orders 2");
    copying.publish("next");
    copying.replicate();

    assertThat(copying.rollBack(1, "next").outcome())
        .isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(first);
    copying.dropKey("master");
    assertThat(copying.rollBack(2, "next").outcome())
        .isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(copying.rollBack(1, "next").outcome())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "there is no version 1 to go back to; the set is at version 4, and not all are"
                    + " readable: it is signed with master, and the topology trusts next"));
  }

  @Test
  void an_empty_source_and_too_many_deletions_are_not_published() throws IOException {
    copying.delete("apis/orders.yaml");
    copying.delete("apis/portal.yaml");

    assertThat(copying.publish("master").outcome())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "the source is empty: nothing is published of what may only be missing"));
    copying.write("apis/other.yaml", "other");
    assertThat(copying.publish("master").outcome())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "2 of 2 objects would be deleted, and at most 50 % may at once"));
    Files.createSymbolicLink(copying.source.resolve("link"), copying.source);
    assertThat(copying.publish("master").outcome())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "'link' is no plain file: a set holds files, neither links nor anything else"));
  }

  @Test
  void what_somebody_put_where_readers_look_is_told_and_replaced() throws IOException {
    Path current = copying.destination.resolve("current");
    Files.delete(current);
    Files.createSymbolicLink(current, copying.source);
    ReplicateReport report = copying.replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks())
        .containsExactly(
            "somebody put something else where readers look: '%s' leads to %s"
                .formatted(current, copying.source));
    assertThat(copying.seen()).isEqualTo(copying.written());
    assertThat(Files.readSymbolicLink(current).toString()).startsWith("slots/");
  }

  @Test
  void a_folder_where_the_link_should_be_is_left_to_its_owner() throws IOException {
    Path current = copying.destination.resolve("current");
    Files.delete(current);
    Files.createDirectory(current);
    Files.writeString(current.resolve("mine"), "mine");

    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.why()).contains("move it away"));
    assertThat(copying.seen()).containsOnlyKeys("mine");
  }

  @Test
  void nobody_else_writes_a_destination_at_the_same_time() throws IOException {
    try (FolderSink _ = FolderSink.writing(copying.destination, copying.clock())) {
      assertThatExceptionOfType(BusyFolder.class).isThrownBy(() -> copying.replicate());
    }
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void what_a_killed_process_left_half_done_is_no_hindrance() throws IOException {
    Files.createSymbolicLink(copying.destination.resolve("next"), Path.of("slots/nowhere"));
    Files.createDirectories(copying.destination.resolve("unfinished"));
    Files.writeString(copying.destination.resolve("unfinished/half"), "ord");
    copying.write("apis/orders.yaml", "orders 2");
    copying.publish("master");

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
    assertThat(copying.destination.resolve("unfinished")).isEmptyDirectory();
  }

  @Test
  void two_copies_are_kept_and_no_more() throws IOException {
    for (int i = 2; i < 6; i++) {
      copying.write("apis/orders.yaml", "orders " + i);
      copying.publish("master");
      copying.replicate();
    }
    try (var slots = Files.list(copying.destination.resolve("slots"))) {
      assertThat(slots.map(slot -> slot.getFileName().toString().substring(0, 12)))
          .containsExactlyInAnyOrder("000000000004", "000000000005");
    }
  }

  @Test
  void a_version_that_nobody_renews_is_told() throws IOException {
    copying.pass(Duration.ofDays(8));
    ReplicateReport report = copying.replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.UpToDate());
    assertThat(report.remarks())
        .containsExactly(
            "version 1 expired at 2026-03-08T12:00:01Z: see why the master has not published"
                + " since");
  }

  @Test
  void the_link_that_readers_follow_is_never_away() throws Exception {
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      copying.destination.register(
          watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
      copying.write("apis/orders.yaml", "orders 2");
      copying.publish("master");
      copying.replicate();

      List<String> events = new ArrayList<>();
      while (!events.contains("ENTRY_CREATE current")) {
        WatchKey key = watch.poll(10, TimeUnit.SECONDS);
        assertThat(key).as("after " + events).isNotNull();
        key.pollEvents().forEach(event -> events.add(event.kind() + " " + event.context()));
        key.reset();
      }
      assertThat(events).doesNotContain("ENTRY_DELETE current");
    }
  }

  @Test
  void a_reader_never_sees_parts_of_two_versions() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> reader = threads.submit(mixed(done));
      for (int i = 2; i < 15; i++) {
        copying.write("apis/orders.yaml", "orders " + i);
        copying.write("apis/portal.yaml", "portal " + i);
        copying.publish("master");
        assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
      }
      done.set(true);

      assertThat(reader.get()).isGreaterThan(3);
    }
  }

  /** Reads over and over; the number of whole reads. */
  private Callable<Integer> mixed(AtomicBoolean done) {
    return () -> {
      int whole = 0;
      while (!done.get()) {
        Path current = copying.destination.resolve("current").toRealPath();
        SortedMap<String, String> seen = Copying.read(current);
        // A reader that two switches overtook finds files gone, and begins anew.
        if (seen.size() == 2) {
          String version = seen.get("apis/orders.yaml").replace("orders ", "");
          assertThat(seen).containsEntry("apis/portal.yaml", "portal " + version);
          whole++;
        }
      }
      return whole;
    };
  }
}
