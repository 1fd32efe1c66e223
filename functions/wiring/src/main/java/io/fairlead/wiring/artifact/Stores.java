package io.fairlead.wiring.artifact;

import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Signer;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.StoreAdapters;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.topology.SigningKey;
import io.fairlead.wiring.topology.TokenStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Opens the stores of artifact sets and of tokens, and what signs them: folders and files, and
 * whatever the adapters that are here know.
 */
public final class Stores {
  private final Opening opening;
  private final Lanes lanes;
  private List<StoreAdapters> adapters;

  /** Whether those on the class path are among them, or shall not be looked for. */
  private boolean whole;

  /**
   * Stores by the adapters on the class path, or beside the distribution. Those are looked for once
   * one is needed: they take longer to load than a folder to read.
   */
  public Stores(Opening opening, Lanes lanes) {
    this(opening, lanes, List.of(), false);
  }

  /** Stores by certain adapters. */
  public Stores(Opening opening, Lanes lanes, List<StoreAdapters> adapters) {
    this(opening, lanes, adapters, true);
  }

  private Stores(Opening opening, Lanes lanes, List<StoreAdapters> adapters, boolean whole) {
    this.opening = opening;
    this.lanes = lanes;
    this.adapters = List.copyOf(adapters);
    this.whole = whole;
  }

  /**
   * Stores of a function: those of its own cloud by these adapters, others as on the class path.
   *
   * @param opening has the passports of the function's cloud
   */
  public static Stores ofFunction(Opening opening, Lanes lanes, StoreAdapters own) {
    return new Stores(opening, lanes, List.of(own), false);
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

  /** The same for a key that manifests are signed with. */
  public Optional<String> objection(KeyPlace place) {
    return switch (place) {
      case KeyPlace.File _ -> Optional.empty();
      case KeyPlace.Kms _, KeyPlace.Vault _ ->
          objection(adapter(each -> each.serves(place)), place.text());
    };
  }

  /**
   * What signs with a key. Nothing is connected yet.
   *
   * @throws IllegalArgumentException where nothing here knows it: see {@link #objection}
   */
  public Signer signer(SigningKey key) {
    KeyPlace place = key.place();
    return switch (place) {
      case KeyPlace.File(var path) -> new FileSigner(key.id(), path);
      case KeyPlace.Kms _, KeyPlace.Vault _ ->
          adapter(each -> each.serves(place))
              .orElseThrow(() -> new IllegalArgumentException("no adapters: " + place.text()))
              .signer(key, opening);
    };
  }

  private Optional<String> objection(Optional<StoreAdapters> adapters, String place) {
    return adapters
        .map(each -> each.bar(opening))
        .orElseGet(
            () ->
                Optional.of(
                    "there are no adapters here for %s: add those of its cloud below 'adapters', or deploy the package of both clouds."
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
  public CollectableStore open(ArtifactPlace place) {
    return switch (place) {
      case ArtifactPlace.Folder(var path) -> new FolderStore(path, opening.clock());
      case ArtifactPlace.S3 _, ArtifactPlace.Blobs _ ->
          adapter(each -> each.serves(place))
              .orElseThrow(() -> new IllegalArgumentException("no adapters: " + place.text()))
              .open(place, opening, lanes);
    };
  }

  /**
   * Objects at a place of a cloud, whoever wrote them. Nothing is connected yet.
   *
   * @throws IllegalArgumentException where nothing here knows it: see {@link #objection}
   */
  public ObjectBucket bucket(ArtifactPlace place) {
    return adapter(each -> each.serves(place))
        .orElseThrow(() -> new IllegalArgumentException("no adapters: " + place.text()))
        .bucket(place, opening);
  }

  private Optional<StoreAdapters> adapter(Predicate<StoreAdapters> serves) {
    Optional<StoreAdapters> known = adapters.stream().filter(serves).findFirst();
    if (known.isPresent() || whole) {
      return known;
    }
    adapters = Stream.concat(adapters.stream(), StoreAdapters.found().stream()).toList();
    whole = true;
    return adapters.stream().filter(serves).findFirst();
  }
}
