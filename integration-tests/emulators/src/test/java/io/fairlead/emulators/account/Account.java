package io.fairlead.emulators.account;

import io.fairlead.azure.arm.ArmClient;
import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.azure.LiveArm;
import io.fairlead.parts.Demand;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the contracts run on: the containers and resources of an account that variables name, or
 * those of emulators. Nothing else is touched, and nothing that its owner has not marked: a
 * resource by the tag {@code fairlead-test: disposable}, a container by a name that begins with
 * {@code fairlead-test}.
 */
final class Account implements AutoCloseable {
  /** Of a resource that tests may change. */
  static final String TAG = "fairlead-test";

  static final String DISPOSABLE = "disposable";

  private static final String CONTAINERS = "FAIRLEAD_REAL_AZURE_CONTAINERS";
  private static final int STORES = 3;
  private static final Duration CALL = Duration.ofSeconds(30);
  private final Part part;
  private final Map<String, String> names;
  private final AzureClients clients;
  private final ArmClient arm;
  private final List<BlobStore> stores;
  private final @Nullable LiveArm twin;

  private Account(Map<String, String> environment, @Nullable LiveArm twin) {
    this.part = twin == null ? Part.AZURE_ACCOUNT : Part.AZURITE;
    this.twin = twin;
    this.names = Map.copyOf(environment);
    URI manager =
        URI.create(
            environment.getOrDefault("FAIRLEAD_ARM_ENDPOINT", AzureAccess.PUBLIC.toString()));
    AzureIdentity identity = AzureIdentity.of(environment, null, InstantSource.system());
    this.clients =
        new AzureClients(
            new AzureAccess(identity, InstantSource.system(), HttpClient::newBuilder, manager));
    this.arm = new ArmClient(clients);
    AccountKey key = twin == null ? null : new AccountKey(Azurite.KEY);
    this.stores = stores(names.getOrDefault(CONTAINERS, ""), key);
  }

  /** Yours, or another one of emulators. */
  static Account find() {
    return Demand.isHere(Part.AZURE_ACCOUNT) ? new Account(System.getenv(), null) : emulated();
  }

  /** Azurite and the twin of Resource Manager, which are named as an account of a person's is. */
  private static Account emulated() {
    try {
      // One for each: its buckets of calls are filled at the pace of Azure's.
      LiveArm twin = new LiveArm();
      twin.takes(Duration.ofMillis(50));
      Map<String, String> environment = new HashMap<>(twin.environment());
      environment.putAll(twin.names());
      List<String> urls = new ArrayList<>();
      for (Azurite each : Azurite.three()) {
        BlobStore store = each.newContainer(TAG);
        urls.add(store.account().endpoint() + "/" + store.container());
      }
      environment.put(CONTAINERS, String.join(",", urls));
      return new Account(environment, twin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Containers by their URLs, in different accounts or in one. */
  static List<BlobStore> stores(String urls, @Nullable AccountKey key) {
    List<BlobStore> stores = new ArrayList<>();
    for (String url : list(urls)) {
      int slash = url.lastIndexOf('/');
      String container = url.substring(slash + 1);
      if (!container.startsWith(TAG)) {
        throw new IllegalStateException(
            "%s: the container '%s' may be somebody's: name one that begins with %s"
                .formatted(CONTAINERS, container, TAG));
      }
      URI endpoint = URI.create(url.substring(0, slash));
      String path = endpoint.getPath().replace("/", "");
      String account = path.isEmpty() ? endpoint.getHost().split("\\.", 2)[0] : path;
      stores.add(
          new BlobStore(
              "store-" + (stores.size() + 1),
              new StorageAccount(account, endpoint, key),
              container));
    }
    if (stores.size() != STORES) {
      throw new IllegalStateException(
          CONTAINERS
              + ": expected the URLs of three containers with commas between, found "
              + urls);
    }
    return stores;
  }

  private static List<String> list(String text) {
    return List.of(text.strip().split("\\s*,\\s*", -1));
  }

  /** What its cases count for. */
  Part part() {
    return part;
  }

  AzureClients clients() {
    return clients;
  }

  ArmClient arm() {
    return arm;
  }

  /** A container by its number, of three, as the store of a region. */
  BlobObjects blobs(int number, String region) {
    BlobStore store = stores.get(number);
    return new BlobObjects(clients, new BlobStore(region, store.account(), store.container()));
  }

  /** A fleet that nobody has: blobs of its name are this test's. */
  static String newFleet() {
    return "test-" + Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 40));
  }

  /** Deletes the blobs of a fleet in every container. */
  void forget(String fleet) {
    for (int store = 0; store < STORES; store++) {
      BlobObjects blobs = blobs(store, "any");
      for (String kind : List.of("cell", "flags", "observation")) {
        for (String name : blobs.list(kind + "/" + fleet, soon()).names()) {
          if (blobs.get(name, soon()) instanceof Got.There(_, String etag)) {
            blobs.delete(name, etag, soon());
          }
        }
      }
    }
  }

  /** The resources that a variable names, each marked as one that tests may change. */
  List<ArmId> resources(String variable) {
    List<ArmId> ids = list(names.getOrDefault(variable, "")).stream().map(ArmId::new).toList();
    ids.forEach(id -> needDisposable(variable, id, body(id)));
    return ids;
  }

  /** Refuses a resource that its owner has not marked. */
  static void needDisposable(String variable, ArmId id, ObjectNode body) {
    if (!body.path("tags").path(TAG).asString("").equals(DISPOSABLE)) {
      throw new IllegalStateException(
          "%s: %s has no tag '%s: %s', and tests would change it: tag what they may have"
              .formatted(variable, id.name(), TAG, DISPOSABLE));
    }
  }

  /** The one that a variable names. */
  ArmId resource(String variable) {
    return resources(variable).getFirst();
  }

  /** What a resource is by now. */
  ObjectNode body(ArmId id) {
    String zones = id.type().toLowerCase(Locale.ROOT).endsWith("/dnszones") ? DNS : "";
    Answer answer =
        zones.isEmpty()
            ? arm.get(id, soon())
            : arm.read(id, id.text() + zones, id.type() + "/read", soon());
    return switch (answer) {
      case Answer.Done(ObjectNode body) -> body;
      case Answer.Failed(var why) -> throw new IllegalStateException(why.sentence());
    };
  }

  /** The version of Azure DNS's API. */
  static final String DNS = "?api-version=2018-05-01";

  /** Where a resource is, as in {@code westeurope}. */
  String location(ArmId id) {
    JsonNode location = body(id).path("location");
    return location.asString("");
  }

  static Instant soon() {
    return Instant.now().plus(CALL);
  }

  /** Ends what was started for it; an account of yours stays as it is. */
  @Override
  public void close() {
    if (twin != null) {
      twin.close();
    }
  }
}
