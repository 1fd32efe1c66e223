package io.fairlead.contract.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.contract.ArtifactStoreContract;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.CollectableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class FolderStoreContractTest extends ArtifactStoreContract {
  @TempDir Path folder;

  @Override
  protected CollectableStore store() {
    return new FolderStore(folder, InstantSource.system());
  }

  @Override
  protected void spoil(Blob blob, byte[] content) throws IOException {
    String hex = blob.digest().hex();
    Files.write(folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex), content);
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
