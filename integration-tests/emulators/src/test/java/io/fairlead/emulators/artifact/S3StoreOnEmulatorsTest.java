package io.fairlead.emulators.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.contract.ArtifactStoreContract;
import io.fairlead.emulators.OnEmulators;
import io.fairlead.emulators.Running;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.CollectableStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Stores of artifact sets in buckets of S3. */
@OnEmulators(
    value = "artifacts",
    parts = {Part.VERSITYGW, Part.MINISTACK})
class S3StoreOnEmulatorsTest extends ArtifactStoreContract implements OnPart {
  private final Running on;
  private ContentClients content;
  private String bucket = "";

  S3StoreOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void anotherBucket() {
    content = Buckets.content(on.clients(first -> first.s3(Buckets.LOCATION).listBuckets()));
    bucket = on.name("artifacts");
    Buckets.s3(on.clients(), content, bucket);
  }

  @AfterEach
  void close() {
    content.close();
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected CollectableStore store() {
    return Buckets.existing(content, bucket);
  }

  @Override
  protected void spoil(Blob blob, byte[] other) {
    Buckets.spoil(on.clients(), bucket, blob, other);
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
