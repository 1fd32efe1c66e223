package io.fairlead.wiring.azure;

import io.fairlead.azure.artifact.BlobBucket;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.key.VaultSigner;
import io.fairlead.azure.token.TableRecords;
import io.fairlead.bucket.BucketStore;
import io.fairlead.bucket.TableManifests;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Signer;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.StoreAdapters;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.topology.SigningKey;
import io.fairlead.wiring.topology.TokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stores of artifact sets in Blob Storage and of tokens in tables, with the identity of the
 * environment, by a key, or as another cloud's passport is known there, and keys of vaults.
 */
public final class AzureStores implements StoreAdapters {
  /** The longest that a store may say nothing. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final @Nullable String identity;
  private @Nullable AzureClients clients;

  /** With the identity that Azure's own libraries would take from the environment. */
  public AzureStores() {
    this(System.getenv(), null);
  }

  /**
   * With the identity of a function.
   *
   * @param identity client id of a managed identity; null = as the environment says
   */
  public AzureStores(Map<String, String> environment, @Nullable String identity) {
    this.environment = Map.copyOf(environment);
    this.identity = identity;
  }

  @Override
  public boolean serves(ArtifactPlace place) {
    return place instanceof ArtifactPlace.Blobs;
  }

  @Override
  public CollectableStore open(ArtifactPlace place, Opening opening, Lanes lanes) {
    return new BucketStore(bucket(place, opening), lanes);
  }

  @Override
  public ObjectBucket bucket(ArtifactPlace place, Opening opening) {
    if (!(place instanceof ArtifactPlace.Blobs(var storage, var prefix))) {
      throw new IllegalArgumentException("no container of Blob Storage: " + place.text());
    }
    BlobStore container =
        new BlobStore(storage.account(), Containers.account(storage), storage.container());
    return new BlobBucket(clients(opening), container, prefix);
  }

  @Override
  public boolean serves(TokenStore store) {
    return store instanceof TokenStore.Table;
  }

  @Override
  public ManifestStore open(TokenStore store, Opening opening) {
    if (!(store instanceof TokenStore.Table(var account, var table, var endpoint, var key))) {
      throw new IllegalArgumentException("no table of Azure: " + store.text());
    }
    StorageAccount reached =
        new StorageAccount(
            account, URI.create(endpoint), key == null ? null : new AccountKey(key.value()));
    return new TableManifests(
        new TableRecords(clients(opening), new TableRecords.Place(reached, table)));
  }

  @Override
  public boolean serves(KeyPlace place) {
    return place instanceof KeyPlace.Vault;
  }

  @Override
  public Signer signer(SigningKey key, Opening opening) {
    if (!(key.place() instanceof KeyPlace.Vault(var uri))) {
      throw new IllegalArgumentException("no key of a vault: " + key.place().text());
    }
    return new VaultSigner(clients(opening), key.id(), uri);
  }

  private synchronized AzureClients clients(Opening opening) {
    AzureClients made = clients;
    if (made == null) {
      QuietSdk.please();
      made =
          new AzureClients(
              new AzureAccess(
                  ForeignIdentity.of(environment, opening)
                      .orElseGet(() -> AzureIdentity.of(environment, identity, opening.clock())),
                  opening.clock()),
              SILENCE);
      clients = made;
    }
    return made;
  }
}
