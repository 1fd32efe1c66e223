package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.history.BlobHistory;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.HistoryArchive.Found;
import io.fairlead.port.HistoryArchive.Kept;
import io.fairlead.wiring.json.HistoryPageCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archived history in blobs of three accounts. */
@NeedsParts(Part.AZURITE)
class BlobHistoryOnAzuriteTest {
  private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

  private final AzureClients clients = Azurite.clients();
  private final List<BlobStore> stores = new ArrayList<>();
  private BlobHistory history;

  @BeforeEach
  void otherContainers() {
    SortedMap<String, BlobObjects> all = new TreeMap<>();
    for (Azurite account : Azurite.three()) {
      BlobStore store = account.newContainer("region-" + (stores.size() + 1));
      stores.add(store);
      all.put("region-" + stores.size(), new BlobObjects(clients, store));
    }
    history = new BlobHistory(all, "fleet", new HistoryPageCodec());
  }

  @Test
  void what_was_kept_is_found_once_and_in_order() {
    assertThat(keep(lines(20, 40))).isInstanceOf(Kept.Done.class);
    assertThat(keep(lines(0, 20))).isInstanceOf(Kept.Done.class);
    assertThat(keep(lines(0, 20))).as("again").isInstanceOf(Kept.Done.class);

    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 40));
    assertThat(since(START.plusSeconds(30)).lines()).containsExactlyElementsOf(lines(30, 40));
    assertThat(since(START.plusSeconds(99)).lines()).isEmpty();
  }

  @Test
  void two_stores_are_enough_and_one_is_not() {
    gone(0);
    assertThat(keep(lines(0, 5))).isInstanceOf(Kept.Done.class);
    gone(1);
    assertThat(keep(lines(5, 9)))
        .isInstanceOfSatisfying(
            Kept.Unknown.class,
            unknown -> assertThat(unknown.why()).startsWith("1 of 3 containers took it: region-1"));

    assertThat(since(START).unreadable()).containsOnlyKeys("region-1", "region-2");
    assertThat(since(START).lines()).containsAll(lines(0, 5));
  }

  @Test
  void a_very_large_page_is_kept() {
    assertThat(keep(lines(0, 4_000))).isInstanceOf(Kept.Done.class);
    assertThat(since(START).lines()).hasSize(4_000);
  }

  private void gone(int store) {
    BlobStore at = stores.get(store);
    clients.container(at.account(), at.container()).delete();
  }

  private Kept keep(List<HistoryEntry> lines) {
    return history.keep(lines, Instant.now().plusSeconds(10));
  }

  private Found since(Instant from) {
    return history.since(from, Instant.now().plusSeconds(10));
  }

  private static List<HistoryEntry> lines(int from, int to) {
    List<HistoryEntry> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(
          new HistoryEntry(
              START.plusSeconds(i),
              i,
              "verdict",
              "deployment/orders/paris",
              "Up to Down: 2 of 3 votes Down (need 2): frankfurt Down (4/4 refused)",
              "fairlead"));
    }
    return lines;
  }
}
