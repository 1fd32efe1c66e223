package io.fairlead.emulators.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import io.fairlead.azure.artifact.BlobBucket;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.contract.BucketSourceContract;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.ObjectBucket;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sets that are published from containers of Blob Storage. */
@NeedsParts(Part.AZURITE)
class BlobSourceOnAzuriteTest extends BucketSourceContract {
  private BlobStore container;

  @BeforeEach
  void anotherContainer() {
    container = Azurite.three().getFirst().newContainer("source");
  }

  @Override
  protected ObjectBucket bucket() {
    return new BlobBucket(Buckets.azure(), container, "gateways/source");
  }

  @Override
  protected void write(String key, byte[] content) {
    blobs().getBlobClient(key).upload(new ByteArrayInputStream(content), content.length, true);
  }

  private BlobContainerClient blobs() {
    return Azurite.clients().container(container.account(), container.container());
  }

  /** As accounts with a hierarchical namespace list their folders. */
  @Test
  void a_blob_that_stands_for_a_folder_is_no_file() {
    put("apis/orders.yaml", "orders 1");
    write("gateways/source/apis", new byte[0]);
    blobs().getBlobClient("gateways/source/apis").setMetadata(Map.of("hdi_isfolder", "true"));

    assertThat(opened()).isEqualTo(1);
  }
}
