package io.fairlead.azure.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A storage account.
 *
 * @param endpoint of its blobs, as in {@code https://ACCOUNT.blob.core.windows.net}
 * @param key for accounts without an identity, as in tests; null = by the process's identity
 */
public record StorageAccount(String name, URI endpoint, @Nullable AccountKey key) {
  /** An account of the public cloud, reached by an identity. */
  public StorageAccount(String name) {
    this(name, URI.create("https://" + name + ".blob.core.windows.net"), null);
  }
}
