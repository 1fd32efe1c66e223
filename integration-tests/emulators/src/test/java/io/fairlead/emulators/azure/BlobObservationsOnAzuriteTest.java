package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.observe.BlobObservations;
import io.fairlead.contract.ObservationsContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Published;
import io.fairlead.wiring.json.ObservationCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Observation entries in blobs, each in its own region's account. */
@NeedsParts(Part.AZURITE)
class BlobObservationsOnAzuriteTest extends ObservationsContract {
  private static final String FLEET = "fleet";
  private static final String MINE = "observation/fleet/eu-west";

  private final AzureClients clients = Azurite.clients();
  private BlobStore west;
  private BlobStore east;

  @BeforeEach
  void otherContainers() {
    west = Azurite.three().get(0).newContainer(WEST);
    east = Azurite.three().get(1).newContainer(EAST);
  }

  @Override
  protected Observations of(String observer) {
    return new BlobObservations(
        new TreeMap<>(
            Map.of(
                WEST, new BlobObjects(clients, west),
                EAST, new BlobObjects(clients, east))),
        FLEET,
        new ObservationCodec());
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void of_two_runs_that_write_at_once_the_higher_entry_stays() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int slot = 1; slot <= 20; slot++) {
        List<Callable<Published>> both = new ArrayList<>();
        for (String run : List.of("run-1", "run-2")) {
          int at = slot;
          both.add(() -> publish(entry(WEST, at, run, 1)));
        }
        List<Published> answers = new ArrayList<>();
        for (Future<Published> answer : threads.invokeAll(both)) {
          answers.add(answer.get());
        }
        assertThat(answers.get(1)).as("the higher").isEqualTo(Published.WRITTEN);
        assertThat(answers.get(0)).isNotEqualTo(Published.UNKNOWN);
        assertThat(latest(WEST).found().get(WEST).runId()).isEqualTo("run-2");
      }
    }
  }

  @Test
  void an_entry_that_cannot_be_read_is_told_and_is_replaced_by_the_next() {
    BlobObjects blobs = new BlobObjects(clients, west);
    blobs.put(MINE, "{".getBytes(StandardCharsets.UTF_8), null, now().plusSeconds(10));
    assertThat(latest(EAST).unreadable()).containsOnlyKeys(WEST);

    assertThat(publish(entry(WEST, 1, "run-1", 1))).isEqualTo(Published.WRITTEN);
    assertThat(latest(EAST).unreadable()).isEmpty();
  }

  @Test
  void an_entry_whose_form_is_newer_is_not_replaced_by_an_older_one() {
    BlobObjects blobs = new BlobObjects(clients, west);
    byte[] newer =
        "fairlead-entry slot=12 sequence=3 run=run-2\n{\"format\":99}"
            .getBytes(StandardCharsets.UTF_8);
    blobs.put(MINE, newer, null, now().plusSeconds(10));

    assertThat(publish(entry(WEST, 12, "run-2", 3))).isEqualTo(Published.NOT_RISING);
    assertThat(blobs.get(MINE, now().plusSeconds(10)))
        .isInstanceOfSatisfying(
            Got.There.class, there -> assertThat(there.body()).isEqualTo(newer));
  }

  @Test
  void a_write_tells_the_etag_under_which_the_blob_can_be_written_next() {
    BlobObjects blobs = new BlobObjects(clients, west);
    Instant soon = now().plusSeconds(10);
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

    Put first = blobs.put(MINE, body, null, soon);
    assertThat(first).isInstanceOf(Put.Done.class);
    String etag = ((Put.Done) first).etag();
    assertThat(blobs.get(MINE, soon))
        .isInstanceOfSatisfying(Got.There.class, there -> assertThat(there.etag()).isEqualTo(etag));

    assertThat(blobs.put(MINE, body, etag, soon)).isInstanceOf(Put.Done.class);
    assertThat(blobs.put(MINE, body, etag, soon)).isInstanceOf(Put.Changed.class);
  }

  @Test
  void a_dark_account_takes_its_own_entry_with_it_and_no_other() {
    publish(entry(WEST, 12, "run-1", 3));
    publish(entry(EAST, 12, "run-1", 3));
    clients.container(east.account(), east.container()).delete();

    assertThat(latest(WEST).found()).containsOnlyKeys(WEST);
    assertThat(latest(WEST).unreadable()).containsOnlyKeys(EAST);
    assertThat(publish(entry(EAST, 13, "run-1", 4))).isEqualTo(Published.UNKNOWN);
  }
}
