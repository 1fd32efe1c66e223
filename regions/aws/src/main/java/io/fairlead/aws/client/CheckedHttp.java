package io.fairlead.aws.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that fails with what the SDK turns into its own exceptions: an answer that is no
 * HTTP comes out of the JDK's connections unchecked, which no adapter would expect, and so does a
 * connection that the SDK's own time limit closes while it is used: the limit's thread disconnects
 * it without the lock that its user holds, who then meets a {@code NullPointerException} there, or
 * one wrapped. And one that sends what changes something once.
 *
 * @see <a href="https://github.com/aws/aws-sdk-java-v2/pull/6894">The same in the SDK</a>
 */
record CheckedHttp(SdkHttpClient http) implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(EmptyBody.streamed(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return prepared.call();
        } catch (UncheckedIOException e) {
          throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
          if (e instanceof NullPointerException || e.getCause() instanceof NullPointerException) {
            throw new IOException("the connection was given up before an answer", e);
          }
          throw e;
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
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
