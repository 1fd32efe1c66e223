package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.contract.cell.SmallDisk;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a store gives or a disk does, readers keep the whole set that they had. */
final class ReplicationFaultsTest {
  private static final String ORDERS = "apis/orders.yaml";

  @TempDir private Path work;

  private Copying copying;
  private SortedMap<String, String> first;

  @BeforeEach
  void applyTheFirstAndPublishTheSecond() throws IOException {
    copying = new Copying(work.resolve("fleet"));
    copying.write(ORDERS, "orders 1");
    copying.write("apis/portal.yaml", "portal 1");
    copying.publish("master");
    copying.replicate();
    first = copying.seen();
    copying.write(ORDERS, "orders 2");
  }

  private static Path blobFile(Copying copying, String content) {
    String hex = ContentDigest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
    return copying.store.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private void assertHeld(String words) throws IOException {
    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(Outcome.Held.class, held -> assertThat(held.why()).contains(words));
    assertThat(copying.seen()).isEqualTo(first);
  }

  private void assertRefused(String words) throws IOException {
    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.sentence()).contains(words));
    assertThat(copying.seen()).isEqualTo(first);
  }

  private void assertMendedBy(PublishReport report) throws IOException {
    assertThat(report.outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_truncated_a_swapped_and_a_missing_blob_change_nothing() throws IOException {
    copying.publish("master");
    Path blob = blobFile(copying, "orders 2");
    Files.writeString(blob, "orders");
    assertHeld(ORDERS + ": the store's content is wrong, it ends after 6 of 8 bytes");
    Files.writeString(blob, "orders X");
    assertHeld(ORDERS + ": the store's content is wrong, its SHA-256 begins with");
    Files.writeString(blob, "orders 2 and without end");
    assertHeld(ORDERS + ": the store's content is wrong, it has more than its 8 bytes");
    Files.delete(blob);
    assertHeld(ORDERS + ": there is no ");
    Files.writeString(blob, "orders 2");

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void an_upload_that_broke_off_is_begun_again() throws IOException {
    Files.createDirectories(copying.store.resolve("unfinished"));
    Files.writeString(copying.store.resolve("unfinished/killed"), "ord");
    Path blob = blobFile(copying, "orders 2");
    Files.createDirectories(blob.getParent());
    Files.writeString(blob, "ord");

    assertMendedBy(copying.publish("master"));
  }

  @Test
  void a_source_that_changes_while_it_is_read_is_not_published() throws IOException {
    ArtifactStore changing =
        before(
            ArtifactStore.class,
            copying.storeItself(),
            "lacking",
            () -> Files.writeString(copying.source.resolve(ORDERS), "orders three"));

    assertThat(copying.publish(changing, "master").outcome())
        .isInstanceOfSatisfying(
            PublishReport.Outcome.Refused.class,
            refused ->
                assertThat(refused.sentence()).startsWith(ORDERS + " changed while it was read"));
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    assertMendedBy(copying.publish("master"));
  }

  @Test
  void a_replayed_pointer_and_manifest_are_refused() throws IOException {
    Path pointer = copying.store.resolve("sets/gateway/pointer");
    Path kept = Files.createDirectory(work.resolve("kept"));
    copy(pointer, kept);
    copying.publish("master");
    copying.replicate();
    first = copying.seen();
    try (var files = Files.list(pointer)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    copy(kept, pointer);

    assertRefused("the store points at version 1, and this region has had 2");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void a_manifest_of_a_key_that_nobody_trusts_is_refused() throws IOException {
    copying.makeKey("thief");
    assertThat(copying.publish("thief").outcome())
        .isEqualTo(
            new PublishReport.Outcome.Refused(
                "no destination would take it: it is signed with thief, and the topology trusts"
                    + " master: 'sign' needs the private key of what 'keys' has"));
    copying.addKey("thief");
    copying.publish("thief");
    copying.dropKey("thief");

    assertRefused("manifest 2 is refused: it is signed with thief, and the topology trusts master");
  }

  @Test
  void a_changed_manifest_is_refused() throws IOException {
    copying.publish("master");
    try (var manifests = Files.list(copying.store.resolve("sets/gateway/manifests"))) {
      Path second =
          manifests.filter(file -> file.getFileName().toString().contains("02-")).findAny().get();
      Files.writeString(second, Files.readString(second).replace(ORDERS, "apis/ordérs.yaml"));
    }

    assertRefused("manifest 2 is refused: ");
  }

  @Test
  void an_expired_manifest_is_refused_until_the_master_publishes_again() throws IOException {
    copying.publish("master");
    copying.pass(Duration.ofDays(7));

    assertRefused("manifest 2 is refused: it expired at 2026-03-08T12:00:02Z");
    assertMendedBy(copying.publish("master"));
  }

  @Test
  void a_manifest_from_the_future_is_refused() throws IOException {
    copying.pass(Duration.ofHours(1));
    copying.publish("master");
    copying.pass(Duration.ofHours(-1));

    assertRefused("set the clocks right");
  }

  @Test
  void a_store_that_is_dark_leaves_readers_what_they_have() throws IOException {
    Path away = copying.store.resolveSibling("away");
    Files.move(copying.store, away);

    assertHeld("the store: there is no folder " + copying.store);
    Files.move(away, copying.store);
    assertMendedBy(copying.publish("master"));
  }

  @Test
  void a_copy_that_is_spoilt_as_it_is_shown_is_rolled_back() throws IOException {
    copying.publish("master");
    ReplicateReport report =
        copying.replicate(
            copying.storeItself(),
            sink -> before(ArtifactSink.class, sink, "show", this::spoilNewest),
            false);

    assertThat(report.outcome()).isEqualTo(new Outcome.RolledBack("edited: " + ORDERS));
    assertThat(copying.seen()).isEqualTo(first);
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_disk_that_says_done_and_is_not_is_found_before_readers_see_it() throws IOException {
    copying.publish("master");
    UnaryOperator<Object> spoiling =
        answer -> {
          try {
            spoilNewest();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return answer;
        };
    ReplicateReport report =
        copying.replicate(
            copying.storeItself(), sink -> after(ArtifactSink.class, sink, "put", spoiling), false);

    assertThat(report.outcome())
        .isEqualTo(new Outcome.Held("read back, the copy differs: edited: " + ORDERS));
    assertThat(copying.seen()).isEqualTo(first);
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
  }

  private void spoilNewest() throws IOException {
    try (var slots = Files.list(copying.destination.resolve("slots"))) {
      Path newest = slots.sorted().toList().getLast();
      if (newest.getFileName().toString().startsWith("000000000002")) {
        Files.writeString(newest.resolve("files").resolve(ORDERS), "spoilt");
      }
    }
  }

  @Test
  void a_full_disk_is_said_and_readers_keep_their_set() throws IOException {
    if (!SmallDisk.isAllowed()) {
      withoutPermission();
      return;
    }
    Copying small = new Copying(work.resolve("small"));
    try (SmallDisk _ = SmallDisk.mount(small.destination)) {
      small.write(ORDERS, "orders 1");
      small.publish("master");
      small.replicate();
      SortedMap<String, String> before = small.seen();
      small.write("apis/huge.bin", "x".repeat(400_000));
      small.publish("master");

      assertThat(small.replicate().outcome())
          .isInstanceOfSatisfying(
              Outcome.Held.class,
              held -> assertThat(held.why()).contains("apis/huge.bin", "No space left on device"));
      assertThat(small.seen()).isEqualTo(before);
      small.write("apis/huge.bin", "small again");
      small.publish("master");
      assertThat(small.replicate().outcome()).isEqualTo(new Outcome.Applied());
      assertThat(small.seen()).isEqualTo(small.written());
    }
  }

  /** Without a disk of its own: a folder that takes nothing more. */
  private void withoutPermission() throws IOException {
    copying.publish("master");
    Path slots = copying.destination.resolve("slots");
    Files.setPosixFilePermissions(slots, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertHeld("no permission for ");
    Files.setPosixFilePermissions(slots, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
  }

  @Test
  void a_pointer_whose_answer_is_lost_is_looked_for() throws IOException {
    UnaryOperator<Object> lost =
        answer -> answer instanceof ApplyOutcome ? new ApplyOutcome.Unknown("no answer") : answer;

    assertThat(
            copying
                .publish(after(ArtifactStore.class, copying.storeItself(), "point", lost), "master")
                .outcome())
        .isInstanceOf(PublishReport.Outcome.Done.class);
  }

  @Test
  void of_two_masters_at_the_same_time_one_is_told_that_it_lost() throws IOException {
    ArtifactStore raced =
        before(
            ArtifactStore.class,
            copying.storeItself(),
            "point",
            () -> {
              copying.write(ORDERS, "orders 3");
              copying.publish("master");
            });

    assertThat(copying.publish(raced, "master").outcome())
        .isEqualTo(new PublishReport.Outcome.Overtaken());
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).containsEntry(ORDERS, "orders 3");
  }

  @Test
  void a_store_that_says_it_has_what_it_has_not_is_found_out() throws IOException {
    UnaryOperator<Object> lying = answer -> new Reading.Known<>(Set.of());
    copying.publish(after(ArtifactStore.class, copying.storeItself(), "lacking", lying), "master");

    assertHeld(ORDERS + ": there is no ");
  }

  @Test
  void a_length_that_no_object_has_is_refused_where_it_is_read() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Blob(ContentDigest.of(new byte[0]), Blob.MAX_LENGTH + 1));
  }

  /** Some change of files. */
  private interface Change {
    void make() throws IOException;
  }

  /** A port before whose first call of a method something happens. */
  private static <P> P before(Class<P> type, P port, String method, Change change) {
    Change[] once = {change};
    return changed(
        type,
        port,
        method,
        () -> {
          Change now = once[0];
          once[0] = () -> {};
          now.make();
        },
        answer -> answer);
  }

  /** A port that answers a method otherwise, after it has done it. */
  private static <P> P after(Class<P> type, P port, String method, UnaryOperator<Object> answer) {
    return changed(type, port, method, () -> {}, answer);
  }

  private static <P> P changed(
      Class<P> type, P port, String name, Change before, UnaryOperator<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              boolean struck = method.getName().equals(name);
              if (struck) {
                before.make();
              }
              try {
                Object answered = method.invoke(port, arguments);
                return struck ? answer.apply(answered) : answered;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
