package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.history.BlobHistory;
import io.fairlead.contract.HistoryArchiveContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.HistoryArchive;
import io.fairlead.wiring.json.HistoryPageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archived history in blobs of three accounts. */
@NeedsParts(Part.AZURITE)
class BlobHistoryOnAzuriteTest extends HistoryArchiveContract {
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

  @Override
  protected HistoryArchive archive() {
    return history;
  }

  @Override
  protected String lose(int store) {
    BlobStore at = stores.get(store);
    clients.container(at.account(), at.container()).delete();
    return "region-" + (store + 1);
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  /** A block blob takes 5,000 MiB in one write. */
  @Override
  protected boolean takesAnySize() {
    return true;
  }

  @Test
  void a_blob_that_is_no_page_is_told_and_hides_no_page_of_another_store() {
    keep(lines(0, 5));
    put("history/fleet/9999999999999999999-x");

    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 5));
    assertThat(since(START).unreadable()).containsOnlyKeys("region-1");
  }

  @Test
  void blobs_beside_the_pages_and_pages_of_other_fleets_are_passed_over() {
    put("observation/fleet/region-1");
    put("history/another/9999999999999999999-x");
    keep(lines(0, 5));

    assertThat(since(Instant.EPOCH).lines()).containsExactlyElementsOf(lines(0, 5));
    assertThat(since(Instant.EPOCH).unreadable()).isEmpty();
  }

  private void put(String name) {
    byte[] holiday = "holiday".getBytes(StandardCharsets.UTF_8);
    assertThat(
            new BlobObjects(clients, stores.getFirst())
                .put(name, holiday, null, Instant.now().plusSeconds(5)))
        .isInstanceOf(BlobObjects.Put.Done.class);
  }
}
