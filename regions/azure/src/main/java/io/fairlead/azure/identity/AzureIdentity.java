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
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
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

  /** Of a renewal while the old token lives, and of each of two questions in a row. */
  private static final Duration BRIEF = Duration.ofMillis(700);

  /** After a renewal that failed while the old token lives. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** After no answer while there is no token: longer than the calls of a tick go on. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int OK = 200;

  private final TokenSource source;
  private final InstantSource clock;
  private final HttpClient http;
  private final Duration limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AccessToken> kept = new HashMap<>();

  /** Until when nobody is asked again, by audience, and why. */
  private final Map<String, Pause> pauses = new HashMap<>();

  private record Pause(Instant until, String why) {}

  private AzureIdentity(TokenSource source, InstantSource clock, HttpClient http, Duration limit) {
    this.source = source;
    this.clock = clock;
    this.http = http;
    this.limit = limit;
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
    return new AzureIdentity(source(environment, client), clock, built(http), LIMIT);
  }

  /**
   * The identity of a process of another cloud, by that cloud's token: an application, or a managed
   * identity, which has a federated credential for it.
   *
   * @param environment {@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code
   *     AZURE_AUTHORITY_HOST}
   * @param token gives the other cloud's token within {@code BRIEF}, or throws {@link
   *     IllegalStateException} with a sentence; it is asked for each time
   */
  public static AzureIdentity federated(
      Map<String, String> environment,
      Supplier<String> token,
      InstantSource clock,
      Supplier<HttpClient.Builder> http) {
    TokenSource source =
        new TokenSource.Application(
            authority(environment),
            environment.getOrDefault("AZURE_TENANT_ID", ""),
            environment.getOrDefault("AZURE_CLIENT_ID", ""),
            new TokenSource.ByPassport(token));
    return new AzureIdentity(source, clock, built(http), BRIEF);
  }

  /** The same for whoever has to ask somebody else with the token: its time is half as long. */
  public AzureIdentity brief() {
    return new AzureIdentity(source, clock, http, BRIEF);
  }

  private static HttpClient built(Supplier<HttpClient.Builder> http) {
    return http.get().connectTimeout(CONNECT).proxy(HttpClient.Builder.NO_PROXY).build();
  }

  private static URI authority(Map<String, String> environment) {
    String host = environment.getOrDefault("AZURE_AUTHORITY_HOST", "");
    return host.isEmpty() ? AUTHORITY : URI.create(host);
  }

  private static TokenSource source(Map<String, String> environment, @Nullable String client) {
    ApplicationVariables application = ApplicationVariables.of(environment);
    if (application.areHalf()) {
      return new TokenSource.Nobody(application);
    }
    if (application.areComplete()) {
      return new TokenSource.Application(
          authority(environment),
          application.tenant(),
          application.client(),
          application.secret().isEmpty()
              ? new TokenSource.ByFile(Path.of(application.file()))
              : new TokenSource.BySecret(application.secret()));
    }
    String named = application.client();
    String managed = client != null ? client : named.isEmpty() ? null : named;
    String endpoint = environment.getOrDefault("IDENTITY_ENDPOINT", "");
    String header = environment.getOrDefault("IDENTITY_HEADER", "");
    if (!endpoint.isEmpty() && !header.isEmpty()) {
      return new TokenSource.OfFunction(URI.create(endpoint), header, managed, application);
    }
    String machine = environment.getOrDefault("AZURE_POD_IDENTITY_AUTHORITY_HOST", "");
    return new TokenSource.OfMachine(
        machine.isEmpty() ? MACHINE : URI.create(machine), managed, application);
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
      boolean alive = now != null && isBefore(now.getExpiresAt());
      if (now != null && alive && (isBefore(now.getRefreshAt()) || pause(audience) != null)) {
        return now;
      }
      Pause pause = pause(audience);
      if (pause != null) {
        throw new NoToken(pause.why());
      }
      AccessToken fresh = renewed(audience, alive ? now : null);
      kept.put(audience, fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Pause pause(String audience) {
    Pause pause = pauses.get(audience);
    return pause != null && clock.instant().isBefore(pause.until()) ? pause : null;
  }

  private AccessToken renewed(String audience, @Nullable AccessToken old) {
    try {
      return asked(audience, old == null || limit.compareTo(BRIEF) < 0 ? limit : BRIEF);
    } catch (NoToken e) {
      if (old != null) {
        pauses.put(audience, new Pause(clock.instant().plus(AGAIN), ""));
        return old;
      }
      if (limit.equals(BRIEF)) {
        // Two are asked in a row for it, and the next call of the same tick would ask both again.
        pauses.put(
            audience, new Pause(clock.instant().plus(SILENCE), String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  private boolean isBefore(@Nullable OffsetDateTime end) {
    return end != null && clock.instant().isBefore(end.toInstant());
  }

  private static String audience(TokenRequestContext request) {
    return request.getScopes().getFirst().replaceFirst("/?/\\.default$", "");
  }

  private AccessToken asked(String audience, Duration time) {
    HttpRequest ask = source.request(audience);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(ask, (_, _) -> true).timeout(time).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new NoToken(source.name() + " " + TokenAnswer.refusal(answer) + source.oversight());
      }
      TokenAnswer token = TokenAnswer.parse(answer.body(), clock.instant());
      return new AccessToken(
          token.value(),
          token.expires().atOffset(ZoneOffset.UTC),
          token.renewFrom().atOffset(ZoneOffset.UTC));
    } catch (IOException e) {
      String why =
          source.name()
              + " is not to be had: "
              + ask.uri().getHost()
              + " does not answer. "
              + source.unanswered();
      // Who does not answer is not waited for again by the next call of the same tick.
      pauses.put(audience, new Pause(clock.instant().plus(SILENCE), why));
      throw new NoToken(why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoToken("asking " + source.name() + " was interrupted");
    }
  }
}
