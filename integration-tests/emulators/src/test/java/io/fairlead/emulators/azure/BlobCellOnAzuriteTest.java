package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.cell.BlobCell;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.contract.RacedCellContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells in blobs. */
@NeedsParts(Part.AZURITE)
class BlobCellOnAzuriteTest extends RacedCellContract {
  private static final String NAME = BlobCell.name("fleet");
  private static final int ROUNDS = 20;
  private static final int WRITERS = 8;

  private final AzureClients clients = Azurite.clients();
  private BlobStore store;

  @BeforeEach
  void anotherContainer() {
    store = Azurite.three().getFirst().newContainer("cells");
  }

  @Override
  protected CasCell open() {
    return cell(NAME);
  }

  @Test
  void of_many_that_create_a_cell_at_once_one_wins_each_time() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int round = 0; round < ROUNDS; round++) {
        String name = "cell/" + round;
        List<Callable<CellCas>> calls = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          byte[] value = bytes("writer " + i);
          calls.add(() -> cell(name).cas(0, value, soon()));
        }
        int winners = 0;
        for (Future<CellCas> answer : threads.invokeAll(calls)) {
          assertThat(answer.get()).isNotInstanceOf(CellCas.Unknown.class);
          winners += answer.get() instanceof CellCas.Ok ? 1 : 0;
        }
        assertThat(winners).as("round " + round).isEqualTo(1);
      }
    }
  }

  @Test
  void a_blob_that_is_no_cell_is_unknown_and_is_never_overwritten() {
    new BlobObjects(clients, store).put(NAME, bytes("holiday"), null, soon());

    assertThat(open().read(soon()))
        .isInstanceOfSatisfying(
            CellRead.Unknown.class, dark -> assertThat(dark.why()).contains("is not a cell"));
    assertThat(open().cas(0, bytes("x"), soon())).isInstanceOf(CellCas.Unknown.class);
    assertThat(new BlobObjects(clients, store).get(NAME, soon()))
        .isInstanceOfSatisfying(
            Got.There.class, there -> assertThat(there.body()).isEqualTo(bytes("holiday")));
  }

  @Test
  void a_container_that_is_not_there_is_unknown_and_says_what_to_do() {
    CasCell cell =
        new BlobCell(
            new BlobObjects(clients, new BlobStore("paris", store.account(), "nowhere")),
            "francecentral",
            NAME);

    assertThat(cell.read(soon()))
        .isEqualTo(
            new CellRead.Unknown(
                "Get Blob on devstoreaccount1/nowhere/cell/fleet answered 404 ContainerNotFound:"
                    + " create the container, or correct its name"));
    assertThat(cell.cas(0, bytes("x"), soon())).isInstanceOf(CellCas.Unknown.class);
  }

  @Test
  void the_failure_domain_is_the_location_of_the_account() {
    assertThat(open().failureDomain()).isEqualTo("azure/westeurope");
  }

  private CasCell cell(String name) {
    return new BlobCell(new BlobObjects(clients, store), "westeurope", name);
  }
}
