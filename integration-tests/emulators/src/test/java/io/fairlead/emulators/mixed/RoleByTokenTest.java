package io.fairlead.emulators.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.identity.RoleByToken;
import io.fairlead.aws.identity.WebTokens;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** A role of AWS for a process of another cloud, and a token of AWS for another cloud. */
class RoleByTokenTest {
  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private StsTwin near;
  private StsTwin far;

  @BeforeEach
  void start() throws IOException {
    near = new StsTwin(clock);
    far = new StsTwin(clock);
  }

  @AfterEach
  void stop() {
    near.close();
    far.close();
  }

  @Test
  void keys_are_kept_renewed_from_half_of_their_life_and_used_to_its_end() {
    RoleByToken role = role(this::token);
    AwsSessionCredentials keys = (AwsSessionCredentials) role.resolveCredentials();
    assertThat(keys.sessionToken()).isEqualTo(StsTwin.SESSION_TOKEN);
    clock.pass(Duration.ofMinutes(29));
    role.resolveCredentials();
    assertThat(near.asked()).hasSize(1);

    near.faults().add(Where.EVERYWHERE, new Fault.CutBefore());
    far.faults().add(Where.EVERYWHERE, new Fault.CutBefore());
    clock.pass(Duration.ofMinutes(2));
    for (int call = 0; call < 3; call++) {
      assertThat(role.resolveCredentials()).as("they live on").isEqualTo(keys);
    }
    assertThat(near.asked()).hasSize(2);
    assertThat(far.asked()).as("the next one is asked later").isEmpty();

    clock.pass(Duration.ofMinutes(30));
    assertThatThrownBy(role::resolveCredentials)
        .isInstanceOf(SdkException.class)
        .hasMessageStartingWith(
            "no credentials for AWS: sts:AssumeRoleWithWebIdentity on " + StsTwin.ROLE);
  }

  @Test
  void who_does_not_answer_is_asked_once_a_tick_and_another_location_at_the_next() {
    near.faults().add(Where.EVERYWHERE, new Fault.SilentAfter());
    RoleByToken role = role(this::token);
    for (int call = 0; call < 4; call++) {
      assertThatThrownBy(role::resolveCredentials).isInstanceOf(SdkException.class);
    }
    assertThat(near.asked()).hasSize(1);

    clock.pass(Duration.ofSeconds(10));
    assertThat(role.resolveCredentials()).isInstanceOf(AwsSessionCredentials.class);
    assertThat(far.asked()).hasSize(1);
  }

  @Test
  void what_is_not_trusted_is_told_and_so_is_that_there_is_no_token() {
    AwsFailure untrusted = refusal(role(() -> token("api://somebody-else")));
    assertThat(untrusted.sentence())
        .isEqualTo(
            "s3:GetObject on flags was not sent: no credentials for AWS:"
                + " sts:AssumeRoleWithWebIdentity on "
                + StsTwin.ROLE
                + " answered 400 InvalidIdentityToken (audience)");
    assertThat(untrusted.kind()).isEqualTo(AwsFailure.Kind.RETRY);

    AwsFailure none =
        refusal(
            role(
                () -> {
                  throw new IllegalStateException("the identity is not to be had");
                }));
    assertThat(none.sentence())
        .endsWith("was not sent: no credentials for AWS: the identity is not to be had");
    assertThat(near.asked()).hasSize(1);
  }

  @Test
  void a_function_of_aws_gets_a_token_for_an_audience_by_its_own_credentials() {
    AwsCredentialsProvider own =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("111122223333", "secret"));
    try (AwsClients clients = clients(own)) {
      String token = new WebTokens(clients, "eu-west-1").token("api://AzureADTokenExchange");

      assertThat(StsTwin.payload(token).path("aud").asString())
          .isEqualTo("api://AzureADTokenExchange");
      near.faults().add(Where.EVERYWHERE, Fault.Refused.forbidden());
      assertThatThrownBy(() -> new WebTokens(clients, "eu-west-1").token("api://x"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("sts:GetWebIdentityToken on eu-west-1 answered 403 AccessDenied");
    }
  }

  /** How a call of S3 fails that has no keys. */
  private AwsFailure refusal(RoleByToken role) {
    try (AwsClients clients = clients(role)) {
      clients.s3("eu-west-1").getObjectAsBytes(get -> get.bucket("b").key("k"));
      throw new AssertionError("it was sent");
    } catch (SdkException e) {
      return AwsFailure.of(e, "s3:GetObject", "flags");
    }
  }

  private RoleByToken role(Supplier<String> token) {
    AwsClients clients =
        clients(StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "none")));
    return new RoleByToken(
        clients,
        new RoleByToken.Role(StsTwin.ROLE, "fairlead-three", List.of("eu-west-1", "us-east-1")),
        token);
  }

  private AwsClients clients(AwsCredentialsProvider credentials) {
    return new AwsClients(
        new AwsAccess(
            credentials,
            (_, location) -> Optional.of((location.equals("us-east-1") ? far : near).endpoint()),
            clock,
            clock::pass));
  }

  private String token() {
    return token(StsTwin.AUDIENCE);
  }

  private String token(String audience) {
    String claims =
        "{\"aud\":\"%s\",\"exp\":%d}"
            .formatted(audience, clock.instant().plusSeconds(3600).getEpochSecond());
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".x";
  }
}
