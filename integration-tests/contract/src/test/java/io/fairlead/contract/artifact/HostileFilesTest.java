package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names that are no text, and what is no file where a file should be. */
@Timeout(60)
final class HostileFilesTest {
  private static final String ORDERS = "apis/orders.yaml";

  @TempDir private Path work;

  private Copying copying;
  private SortedMap<String, String> first;

  @BeforeEach
  void applyTheFirstAndChange() throws IOException {
    copying = new Copying(work);
    copying.write(ORDERS, "orders 1");
    copying.publish("master");
    copying.replicate();
    first = copying.seen();
    copying.write(ORDERS, "orders 2");
  }

  /** Java makes no name that is no text. */
  private static void shell(Path folder, String command) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor()).as(command).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void a_name_that_is_no_text_is_refused_and_never_left_out() throws IOException {
    shell(copying.source, "echo x >\"apis/$(printf 'bad\\377.yaml')\"");

    assertThat(copying.publish("master").outcome())
        .isInstanceOfSatisfying(
            PublishReport.Outcome.Refused.class,
            refused ->
                assertThat(refused.sentence())
                    .startsWith("the name of 'apis/bad\ufffd.yaml' is no text in UTF-8"));
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void a_name_that_is_no_text_is_found_at_a_destination() throws IOException {
    shell(
        copying.destination.resolve("current/apis").toRealPath(),
        "echo x >\"$(printf 'bad\\377.yaml')\"");
    ReplicateReport report = copying.scrub();

    assertThat(report.drift().foreign()).containsExactly("apis/bad\ufffd.yaml");
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.scrub().drift().isEmpty()).isTrue();
  }

  @Test
  void a_pipe_where_content_or_a_manifest_should_be_is_not_waited_for() throws IOException {
    copying.publish("master");
    String hex = ContentDigest.of("orders 2".getBytes(StandardCharsets.UTF_8)).hex();
    pipeInPlaceOf(copying.store.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex));
    assertHeld(ORDERS + ": ");
    try (var manifests = Files.list(copying.store.resolve("sets/gateway/manifests"))) {
      for (Path manifest : manifests.toList()) {
        pipeInPlaceOf(manifest);
      }
    }
    assertHeld("the store: ");
  }

  private static void pipeInPlaceOf(Path file) throws IOException {
    Files.delete(file);
    shell(file.getParent(), "mkfifo " + file.getFileName());
  }

  private void assertHeld(String begins) throws IOException {
    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held -> assertThat(held.why()).startsWith(begins).endsWith(" is no plain file"));
    assertThat(copying.seen()).isEqualTo(first);
  }

  @Test
  void an_old_version_stays_out_where_somebody_took_the_journal_away() throws IOException {
    Path pointer = copying.store.resolve("sets/gateway/pointer");
    Path kept = Files.createDirectory(work.resolve("kept"));
    shell(pointer, "cp * " + kept);
    copying.publish("master");
    copying.replicate();
    Files.delete(copying.destination.resolve("journal"));
    shell(pointer, "rm * && cp " + kept + "/* .");

    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.sentence())
                    .startsWith("the store points at version 1, and this region has had 2"));
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_damaged_journal_is_told_with_its_file_and_a_damaged_copy_is_made_anew()
      throws IOException {
    Path journal = copying.destination.resolve("journal");
    byte[] whole = Files.readAllBytes(journal);
    Files.writeString(journal, "torn");
    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held -> assertThat(held.why()).contains("the destination: " + journal, "or delete it"));
    Files.write(journal, whole);
    String seen = copying.newestSlot();
    Files.writeString(copying.destination.resolve("slots").resolve(seen).resolve("slot"), "torn");
    ReplicateReport report = copying.replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks().toString()).contains("the header of a slot ends too early");
    assertThat(copying.newestSlot()).isNotEqualTo(seen);
    assertThat(copying.seen()).isEqualTo(first);
  }

  @Test
  void a_store_that_lost_its_pointer_is_not_one_where_nothing_was_published() throws IOException {
    shell(copying.store.resolve("sets/gateway/pointer"), "rm *");

    assertThat(copying.replicate().outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held ->
                assertThat(held.why())
                    .startsWith("the store points at no version of the set, and version 1 is here")
                    .contains("artifacts rebuild"));
    assertThat(copying.seen()).isEqualTo(first);
  }

  @Test
  void a_store_whose_pointer_cannot_be_looked_for_is_not_one_without_a_pointer()
      throws IOException {
    Path sets = copying.store.resolve("sets");
    Files.move(sets, copying.store.resolve("away"));
    Files.createSymbolicLink(sets, sets);

    assertThat(copying.replicate().outcome().reason())
        .startsWith("the store: " + sets)
        .contains("symbolic links");
    assertThat(copying.publish("master").outcome())
        .isInstanceOf(PublishReport.Outcome.Unreachable.class);
  }

  @Test
  void a_pipe_at_a_destination_is_told_and_replaced() throws IOException {
    pipeInPlaceOf(copying.destination.resolve("current").toRealPath().resolve(ORDERS));
    ReplicateReport report = copying.scrub();

    assertThat(report.drift().edited()).containsExactly(ORDERS);
    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(first);
  }
}
