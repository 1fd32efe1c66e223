package io.fairlead.azure.artifact;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import java.time.Duration;

/**
 * Requests of the Blob service as they are on the wire, signed by the SDK's pipeline: its own
 * methods hold what they send and fetch content in pieces of a request each.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api">Blob
 *     service REST API</a>
 */
final class BlobRequests {
  private static final HttpHeaderName VERSION = HttpHeaderName.fromString("x-ms-version");
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";
  private static final int REFUSED = 300;

  private final AzureClients clients;
  private final BlobStore store;

  BlobRequests(AzureClients clients, BlobStore store) {
    this.clients = clients;
    this.store = store;
  }

  /** The URL of a blob; its name is encoded as the SDK does it. */
  String url(String name) {
    return container().getBlobClient(name).getBlobUrl();
  }

  /** The container, for what the SDK does well. */
  BlobContainerClient container() {
    return clients.container(store.account(), store.container());
  }

  /**
   * Sends a request once.
   *
   * @return an answer below 300, to be closed by the caller
   * @throws RuntimeException where there is none: see {@link #failure}
   */
  HttpResponse send(HttpRequest request, Duration time) {
    BlobContainerClient container = container();
    request.setHeader(VERSION, container.getServiceVersion().getVersion());
    if (request.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH) == null) {
      // The SDK signs the word null where there is none; none is sent without a body.
      request.setHeader(HttpHeaderName.CONTENT_LENGTH, "0");
    }
    HttpResponse response =
        container.getHttpPipeline().sendSync(request, new Context(RESPONSE_TIMEOUT, time));
    if (response.getStatusCode() >= REFUSED) {
      try (response) {
        throw new HttpResponseException("refused", response);
      }
    }
    return response;
  }

  /** What an exception of a request means. */
  AzureFailure failure(RuntimeException thrown, String operation, String name) {
    return AzureFailure.of(
        thrown,
        new AzureFailure.Call(
            operation,
            store.account().name() + "/" + store.container() + "/" + name,
            clients.clockOffset().orElse(Duration.ZERO),
            store.account().key() != null));
  }
}
