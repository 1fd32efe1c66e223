package io.fairlead.aws.identity;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A role of AWS that a process of another cloud has by that cloud's token. Its keys are kept for
 * their life and renewed from half of it on; while they live, nobody has to be there to renew them,
 * and where nobody is, that is asked seldom: no tick waits for it twice.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">
 *     AssumeRoleWithWebIdentity</a>
 */
public final class RoleByToken implements AwsCredentialsProvider {
  /** For the one call, which comes before the call that needs the keys. */
  private static final Duration LIMIT = Duration.ofMillis(1000);

  /** What a role gives at least. */
  private static final Duration LIFE = Duration.ofHours(1);

  /** Keys whose end is so near are over: our clock may be off. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** After a renewal that failed while old keys live. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** After no answer while there are no keys: longer than the calls of a tick go on. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final AwsClients clients;
  private final Role role;
  private final Supplier<String> token;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Kept kept;
  private Instant askFrom = Instant.MIN;
  private String why = "";
  private int at;

  /**
   * What is asked for.
   *
   * @param arn of the role, as in {@code arn:aws:iam::111122223333:role/fairlead-shop-frankfurt}
   * @param session names the caller in AWS's logs
   * @param locations whose STS is asked: the first that answers, from then on
   */
  public record Role(String arn, String session, List<String> locations) {
    public Role {
      locations = List.copyOf(locations);
      if (locations.isEmpty()) {
        throw new IllegalArgumentException("no location whose STS could be asked");
      }
    }
  }

  private record Kept(AwsCredentials keys, Instant renewFrom, Instant until) {}

  /**
   * A role. Nothing is asked yet.
   *
   * @param clients whose endpoints and clock it has; their own credentials are not used
   * @param token gives the other cloud's token; it may throw {@link IllegalStateException} with a
   *     sentence
   */
  public RoleByToken(AwsClients clients, Role role, Supplier<String> token) {
    this.clients = clients;
    this.role = role;
    this.token = token;
    this.clock = clients.access().clock();
  }

  /**
   * Keys that live.
   *
   * @throws SdkClientException with one sentence, at the latest after the time of one token and of
   *     one call
   */
  @Override
  public AwsCredentials resolveCredentials() {
    lock.lock();
    try {
      Instant now = clock.instant();
      Kept old = kept;
      boolean alive = old != null && now.isBefore(old.until());
      if (old != null && alive && (now.isBefore(old.renewFrom()) || now.isBefore(askFrom))) {
        return old.keys();
      }
      if (!alive && now.isBefore(askFrom)) {
        throw SdkClientException.create(why);
      }
      return renewed(now, alive ? old : null);
    } finally {
      lock.unlock();
    }
  }

  private AwsCredentials renewed(Instant now, @Nullable Kept old) {
    try {
      AwsCredentials keys = asked();
      kept = new Kept(keys, now.plus(LIFE.dividedBy(2)), now.plus(LIFE).minus(MARGIN));
      return keys;
    } catch (SdkException failure) {
      AwsFailure failed = AwsFailure.of(failure, "sts:AssumeRoleWithWebIdentity", role.arn());
      why = AwsFailure.NO_ROLE + failed.sentence();
      at = (at + 1) % role.locations().size();
    } catch (IllegalStateException noToken) {
      why = AwsFailure.NO_ROLE + noToken.getMessage();
    }
    askFrom = clock.instant().plus(old == null ? SILENCE : AGAIN);
    if (old != null) {
      return old.keys();
    }
    throw SdkClientException.create(why);
  }

  private AwsCredentials asked() {
    String location = role.locations().get(at);
    String given = token.get();
    try (StsClient sts =
        clients
            .configured(StsClient.builder(), "sts", location)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      Credentials keys =
          sts.assumeRoleWithWebIdentity(
                  ask ->
                      ask.roleArn(role.arn())
                          .roleSessionName(role.session())
                          .webIdentityToken(given)
                          .durationSeconds((int) LIFE.toSeconds())
                          .overrideConfiguration(
                              limits -> limits.apiCallTimeout(LIMIT).apiCallAttemptTimeout(LIMIT)))
              .credentials();
      return AwsSessionCredentials.create(
          keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    }
  }
}
