package io.fairlead.emulators.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.contract.ArtifactStoreContract;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.CollectableStore;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;

/** Stores of artifact sets in containers of Blob Storage. */
@NeedsParts(Part.AZURITE)
class BlobStoreOnAzuriteTest extends ArtifactStoreContract {
  private BlobStore container;

  @BeforeEach
  void anotherContainer() {
    container = Azurite.three().getFirst().newContainer("artifacts");
  }

  @Override
  protected CollectableStore store() {
    return Buckets.blobs(container);
  }

  @Override
  protected void spoil(Blob blob, byte[] other) {
    Buckets.spoil(container, blob, other);
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
