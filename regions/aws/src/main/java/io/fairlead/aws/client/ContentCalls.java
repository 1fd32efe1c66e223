package io.fairlead.aws.client;

import io.fairlead.aws.wire.WireAnswer;
import io.fairlead.aws.wire.WireClient;
import io.fairlead.aws.wire.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
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

  private final WireClient wire;
  private final AwsCredentialsProvider credentials;
  private final Runnable counted;
  private final Map<String, RequestSignature> signatures = new ConcurrentHashMap<>();

  ContentCalls(WireClient wire, AwsCredentialsProvider credentials, Runnable counted) {
    this.wire = wire;
    this.credentials = credentials;
    this.counted = counted;
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

  /** Reads an object or what is told of it, which is one permission: see {@link #send}. */
  public WireAnswer getObject(Request request) {
    return send(request, null);
  }

  /** Writes an object: see {@link #send}. */
  public WireAnswer putObject(Request request, Body body) {
    return send(request, body);
  }

  /**
   * Sends a request, once.
   *
   * @return an answer of success; whoever asked reads its content to the end or closes it
   * @throws software.amazon.awssdk.core.exception.SdkException as the SDK's clients do
   */
  public WireAnswer send(Request request, @Nullable Body body) {
    WireRequest sent = signed(request, body);
    counted.run();
    try {
      WireAnswer answer = wire.send(sent, request.limit());
      if (answer.isSuccess()) {
        return answer;
      }
      throw failure(answer);
    } catch (IOException e) {
      throw SdkClientException.create(String.valueOf(e.getMessage()), e);
    }
  }

  private WireRequest signed(Request request, @Nullable Body body) {
    URI at = request.at();
    Map<String, String> headers =
        signature(request.location())
            .headers(
                new RequestSignature.Signed(
                    request.method().name(),
                    WireRequest.host(at),
                    at.getRawPath(),
                    request.headers(),
                    body == null ? RequestSignature.NO_BODY : body.hex()),
                MACHINE.instant());
    return new WireRequest(
        request.method().name(),
        at,
        headers,
        body == null ? null : new WireRequest.Content(body.content(), body.length()));
  }

  /** A location's, as long as the credentials are the same. */
  private RequestSignature signature(String location) {
    AwsCredentials now = credentials.resolveCredentials();
    RequestSignature before = signatures.get(location);
    if (before != null && before.isBy(now)) {
      return before;
    }
    RequestSignature next = new RequestSignature(now, location, "s3");
    signatures.put(location, next);
    return next;
  }

  private static S3Exception failure(WireAnswer answer) throws IOException {
    int status = answer.status();
    String text;
    try (InputStream body = answer.content()) {
      text = new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8);
    }
    // A question about an object that is not there is answered without a body.
    String code = found(CODE, text).orElse(status == NOT_FOUND ? "NoSuchKey" : null);
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("S3")
            .errorCode(code)
            .errorMessage(found(MESSAGE, text).orElse(null))
            .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
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
    wire.close();
  }
}
