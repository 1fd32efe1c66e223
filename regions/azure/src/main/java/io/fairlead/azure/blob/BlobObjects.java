package io.fairlead.azure.blob;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.client.AzureFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The blobs of one container: read, create, replace and delete, each but the first under a
 * condition, and list. Every failure is a value.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/storageservices/specifying-conditional-headers-for-blob-service-operations">Conditional
 *     headers</a>
 */
public final class BlobObjects {
  /** More names are not listed; answers have 5,000 each. */
  private static final int MOST_NAMES = 100_000;

  /** The SDK's own; without it only connecting is bounded while an answer is awaited. */
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";

  private static final String ANY = "*";
  private static final String TYPE = "application/json";

  private final AzureClients clients;
  private final BlobStore store;

  /** The blobs of a store. Nothing is connected yet. */
  public BlobObjects(AzureClients clients, BlobStore store) {
    this.clients = clients;
    this.store = store;
  }

  /** Answer to a read. */
  @SuppressWarnings("ArrayRecordComponent")
  public sealed interface Got {
    record There(byte[] body, String etag) implements Got {}

    record Absent() implements Got {}

    record Failed(String why) implements Got {}
  }

  /** Answer to a write. */
  public sealed interface Put {
    /**
     * It took effect.
     *
     * @param etag that the blob has now; empty where it was deleted
     */
    record Done(String etag) implements Put {}

    /** The condition was not met: another write came between. */
    record Changed() implements Put {}

    /** It was refused, or nobody knows whether it took effect. */
    record Failed(String why) implements Put {}
  }

  /** Names that were listed, and why there may be more; empty = there are not. */
  public record Listed(List<String> names, String why) {
    public Listed {
      names = List.copyOf(names);
    }
  }

  /** Which store. */
  public BlobStore store() {
    return store;
  }

  /** Reads a blob. */
  public Got get(String name, Instant deadline) {
    return get(name, name, deadline);
  }

  /**
   * Reads a blob as one of several.
   *
   * @param told what a failure names, where it is the store's and not this blob's
   */
  public Got get(String name, String told, Instant deadline) {
    return call(
        new Asked("Get Blob", told, deadline), BlobObjects::notGot, time -> got(name, time));
  }

  private Got got(String name, Duration time) {
    BlobDownloadContentResponse answer =
        container()
            .getBlobClient(name)
            .downloadContentWithResponse(
                new DownloadRetryOptions().setMaxRetryRequests(0), null, time, within(time));
    return new Got.There(answer.getValue().toBytes(), answer.getDeserializedHeaders().getETag());
  }

  private static Got notGot(AzureFailure failure) {
    return failure.kind() == Kind.ABSENT ? new Got.Absent() : new Got.Failed(failure.sentence());
  }

  /**
   * Writes a blob.
   *
   * @param etag of the blob to replace; null = create it where there is none
   */
  public Put put(String name, byte[] body, @Nullable String etag, Instant deadline) {
    BlobRequestConditions condition = new BlobRequestConditions();
    if (etag == null) {
      condition.setIfNoneMatch(ANY);
    } else {
      condition.setIfMatch(etag);
    }
    BlockBlobSimpleUploadOptions blob =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(body))
            .setHeaders(new BlobHttpHeaders().setContentType(TYPE).setCacheControl("no-store"))
            .setRequestConditions(condition);
    return call(
        new Asked("Put Blob", name, deadline),
        BlobObjects::notPut,
        time ->
            new Put.Done(
                container()
                    .getBlobClient(name)
                    .getBlockBlobClient()
                    .uploadWithResponse(blob, time, within(time))
                    .getValue()
                    .getETag()));
  }

  /** Deletes the blob that has this ETag. */
  public Put delete(String name, String etag, Instant deadline) {
    return call(
        new Asked("Delete Blob", name, deadline),
        BlobObjects::notPut,
        time -> {
          container()
              .getBlobClient(name)
              .deleteWithResponse(
                  DeleteSnapshotsOptionType.INCLUDE,
                  new BlobRequestConditions().setIfMatch(etag),
                  time,
                  within(time));
          return new Put.Done("");
        });
  }

  private static Put notPut(AzureFailure failure) {
    // Absent: it was deleted meanwhile, so that there is nothing to replace or delete.
    return failure.kind() == Kind.CHANGED || failure.kind() == Kind.ABSENT
        ? new Put.Changed()
        : new Put.Failed(failure.sentence());
  }

  /** Lists the names that begin so, in order. */
  public Listed list(String prefix, Instant deadline) {
    List<String> names = new ArrayList<>();
    return call(
        new Asked("List Blobs", prefix, deadline),
        failure -> new Listed(names, failure.sentence()),
        time -> {
          for (BlobItem blob :
              container().listBlobs(new ListBlobsOptions().setPrefix(prefix), time)) {
            if (names.size() == MOST_NAMES) {
              return new Listed(names, "it has more than " + MOST_NAMES + " blobs");
            }
            names.add(blob.getName());
          }
          return new Listed(names, "");
        });
  }

  private BlobContainerClient container() {
    return clients.container(store.account(), store.container());
  }

  private static Context within(Duration time) {
    return new Context(RESPONSE_TIMEOUT, time);
  }

  /** A call: the REST operation, the blob's name, and when the answer must be in. */
  private record Asked(String operation, String name, Instant deadline) {}

  /** One call within its time; whatever it throws becomes an answer. */
  private <A> A call(Asked asked, Function<AzureFailure, A> failed, Function<Duration, A> call) {
    Optional<Duration> time = clients.budget(asked.deadline());
    if (time.isEmpty()) {
      return failed.apply(
          new AzureFailure(Kind.RETRY, "NoTime", AzureClients.NO_TIME + " " + store.name()));
    }
    try {
      return call.apply(time.get());
    } catch (RuntimeException e) {
      // Time-outs, cut connections and broken answers come as what the SDK's layers, Reactor and
      // the JDK make of them: no narrower type holds them all.
      String resource = store.account().name() + "/" + store.container() + "/" + asked.name();
      Duration offset = clients.clockOffset().orElse(Duration.ZERO);
      boolean byKey = store.account().key() != null;
      return failed.apply(
          AzureFailure.of(e, new AzureFailure.Call(asked.operation(), resource, offset, byKey)));
    }
  }
}
