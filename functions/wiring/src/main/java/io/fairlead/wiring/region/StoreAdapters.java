package io.fairlead.wiring.region;

import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Signer;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.topology.SigningKey;
import io.fairlead.wiring.topology.TokenStore;
import java.util.List;
import java.util.Optional;

/**
 * A technology's stores of artifact sets and of tokens, and its keys; found by {@link
 * java.util.ServiceLoader}.
 */
public interface StoreAdapters {
  /** Whether a place is one of its own. */
  boolean serves(ArtifactPlace place);

  /**
   * One sentence where whoever opens may ask nothing, as without credentials; empty = nothing is
   * known.
   */
  default Optional<String> bar(Opening opening) {
    return Optional.empty();
  }

  /** The store at a place. Opens nothing that must answer. */
  CollectableStore open(ArtifactPlace place, Opening opening, Lanes lanes);

  /** The objects at a place that it serves, whoever wrote them. Opens nothing that must answer. */
  default ObjectBucket bucket(ArtifactPlace place, Opening opening) {
    throw new IllegalArgumentException("no adapters: " + place.text());
  }

  /** Whether pages of tokens are kept there by it. */
  default boolean serves(TokenStore store) {
    return false;
  }

  /** Pages of tokens at a place that it serves. Opens nothing that must answer. */
  default ManifestStore open(TokenStore store, Opening opening) {
    throw new IllegalArgumentException("no adapters: " + store.text());
  }

  /** Whether a key that manifests are signed with is one of its own. */
  default boolean serves(KeyPlace place) {
    return false;
  }

  /** What signs with a key that it serves. Opens nothing that must answer. */
  default Signer signer(SigningKey key, Opening opening) {
    throw new IllegalArgumentException("no adapters: " + key.place().text());
  }

  /** Those on the class path, or beside the distribution. */
  static List<StoreAdapters> found() {
    return AdapterFolder.providers(StoreAdapters.class);
  }
}
