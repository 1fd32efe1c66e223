package io.fairlead.aws.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The requests that are sent for each object. The SDK's own way costs more processor time than a
 * small object does, and reads what is sent once more to sign it; a failure is the SDK's, so that
 * it means the same.
 */
public final class ContentCalls implements AutoCloseable {
  private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,100})</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,500})</Message>");
  private static final int ERROR_BYTES = 1 << 16;
  private static final int NOT_FOUND = 404;

  /** What requests are signed by, as the SDK's are: servers refuse another clock than their own. */
  private static final InstantSource MACHINE = InstantSource.system();

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Runnable counted;
  private final ScheduledThreadPoolExecutor limits =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("s3-limits").factory());

  ContentCalls(SdkHttpClient http, AwsCredentialsProvider credentials, Runnable counted) {
    this.http = http;
    this.credentials = credentials;
    this.counted = counted;
    limits.setRemoveOnCancelPolicy(true);
  }

  /**
   * A request.
   *
   * @param at where it goes, its path percent-encoded
   * @param location of the bucket
   * @param limit how long it may take until it is answered
   */
  public record Request(
      SdkHttpMethod method, URI at, String location, Map<String, String> headers, Duration limit) {}

  /**
   * What is sent.
   *
   * @param hex its SHA-256, which S3 compares with what it got
   */
  public record Body(InputStream content, long length, String hex) {}

  /** An answer of success; whoever asked closes or aborts its content. */
  public record Answer(HttpExecuteResponse response) {
    /** A header's value. */
    public Optional<String> header(String name) {
      return response.httpResponse().firstMatchingHeader(name);
    }

    /** Bytes that the content has, or would have; -1 = not told. */
    public long length() {
      return header("Content-Length").map(Long::parseLong).orElse(-1L);
    }

    /** What comes over the wire. */
    public AbortableInputStream content() {
      return response
          .responseBody()
          .orElseGet(() -> AbortableInputStream.create(new ByteArrayInputStream(new byte[0])));
    }
  }

  /**
   * Sends a request, once.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException as the SDK's clients do
   */
  public Answer send(Request request, @Nullable Body body) {
    HttpExecuteRequest.Builder sent = HttpExecuteRequest.builder().request(signed(request, body));
    if (body != null) {
      sent.contentStreamProvider(body::content);
    }
    ExecutableHttpRequest call = http.prepareRequest(sent.build());
    counted.run();
    ScheduledFuture<?> limit =
        limits.schedule(call::abort, request.limit().toMillis(), TimeUnit.MILLISECONDS);
    try {
      HttpExecuteResponse response = call.call();
      if (response.httpResponse().isSuccessful()) {
        return new Answer(response);
      }
      throw failure(response);
    } catch (IOException e) {
      String why = limit.isDone() ? "no answer within " + request.limit() : e.getMessage();
      throw SdkClientException.create(String.valueOf(why), e);
    } finally {
      limit.cancel(false);
    }
  }

  private SdkHttpRequest signed(Request request, @Nullable Body body) {
    URI at = request.at();
    SdkHttpRequest.Builder http =
        SdkHttpRequest.builder()
            .method(request.method())
            .protocol(at.getScheme())
            .host(at.getHost())
            .port(at.getPort() < 0 ? null : at.getPort())
            .encodedPath(at.getRawPath());
    new RequestSignature(credentials.resolveCredentials(), request.location(), "s3")
        .headers(
            new RequestSignature.Signed(
                request.method().name(),
                at.getPort() < 0 ? at.getHost() : at.getHost() + ":" + at.getPort(),
                at.getRawPath(),
                request.headers(),
                body == null ? RequestSignature.NO_BODY : body.hex()),
            MACHINE.instant())
        .forEach(http::putHeader);
    if (body != null) {
      http.putHeader("Content-Length", Long.toString(body.length()));
    }
    return http.build();
  }

  private static S3Exception failure(HttpExecuteResponse response) throws IOException {
    int status = response.httpResponse().statusCode();
    String text = "";
    if (response.responseBody().isPresent()) {
      try (InputStream body = response.responseBody().get()) {
        text = new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8);
      }
    }
    // A question about an object that is not there is answered without a body.
    String code = found(CODE, text).orElse(status == NOT_FOUND ? "NoSuchKey" : null);
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("S3")
            .errorCode(code)
            .errorMessage(found(MESSAGE, text).orElse(null))
            .sdkHttpResponse(response.httpResponse())
            .build();
    S3Exception.Builder failure =
        "NoSuchKey".equals(code) ? NoSuchKeyException.builder() : S3Exception.builder();
    return (S3Exception) failure.statusCode(status).awsErrorDetails(details).build();
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public void close() {
    limits.shutdownNow();
  }
}
