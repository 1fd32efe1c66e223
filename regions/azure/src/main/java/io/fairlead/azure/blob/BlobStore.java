package io.fairlead.azure.blob;

import io.fairlead.azure.client.StorageAccount;

/**
 * A container of blobs.
 *
 * @param name as reports show it: the region it belongs to
 */
public record BlobStore(String name, StorageAccount account, String container) {}
