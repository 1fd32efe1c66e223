package io.fairlead.azure.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * This process's identity in Microsoft Entra ID, by the variables that Azure's own libraries read:
 * a service principal, else a workload identity, else the managed identity of the function or the
 * machine. A token, one an audience, is kept for its life and renewed from half of it on; while it
 * lives, nobody has to be there to renew it.
 */
public final class AzureIdentity implements TokenCredential {
  private static final URI AUTHORITY = URI.create("https://login.microsoftonline.com/");
  private static final URI MACHINE = URI.create("http://169.254.169.254/");

  /** Beside a call of two seconds that waits for the token. */
  private static final Duration LIMIT = Duration.ofMillis(1800);

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final TokenSource source;
  private final InstantSource clock;
  private final HttpClient http;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AccessToken> kept = new HashMap<>();

  private AzureIdentity(TokenSource source, InstantSource clock, HttpClient http) {
    this.source = source;
    this.clock = clock;
    this.http = http;
  }

  /**
   * The identity of a process. Nothing is asked yet.
   *
   * @param environment {@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code
   *     AZURE_CLIENT_SECRET}, {@code AZURE_FEDERATED_TOKEN_FILE}, {@code AZURE_AUTHORITY_HOST},
   *     {@code IDENTITY_ENDPOINT}, {@code IDENTITY_HEADER}, {@code
   *     AZURE_POD_IDENTITY_AUTHORITY_HOST}
   * @param client id of the user-assigned managed identity; null = as the environment says
   */
  public static AzureIdentity of(
      Map<String, String> environment, @Nullable String client, InstantSource clock) {
    return of(environment, client, clock, HttpClient::newBuilder);
  }

  /** The same over another client, whose trust may be another than the platform's. */
  public static AzureIdentity of(
      Map<String, String> environment,
      @Nullable String client,
      InstantSource clock,
      Supplier<HttpClient.Builder> http) {
    return new AzureIdentity(
        source(environment, client),
        clock,
        http.get().connectTimeout(CONNECT).proxy(HttpClient.Builder.NO_PROXY).build());
  }

  private static TokenSource source(Map<String, String> environment, @Nullable String client) {
    String tenant = environment.getOrDefault("AZURE_TENANT_ID", "");
    String named = environment.getOrDefault("AZURE_CLIENT_ID", "");
    String secret = environment.getOrDefault("AZURE_CLIENT_SECRET", "");
    String file = environment.getOrDefault("AZURE_FEDERATED_TOKEN_FILE", "");
    if (!tenant.isEmpty() && !named.isEmpty() && !(secret.isEmpty() && file.isEmpty())) {
      String host = environment.getOrDefault("AZURE_AUTHORITY_HOST", "");
      return new TokenSource.Application(
          host.isEmpty() ? AUTHORITY : URI.create(host),
          tenant,
          named,
          secret.isEmpty()
              ? new TokenSource.ByFile(Path.of(file))
              : new TokenSource.BySecret(secret));
    }
    String managed = client != null ? client : named.isEmpty() ? null : named;
    String endpoint = environment.getOrDefault("IDENTITY_ENDPOINT", "");
    String header = environment.getOrDefault("IDENTITY_HEADER", "");
    if (!endpoint.isEmpty() && !header.isEmpty()) {
      return new TokenSource.OfFunction(URI.create(endpoint), header, managed);
    }
    String machine = environment.getOrDefault("AZURE_POD_IDENTITY_AUTHORITY_HOST", "");
    return new TokenSource.OfMachine(machine.isEmpty() ? MACHINE : URI.create(machine), managed);
  }

  /** For people: who gives the tokens. */
  public String name() {
    return source.name();
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request)).subscribeOn(Schedulers.boundedElastic());
  }

  /**
   * A token that is alive.
   *
   * @throws NoToken with one sentence
   */
  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    lock.lock();
    try {
      String audience = audience(request);
      AccessToken now = kept.get(audience);
      if (now != null && isBefore(now.getRefreshAt())) {
        return now;
      }
      AccessToken fresh = renewed(audience, now);
      kept.put(audience, fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private AccessToken renewed(String audience, @Nullable AccessToken old) {
    try {
      return asked(audience);
    } catch (NoToken e) {
      if (old != null && isBefore(old.getExpiresAt())) {
        return old;
      }
      throw e;
    }
  }

  private boolean isBefore(java.time.@Nullable OffsetDateTime end) {
    return end != null && clock.instant().isBefore(end.toInstant());
  }

  private static String audience(TokenRequestContext request) {
    return request.getScopes().getFirst().replaceFirst("/?/\\.default$", "");
  }

  private AccessToken asked(String audience) {
    HttpRequest ask = source.request(audience);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(ask, (_, _) -> true).timeout(LIMIT).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new NoToken(source.name() + " " + TokenAnswer.refusal(answer));
      }
      TokenAnswer token = TokenAnswer.parse(answer.body(), clock.instant());
      return new AccessToken(
          token.value(),
          token.expires().atOffset(ZoneOffset.UTC),
          token.renewFrom().atOffset(ZoneOffset.UTC));
    } catch (IOException e) {
      throw new NoToken(
          source.name()
              + " is not to be had: "
              + ask.uri().getHost()
              + " does not answer. Set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or"
              + " AZURE_FEDERATED_TOKEN_FILE, or run where there is a managed identity");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoToken("asking " + source.name() + " was interrupted");
    }
  }
}
