package io.fairlead.aws.client;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Connections of the JDK, closed by the SDK's time limit at an unlucky moment. */
class CheckedHttpTest {
  private static final HttpExecuteRequest READ =
      HttpExecuteRequest.builder()
          .request(
              SdkHttpFullRequest.builder()
                  .method(SdkHttpMethod.GET)
                  .uri(URI.create("http://127.0.0.1/"))
                  .build())
          .build();

  /** What came out of the JDK's connections when processors were short, in both forms. */
  static Stream<RuntimeException> thrown() {
    NullPointerException gone = new NullPointerException("because \"this.http\" is null");
    return Stream.of(gone, new IllegalStateException(gone));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void a_connection_that_is_closed_while_it_is_used_is_a_broken_one_and_no_defect(
      RuntimeException thrown) {
    try (CheckedHttp http = new CheckedHttp(new Closed(thrown))) {
      assertThatExceptionOfType(java.io.IOException.class)
          .isThrownBy(() -> http.prepareRequest(READ).call())
          .withCause(thrown);
    }
  }

  /** A client whose connection is closed by another thread at each call. */
  private record Closed(RuntimeException thrown) implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public software.amazon.awssdk.http.HttpExecuteResponse call() {
          throw thrown;
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
