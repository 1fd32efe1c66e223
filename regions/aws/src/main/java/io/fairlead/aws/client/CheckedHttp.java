package io.fairlead.aws.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An HTTP client that fails with what the SDK turns into its own exceptions: an answer that is no
 * HTTP comes out of the JDK's connections unchecked, which no adapter would expect. And one that
 * sends what changes something once: the JDK's connections, by themselves, send a request again
 * whose connection broke, unless its body is streamed. So a change without a body has an empty one.
 */
record CheckedHttp(SdkHttpClient http) implements SdkHttpClient {
  private static final Set<SdkHttpMethod> READS = Set.of(SdkHttpMethod.GET, SdkHttpMethod.HEAD);
  private static final String LENGTH = "Content-Length";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(once(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return prepared.call();
        } catch (UncheckedIOException e) {
          throw new IOException(e.getMessage(), e);
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static HttpExecuteRequest once(HttpExecuteRequest request) {
    SdkHttpRequest head = request.httpRequest();
    if (READS.contains(head.method()) || request.contentStreamProvider().isPresent()) {
      return request;
    }
    return HttpExecuteRequest.builder()
        .request(head.toBuilder().putHeader(LENGTH, "0").build())
        .contentStreamProvider(ContentStreamProvider.fromByteArray(new byte[0]))
        .metricCollector(request.metricCollector().orElse(null))
        .build();
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    http.close();
  }
}
