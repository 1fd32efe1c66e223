package io.fairlead.aws.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls of services that speak AWS's JSON 1.1, for those of which too little is asked to pack the
 * SDK's client. Each is sent once; a failure is the SDK's, so that it means the same.
 */
public final class JsonCalls {
  private static final String TYPE = "application/x-amz-json-1.1";
  private static final int MOST_BYTES = 1 << 16;

  /** What requests are signed by: servers refuse another clock than their own. */
  private static final InstantSource MACHINE = InstantSource.system();

  private final SdkHttpClient http;
  private final AwsAccess access;
  private final Consumer<String> counted;

  JsonCalls(SdkHttpClient http, AwsAccess access, Consumer<String> counted) {
    this.http = http;
    this.access = access;
    this.counted = counted;
  }

  /**
   * A call.
   *
   * @param service as endpoints and signatures name it, as in {@code kms}
   * @param target as in {@code TrentService.Sign}
   */
  public record Call(String service, String location, String target, ObjectNode body) {}

  /**
   * Sends it.
   *
   * @param limit how long it may take, its answer included
   * @throws SdkException as the SDK's clients do
   */
  public JsonNode send(Call call, Duration limit) {
    byte[] body = JsonMapper.shared().writeValueAsBytes(call.body());
    ExecutableHttpRequest prepared =
        http.prepareRequest(
            HttpExecuteRequest.builder()
                .request(signed(call, body))
                .contentStreamProvider(() -> new ByteArrayInputStream(body))
                .build());
    counted.accept(call.service());
    CompletableFuture<Void> within =
        new CompletableFuture<Void>().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    var _ = within.whenComplete((_, late) -> abort(prepared, late));
    try {
      return answer(call, prepared.call());
    } catch (IOException e) {
      String why = within.isDone() ? "no answer within " + limit : e.getMessage();
      throw SdkClientException.create(String.valueOf(why), e);
    } finally {
      within.complete(null);
    }
  }

  private static void abort(ExecutableHttpRequest call, @Nullable Throwable late) {
    if (late != null) {
      call.abort();
    }
  }

  private SdkHttpRequest signed(Call call, byte[] body) {
    URI at =
        access
            .endpoints()
            .of(call.service(), call.location())
            .orElseGet(() -> own(call.service(), Region.of(call.location())));
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol(at.getScheme())
            .host(at.getHost())
            .port(at.getPort() < 0 ? null : at.getPort())
            .encodedPath("/");
    new RequestSignature(access.credentials().resolveCredentials(), call.location(), call.service())
        .headers(
            new RequestSignature.Signed(
                SdkHttpMethod.POST.name(),
                at.getPort() < 0 ? at.getHost() : at.getHost() + ":" + at.getPort(),
                "/",
                Map.of("Content-Type", TYPE, "X-Amz-Target", call.target()),
                sha256(body)),
            MACHINE.instant())
        .forEach(request::putHeader);
    return request.putHeader("Content-Length", Integer.toString(body.length)).build();
  }

  private static URI own(String service, Region region) {
    return URI.create(
        "https://%s.%s.%s"
            .formatted(service, region.id(), PartitionMetadata.of(region).dnsSuffix()));
  }

  private static JsonNode answer(Call call, HttpExecuteResponse response) throws IOException {
    byte[] body = new byte[0];
    if (response.responseBody().isPresent()) {
      try (InputStream in = response.responseBody().get()) {
        body = in.readNBytes(MOST_BYTES);
      }
    }
    JsonNode answer = parsed(body);
    if (response.httpResponse().isSuccessful()) {
      return answer;
    }
    // Some answers have the name with its namespace before it.
    String type = answer.path("__type").asString("without a code");
    throw AwsServiceException.builder()
        .statusCode(response.httpResponse().statusCode())
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(call.service())
                .errorCode(type.substring(type.indexOf('#') + 1))
                .errorMessage(
                    answer.path("message").asString(answer.path("Message").asString(null)))
                .sdkHttpResponse(response.httpResponse())
                .build())
        .build();
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException notJson) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
