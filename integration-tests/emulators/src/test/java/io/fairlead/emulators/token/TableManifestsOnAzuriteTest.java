package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Pointer;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.token.TableRecords;
import io.fairlead.bucket.TableManifests;
import io.fairlead.contract.ManifestStoreContract;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages in tables of Azure. */
@NeedsParts(Part.AZURITE)
class TableManifestsOnAzuriteTest extends ManifestStoreContract {
  private StorageAccount account;
  private String table = "";

  @BeforeEach
  void anotherTable() {
    account = Azurite.tables().account();
    table = AzureTables.make(account);
  }

  @Override
  protected ManifestStore store() {
    return new TableManifests(records(account, table));
  }

  private static RecordTable records(StorageAccount account, String table) {
    return new TableRecords(Azurite.clients(), new TableRecords.Place(account, table));
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void a_table_that_is_not_there_is_told_with_what_to_do() {
    ManifestStore gone = new TableManifests(records(account, "gone"));

    assertThat(gone.pointer("feed.eu-west", soon()).toString())
        .contains("Unreadable", "Get Entity on entity pointer of feed.eu-west in table gone of")
        .contains("404 TableNotFound: create the table");
    assertThat(gone.keepManifest("feed.eu-west", AzureTables.POINTER, new byte[3], soon()))
        .asString()
        .contains("Refused", "Insert Entity", "TableNotFound");
  }

  @Test
  void a_page_that_was_broken_off_is_not_there_and_is_made_whole_by_the_next_writer() {
    byte[] signed = new byte[records(account, table).room() * 2 + 1];
    new Random(1).nextBytes(signed);
    Pointer pointer = Pointer.to(1, signed);
    ManifestStore broken =
        new TableManifests(new BrokenOff(records(account, table), new AtomicInteger(2)));

    assertThat(broken.keepManifest(SET, pointer, signed, soon()))
        .isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(store().manifest(SET, pointer, soon()))
        .isEqualTo(new Reading.Known<>(Optional.empty()));
    assertThat(store().keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(manifest(store(), pointer)).isEqualTo(signed);
  }

  @Test
  void a_key_that_is_not_the_accounts_is_told_and_not_shown() {
    String other = "AAAA" + Azurite.KEY.substring(4);
    StorageAccount wrong =
        new StorageAccount(account.name(), account.endpoint(), new AccountKey(other));

    assertThat(new TableManifests(records(wrong, table)).pointer("feed.eu-west", soon()))
        .asString()
        .contains("403", "Get Entity")
        .doesNotContain(other);
  }
}
