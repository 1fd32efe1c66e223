package io.fairlead.wiring.artifact;

import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.StoreAdapters;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Opens the stores of artifact sets and of tokens: folders, and whatever the adapters that are here
 * know.
 */
public final class Stores {
  private final Opening opening;
  private final Lanes lanes;
  private @Nullable List<StoreAdapters> adapters;

  /**
   * Stores by the adapters on the class path, or beside the distribution. Those are looked for once
   * one is needed: they take longer to load than a folder to read.
   */
  public Stores(Opening opening, Lanes lanes) {
    this.opening = opening;
    this.lanes = lanes;
  }

  /** Stores by certain adapters. */
  public Stores(Opening opening, Lanes lanes, List<StoreAdapters> adapters) {
    this.opening = opening;
    this.lanes = lanes;
    this.adapters = List.copyOf(adapters);
  }

  /** Who opens them. */
  public Opening opening() {
    return opening;
  }

  /** How many objects are copied at a time. */
  public Lanes lanes() {
    return lanes;
  }

  /** One sentence where a place cannot be opened here; empty = it can. */
  public Optional<String> objection(ArtifactPlace place) {
    return switch (place) {
      case ArtifactPlace.Folder _ -> Optional.empty();
      case ArtifactPlace.S3 _, ArtifactPlace.Blobs _ ->
          objection(adapter(each -> each.serves(place)), place.text());
    };
  }

  /** The same for a place of tokens. */
  public Optional<String> objection(TokenStore place) {
    return switch (place) {
      case TokenStore.Folder _ -> Optional.empty();
      case TokenStore.Dynamo _, TokenStore.Table _ ->
          objection(adapter(each -> each.serves(place)), place.text());
    };
  }

  private static Optional<String> objection(Optional<StoreAdapters> adapters, String place) {
    return adapters
        .map(StoreAdapters::bar)
        .orElseGet(
            () ->
                Optional.of(
                    "there are no adapters here for %s: add those of its cloud below 'adapters'."
                        .formatted(place)));
  }

  /**
   * Pages of tokens in a folder, or at a place. Nothing is connected yet.
   *
   * @throws IllegalArgumentException where nothing here knows it: see {@link #objection}
   */
  public ManifestStore open(TokenStore place) {
    return switch (place) {
      case TokenStore.Folder(var path) -> new FolderStore(path, opening.clock());
      case TokenStore.Dynamo _, TokenStore.Table _ ->
          adapter(each -> each.serves(place))
              .orElseThrow(() -> new IllegalArgumentException("no adapters: " + place.text()))
              .open(place, opening);
    };
  }

  /**
   * The store at a place. Nothing is connected yet.
   *
   * @throws IllegalArgumentException where nothing here knows it: see {@link #objection}
   */
  public ArtifactMirror open(ArtifactPlace place) {
    return switch (place) {
      case ArtifactPlace.Folder(var path) -> new FolderStore(path, opening.clock());
      case ArtifactPlace.S3 _, ArtifactPlace.Blobs _ ->
          adapter(each -> each.serves(place))
              .orElseThrow(() -> new IllegalArgumentException("no adapters: " + place.text()))
              .open(place, opening, lanes);
    };
  }

  private Optional<StoreAdapters> adapter(Predicate<StoreAdapters> serves) {
    List<StoreAdapters> found = adapters;
    if (found == null) {
      found = StoreAdapters.found();
      adapters = found;
    }
    return found.stream().filter(serves).findFirst();
  }
}
