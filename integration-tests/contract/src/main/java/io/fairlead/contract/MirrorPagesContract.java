package io.fairlead.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.ScrubCursor;
import io.fairlead.cycle.PublishReport;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a manifest, in a master's store and a region's, are believed by their root alone. */
public abstract class MirrorPagesContract {
  static final String ORDERS = "apis/orders.yaml";

  @TempDir Path work;

  /** The stores of this test. */
  Places places;

  /** The set that goes from one to the other. */
  Mirroring mirroring;

  /** A master's store and a region's. */
  public interface Places {
    ArtifactStore store();

    CollectableStore mirror();

    /** Replaces what the master's holds under a blob's name, behind its back. */
    void spoilStore(Blob blob, byte[] content) throws IOException;

    /** The same in the region's. */
    void spoilMirror(Blob blob, byte[] content) throws IOException;
  }

  /** New ones, with nothing in them. */
  protected abstract Places places() throws IOException;

  @BeforeEach
  void publishTheFirst() throws IOException {
    begin("first");
  }

  final void begin(String name) throws IOException {
    places = places();
    mirroring = new Mirroring(work.resolve(name), places);
    mirroring.write(ORDERS, "orders 1");
    mirroring.write("apis/portal.yaml", "portal 1");
    mirroring.write("policies/limit.json", "limit 1");
    assertThat(mirroring.publish().outcome()).isInstanceOf(PublishReport.Outcome.Done.class);
    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.Applied());
  }

  final void change() throws IOException {
    mirroring.write(ORDERS, "orders 2, longer");
    mirroring.write("apis/more/deep.yaml", "deep 2");
    mirroring.delete("apis/portal.yaml");
  }

  static Blob blob(String content) {
    return new Blob(ContentDigest.of(content.getBytes(UTF_8)), content.length());
  }

  @Test
  void a_page_that_is_torn_swapped_or_endless_is_refused_and_readers_keep_what_they_have()
      throws IOException {
    SortedMap<String, String> first = mirroring.seen();
    byte[] old = mirroring.page(mirroring.store);
    change();
    mirroring.publish();
    byte[] page = mirroring.page(mirroring.store);
    byte[] swapped = page.clone();
    swapped[page.length / 2] ^= 1;
    for (byte[] wrong :
        List.of(Arrays.copyOf(page, page.length - 3), old, Arrays.copyOf(page, 9999), swapped)) {
      places.spoilStore(mirroring.pageBlob(mirroring.store), wrong);

      assertThat(mirroring.replicate().outcome())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.sentence())
                      .startsWith(
                          "manifest 2 is refused: its page from 'apis/more/deep.yaml' on is"
                              + " wrong: "));
      assertThat(mirroring.seen()).isEqualTo(first);
    }
    places.spoilStore(mirroring.pageBlob(mirroring.store), page);

    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void a_page_that_is_spoilt_at_the_masters_is_mended_by_publishing_with_everything_read()
      throws IOException {
    byte[] page = mirroring.page(mirroring.store);
    Blob blob = mirroring.pageBlob(mirroring.store);
    places.spoilStore(blob, "noise".getBytes(UTF_8));
    PublishReport mended = mirroring.publish(mirroring.store, true, Lanes.ONE);

    assertThat(mended.outcome()).isEqualTo(new PublishReport.Outcome.Unchanged());
    assertThat(mirroring.page(mirroring.store)).isEqualTo(page);
  }

  @Test
  void a_page_that_somebody_changed_in_the_region_is_found_and_brought_anew() throws IOException {
    byte[] page = mirroring.page(mirroring.mirror);
    byte[] changed = page.clone();
    changed[page.length / 2] ^= 1;
    places.spoilMirror(mirroring.pageBlob(mirroring.mirror), changed);

    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    ReplicateReport report = mirroring.scrub();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks())
        .singleElement()
        .asString()
        .startsWith("what is at the destination cannot be used: its page from 'apis/orders.yaml'");
    assertThat(mirroring.page(mirroring.mirror)).isEqualTo(page);
    assertThat(mirroring.scrub().outcome()).isEqualTo(new Outcome.UpToDate());
  }

  @Test
  void a_region_whose_page_is_spoilt_takes_the_next_version_all_the_same() throws IOException {
    places.spoilMirror(mirroring.pageBlob(mirroring.mirror), "noise".getBytes(UTF_8));
    change();
    mirroring.publish();

    assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }

  @Test
  void what_somebody_changed_in_the_region_is_found_by_the_hourly_step_within_a_round()
      throws IOException {
    places.spoilMirror(blob("limit 1"), "limit X".getBytes(UTF_8));
    List<String> found = new ArrayList<>();
    int steps = 0;
    while (found.isEmpty() && steps < 10) {
      mirroring.pass(ScrubCursor.STEP.minusSeconds(1));
      assertThat(mirroring.replicate().outcome()).isEqualTo(new Outcome.UpToDate());
      mirroring.pass(Duration.ofSeconds(1));
      ReplicateReport report = mirroring.replicate();
      found.addAll(report.drift().edited());
      steps++;
    }

    // Of three objects each step reads one, and the last of them is the wrong one.
    assertThat(found).containsExactly("policies/limit.json");
    assertThat(steps).isEqualTo(3);
    assertThat(mirroring.seen()).isEqualTo(mirroring.written());
  }
}
