package io.fairlead.cli.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.BlobStream;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.PassingStore;
import java.time.Instant;

/** A store whose content passes a meter as it is read. */
record MeteredStore(ArtifactStore store, Meter meter) implements PassingStore {
  @Override
  public Reading<BlobStream> open(Blob blob, Instant deadline) {
    return meter.over(store.open(blob, deadline));
  }
}
