package io.fairlead.contract.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.contract.MirrorContract;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.CollectableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** From one folder to another. */
final class FolderMirrorTest extends MirrorContract {
  @TempDir Path folders;

  private int made;

  @Override
  protected Places places() throws IOException {
    made++;
    Path master = Files.createDirectories(folders.resolve("master-" + made));
    Path region = Files.createDirectories(folders.resolve("region-" + made));
    return new Places() {
      @Override
      public ArtifactStore store() {
        return new FolderStore(master, InstantSource.system());
      }

      @Override
      public CollectableStore mirror() {
        return new FolderStore(region, InstantSource.system());
      }

      @Override
      public void spoilStore(Blob blob, byte[] content) throws IOException {
        spoil(master, blob, content);
      }

      @Override
      public void spoilMirror(Blob blob, byte[] content) throws IOException {
        spoil(region, blob, content);
      }
    };
  }

  private static void spoil(Path folder, Blob blob, byte[] content) throws IOException {
    String hex = blob.digest().hex();
    Files.write(folder.resolve("sha256").resolve(hex.substring(0, 2)).resolve(hex), content);
  }
}
