package io.fairlead.emulators.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.contract.MirrorContract;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.parts.Part;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.CollectableStore;
import java.io.IOException;

/** A bucket of S3 and a container of Blob Storage, one of them the master's. */
final class AcrossClouds implements AutoCloseable {
  /** At which calls runs are killed here: {@code integration-tests/full mirror-kills} takes all. */
  static final int EVERY_CALL = Integer.getInteger("fairlead.mirror.kills.every", 3);

  private final Emulator emulator;
  private final AwsClients clients;
  private final ContentClients content;
  private int made;

  AcrossClouds() throws IOException {
    emulator = Emulator.start(Part.VERSITYGW);
    clients = emulator.clients();
    content = Buckets.content(clients);
    Emulator.warm(() -> clients.s3(Buckets.LOCATION).listBuckets());
  }

  /**
   * New ones.
   *
   * @param fromS3 whether the master's is in S3
   */
  MirrorContract.Places places(boolean fromS3) {
    made++;
    String bucket = "artifacts-" + made;
    CollectableStore s3 = Buckets.s3(clients, content, bucket);
    BlobStore container = Azurite.three().getFirst().newContainer("artifacts");
    CollectableStore blobs = Buckets.blobs(container);
    return new MirrorContract.Places() {
      @Override
      public ArtifactStore store() {
        return fromS3 ? s3 : blobs;
      }

      @Override
      public CollectableStore mirror() {
        return fromS3 ? blobs : s3;
      }

      @Override
      public void spoilStore(Blob blob, byte[] other) {
        spoil(fromS3, blob, other);
      }

      @Override
      public void spoilMirror(Blob blob, byte[] other) {
        spoil(!fromS3, blob, other);
      }

      private void spoil(boolean inS3, Blob blob, byte[] other) {
        if (inS3) {
          Buckets.spoil(clients, bucket, blob, other);
        } else {
          Buckets.spoil(container, blob, other);
        }
      }
    };
  }

  @Override
  public void close() {
    content.close();
    clients.close();
    emulator.close();
  }
}
