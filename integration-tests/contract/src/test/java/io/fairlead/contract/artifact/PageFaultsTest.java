package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a manifest are believed by their root alone, in the store and beside a copy. */
final class PageFaultsTest {
  @TempDir private Path work;

  private Copying copying;
  private SortedMap<String, String> first;

  @BeforeEach
  void applyTheFirst() throws IOException {
    copying = new Copying(work.resolve("fleet"));
    copying.write("apis/orders.yaml", "orders 1");
    copying.write("apis/portal.yaml", "portal 1");
    copying.publish("master");
    copying.replicate();
    first = copying.seen();
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

  @Test
  void a_page_that_is_torn_swapped_or_gone_changes_nothing() throws IOException {
    copying.write("apis/orders.yaml", "orders 2");
    SortedMap<Path, byte[]> before = contents(copying.store.resolve("sha256"));
    copying.publish("master");
    SortedMap<Path, byte[]> after = contents(copying.store.resolve("sha256"));
    after.keySet().removeAll(before.keySet());
    Path page = after.keySet().stream().filter(PageFaultsTest::isPage).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(page);
    Path old = before.keySet().stream().filter(PageFaultsTest::isPage).findFirst().orElseThrow();
    Files.write(page, Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused("its page from 'apis/orders.yaml' on is wrong: " + (bytes.length - 1) + " bytes");
    Files.write(page, before.get(old));
    assertRefused("its page from 'apis/orders.yaml' on is wrong: its SHA-256 does not begin with");
    Files.delete(page);
    assertHeld("there is no ");
    Files.write(page, bytes);

    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  private static SortedMap<Path, byte[]> contents(Path folder) throws IOException {
    SortedMap<Path, byte[]> contents = new TreeMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static boolean isPage(Path file) {
    try {
      return Files.readString(file).startsWith("fairlead-objects/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_page_of_the_copys_own_manifest_that_is_spoilt_is_made_anew() throws IOException {
    Path pages =
        copying.destination.resolve("slots").resolve(copying.newestSlot()).resolve("pages");
    try (var files = Files.list(pages)) {
      Files.writeString(files.findFirst().orElseThrow(), "noise");
    }
    assertThat(copying.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    ReplicateReport report = copying.scrub();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks().toString()).contains("the copy's own manifest cannot be used");
    assertThat(copying.seen()).isEqualTo(first);
    assertThat(copying.scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }
}
