package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.token.TableRecords;
import io.fairlead.bucket.TableManifests;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.RecordTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages in tables of Azure. */
@NeedsParts(Part.AZURITE)
class TableManifestsOnAzuriteTest extends TableManifestsContract {
  private StorageAccount account;
  private String table = "";

  @BeforeEach
  void anotherTable() {
    account = Azurite.tables().account();
    table = AzureTables.make(account);
  }

  @Override
  RecordTable records() {
    return records(account, table);
  }

  private static RecordTable records(StorageAccount account, String table) {
    return new TableRecords(Azurite.clients(), new TableRecords.Place(account, table));
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
