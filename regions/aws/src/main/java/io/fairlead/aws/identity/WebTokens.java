package io.fairlead.aws.identity;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Tokens that AWS signs for whoever calls it, by which another cloud knows this role.
 *
 * @param location whose STS is asked: the caller's own
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html">
 *     GetWebIdentityToken</a>
 */
public record WebTokens(AwsClients clients, String location) {
  private static final String SIGNED = "RS256";

  /** The most that other clouds want, and as much as an exchange takes. */
  private static final int SECONDS = 300;

  private static final Duration LIMIT = Duration.ofMillis(700);

  /**
   * A token for an audience; it is asked for each time, because what it is exchanged for is kept.
   *
   * @throws IllegalStateException one sentence why there is none
   */
  public String token(String audience) {
    try (StsClient sts = clients.configured(StsClient.builder(), "sts", location).build()) {
      return sts.getWebIdentityToken(
              ask ->
                  ask.audience(audience)
                      .signingAlgorithm(SIGNED)
                      .durationSeconds(SECONDS)
                      .overrideConfiguration(
                          limits -> limits.apiCallTimeout(LIMIT).apiCallAttemptTimeout(LIMIT)))
          .webIdentityToken();
    } catch (SdkException e) {
      throw new IllegalStateException(
          AwsFailure.of(e, "sts:GetWebIdentityToken", location).sentence(), e);
    }
  }
}
