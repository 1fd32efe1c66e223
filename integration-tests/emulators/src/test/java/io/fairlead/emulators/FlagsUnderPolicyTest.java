package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.emulators.stack.FlagPolicy;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CellCas;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Flags on the twin under exactly the policy that the template of a region puts on its flag store:
 * everything of the contract works there, and what names no condition is refused.
 */
@NeedsParts(Part.CFN_LINT)
class FlagsUnderPolicyTest extends S3FlagsContract {
  private static final String HOME = LOCATIONS.getFirst();
  private static final String KEY = S3Flags.key(OnTwin.FLEET, FLAG);

  private static FlagPolicy policy;

  private final OnTwin on;

  FlagsUnderPolicyTest() throws IOException {
    on = new OnTwin();
  }

  @BeforeAll
  static void readTemplate() throws IOException {
    policy = FlagPolicy.ofTemplate();
  }

  @BeforeEach
  void putPolicies() {
    LOCATIONS.forEach(at -> on.twin.s3().policy(bucket(at), policy.of(bucket(at), OnTwin.FLEET)));
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Override
  AwsClients clients() {
    return on.clients;
  }

  @Override
  protected Instant now() {
    return on.clock.instant();
  }

  /** A request that one statement forbids. */
  private enum Forbidden {
    NobodyWritesUnconditionally(
        s3 -> s3.putObject(put -> put.bucket(bucket(HOME)).key(KEY), RequestBody.fromString("x"))),
    NobodyDeletesUnconditionally(
        s3 -> s3.deleteObject(delete -> delete.bucket(bucket(HOME)).key(KEY))),
    NobodySpeaksInTheClear(
        s3 ->
            s3.deleteObject(
                delete ->
                    delete
                        .bucket(bucket(HOME))
                        .key(KEY)
                        .ifMatch("*")
                        .overrideConfiguration(it -> it.putHeader("X-Forwarded-Proto", "http"))));

    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<S3Client> request;

    Forbidden(Consumer<S3Client> request) {
      this.request = request;
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_denial_of_the_template_refuses_its_request_and_leaves_the_flag(Forbidden forbidden) {
    raise(FLAG, 418);
    String before = flag();

    assertThat(refusal(forbidden)).isEqualTo("AccessDenied");
    assertThat(flag()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void it_is_that_denial_and_no_other_that_refuses_it(Forbidden forbidden) {
    raise(FLAG, 418);
    on.twin.s3().policy(bucket(HOME), policy.without(forbidden.name(), bucket(HOME), OnTwin.FLEET));

    assertThat(refusal(forbidden)).isEmpty();
  }

  @Test
  void the_canary_is_made_and_made_anew() {
    S3Canary canary =
        new S3Canary(on.clients, OnTwin.FLEET, new FlagStore("west", HOME, bucket(HOME)));

    assertThat(canary.exercise(now().plusSeconds(10))).isEmpty();
    assertThat(canary.exercise(now().plusSeconds(10))).isEmpty();
  }

  @Test
  void a_cell_is_created_and_replaced() {
    S3Cell cell = new S3Cell(on.clients, new S3Cell.Place(HOME, bucket(HOME), "fleet"));

    assertThat(cell.cas(0, new byte[1], now().plusSeconds(10))).isEqualTo(new CellCas.Ok(1));
    assertThat(cell.cas(1, new byte[2], now().plusSeconds(10))).isEqualTo(new CellCas.Ok(2));
  }

  @Test
  void health_checks_see_flags_without_credentials_and_nothing_else() throws Exception {
    raise(FLAG, 418);
    freezeOneStoreAsPerson();

    assertThat(status(KEY)).isEqualTo(200);
    assertThat(status(S3Flags.key(OnTwin.FLEET, new RegionGroup("us-east", "portal"))))
        .isEqualTo(403);
    assertThat(status(S3Flags.freezeKey(OnTwin.FLEET))).isEqualTo(403);
    assertThat(on.twin.s3().isThere(bucket(HOME), KEY, now())).isTrue();
    assertThat(on.twin.s3().isThere(bucket(HOME), S3Flags.freezeKey(OnTwin.FLEET), now()))
        .isFalse();
  }

  private String flag() {
    return on.twin
        .s3()
        .object(bucket(HOME), KEY)
        .map(body -> new String(body, StandardCharsets.UTF_8))
        .orElse("absent");
  }

  private String refusal(Forbidden forbidden) {
    try {
      forbidden.request.accept(on.clients.s3(HOME));
      return "";
    } catch (S3Exception e) {
      return e.awsErrorDetails().errorCode();
    }
  }

  private int status(String key) throws IOException, InterruptedException {
    URI object = on.twin.endpoint().resolve("/" + bucket(HOME) + "/" + key);
    try (HttpClient nobody = HttpClient.newHttpClient()) {
      return nobody
          .send(HttpRequest.newBuilder(object).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
