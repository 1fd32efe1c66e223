package io.fairlead.wiring.azure;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Secret;
import java.net.URI;

/** Containers of a region's storage account, as the topology declares it. */
public final class Containers {
  private Containers() {}

  /** The private one, with the region's cell and entry. */
  public static BlobObjects state(AzureClients clients, String region, CloudScope.Azure scope) {
    return of(clients, region, scope.storage(), scope.storage().container());
  }

  static BlobObjects of(
      AzureClients clients, String region, CloudScope.Storage storage, String container) {
    return new BlobObjects(clients, new BlobStore(region, account(storage), container));
  }

  /** An account as a topology declares it. */
  static StorageAccount account(CloudScope.Storage storage) {
    Secret key = storage.key();
    return new StorageAccount(
        storage.account(),
        URI.create(storage.endpoint()),
        key == null ? null : new AccountKey(key.value()));
  }
}
