package io.fairlead.emulators.token;

import io.fairlead.artifact.Pointer;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.StoreAdapters;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.TokenStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stores whose reads and writes of short pages are counted, a request each. */
record CountedStores(StoreAdapters adapters, AtomicInteger reads, AtomicInteger writes)
    implements StoreAdapters {
  @Override
  public boolean serves(ArtifactPlace place) {
    return adapters.serves(place);
  }

  @Override
  public CollectableStore open(ArtifactPlace place, Opening opening, Lanes lanes) {
    return adapters.open(place, opening, lanes);
  }

  @Override
  public boolean serves(TokenStore store) {
    return adapters.serves(store);
  }

  @Override
  public ManifestStore open(TokenStore store, Opening opening) {
    return new Counted(adapters.open(store, opening));
  }

  private final class Counted implements ManifestStore {
    private final ManifestStore store;

    Counted(ManifestStore store) {
      this.store = store;
    }

    @Override
    public Reading<Optional<Held>> pointer(String set, Instant deadline) {
      reads.incrementAndGet();
      return store.pointer(set, deadline);
    }

    @Override
    public ApplyOutcome point(
        String set, @Nullable String expected, Pointer next, Instant deadline) {
      writes.incrementAndGet();
      return store.point(set, expected, next, deadline);
    }

    @Override
    public Reading<Optional<byte[]>> manifest(String set, Pointer pointer, Instant deadline) {
      reads.incrementAndGet();
      return store.manifest(set, pointer, deadline);
    }

    @Override
    public ApplyOutcome keepManifest(String set, Pointer pointer, byte[] signed, Instant deadline) {
      writes.incrementAndGet();
      return store.keepManifest(set, pointer, signed, deadline);
    }
  }
}
