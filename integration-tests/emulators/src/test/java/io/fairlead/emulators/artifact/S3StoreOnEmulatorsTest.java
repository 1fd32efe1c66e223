package io.fairlead.emulators.artifact;

import io.fairlead.artifact.Blob;
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
  private RunningBucket made;

  S3StoreOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void anotherBucket() {
    made = RunningBucket.on(on, "artifacts");
  }

  @AfterEach
  void close() {
    made.close();
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected CollectableStore store() {
    return Buckets.existing(made.content(), made.name());
  }

  @Override
  protected void spoil(Blob blob, byte[] other) {
    Buckets.spoil(on.clients(), made.name(), blob, other);
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }
}
