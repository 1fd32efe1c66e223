package io.fairlead.azure.arm;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.client.AzureFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resources read and written as JSON, each call once. A write is answered as soon as Azure has
 * taken it: what goes on afterwards is never waited for, a later read tells. Every failure is a
 * value.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations">
 *     Asynchronous operations</a>
 */
public final class ArmClient {
  private static final String NETWORK = "2025-03-01";
  private static final String TRAFFIC_MANAGER = "2022-04-01";
  private static final String AUTHORIZATION = "2022-04-01";
  private static final String PERMISSIONS = "/providers/Microsoft.Authorization/permissions";
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";
  private static final String READ = "/read";

  private final AzureClients clients;

  /** Calls by these clients. Nothing is connected yet. */
  public ArmClient(AzureClients clients) {
    this.clients = clients;
  }

  /** Answer to a call. */
  public sealed interface Answer {
    /** What was read, or what Azure keeps after a write. */
    record Done(ObjectNode body) implements Answer {}

    /** It was refused, or nobody knows. */
    record Failed(ArmFailure why) implements Answer {}
  }

  /** Reads a resource of Microsoft.Network. */
  public Answer get(ArmId id, Instant deadline) {
    return call(ArmRequest.get(id, path(id), id.type() + READ), deadline);
  }

  /** Replaces a resource of Microsoft.Network, if it is still what was read. */
  public Answer put(ArmId id, ObjectNode body, String etag, Instant deadline) {
    return call(ArmRequest.put(id, path(id), body, etag), deadline);
  }

  /** Replaces a resource that has no ETag, whatever it is by now. */
  public Answer put(ArmId id, ObjectNode body, Instant deadline) {
    return call(ArmRequest.replace(id, path(id), body), deadline);
  }

  private static String path(ArmId id) {
    boolean profile = id.type().toLowerCase(Locale.ROOT).contains("/trafficmanagerprofiles");
    return id.text() + "?api-version=" + (profile ? TRAFFIC_MANAGER : NETWORK);
  }

  /** Lists what this process may do with a resource. */
  public Answer permissions(ArmId id, Instant deadline) {
    String path = id.text() + PERMISSIONS + "?api-version=" + AUTHORIZATION;
    String action = "Microsoft.Authorization/permissions" + READ;
    return call(ArmRequest.get(id, path, action), deadline);
  }

  /**
   * Reads whatever is at a path.
   *
   * @param about the resource that a failure names
   * @param path with the API's version
   * @param action of a role that the read needs
   */
  public Answer read(ArmId about, String path, String action, Instant deadline) {
    return call(ArmRequest.get(about, path, action), deadline);
  }

  /** Sends a request once; a write of a principal that is throttled is not sent. */
  public Answer call(ArmRequest ask, Instant deadline) {
    Optional<Duration> wait =
        ask.isRead() ? Optional.empty() : clients.throttled(ask.resource().subscription());
    if (wait.isPresent()) {
      return failed(
          Kind.RETRY,
          "Throttled",
          ask.action()
              + " on "
              + ask.resource().name()
              + " was not sent: Azure takes no writes for "
              + wait.get().plusMillis(999).toSeconds()
              + " s yet");
    }
    Optional<Duration> time = clients.budget(deadline);
    if (time.isEmpty()) {
      return failed(Kind.RETRY, "NoTime", AzureClients.NO_TIME + " for " + ask.resource().name());
    }
    try (HttpResponse answer =
        clients.arm().sendSync(request(ask), new Context(RESPONSE_TIMEOUT, time.get()))) {
      return read(ask, answer);
    } catch (RuntimeException e) {
      // Cut connections, time-outs and tokens that cannot be had come as what the SDK's layers and
      // the JDK make of them: no narrower type holds them all.
      return new Answer.Failed(
          new ArmFailure(
              AzureFailure.of(
                  e,
                  new AzureFailure.Call(ask.action(), ask.resource().name(), Duration.ZERO, false)),
              null));
    }
  }

  private HttpRequest request(ArmRequest ask) {
    String token =
        clients
            .access()
            .identity()
            .getTokenSync(new TokenRequestContext().addScopes(AzureAccess.PUBLIC + "/.default"))
            .getToken();
    HttpRequest request =
        new HttpRequest(ask.method(), clients.access().resourceManager() + ask.path())
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
    if (ask.body() != null) {
      request
          .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
          .setBody(
              JsonMapper.shared().writeValueAsString(ask.body()).getBytes(StandardCharsets.UTF_8));
    }
    ask.conditions()
        .forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
    return request;
  }

  private Answer read(ArmRequest ask, HttpResponse answer) {
    String body = new String(answer.getBodyAsBinaryData().toBytes(), StandardCharsets.UTF_8);
    if (ArmFailure.isOne(answer.getStatusCode())) {
      Duration after = retryAfter(answer);
      ArmFailure failure =
          ArmFailure.of(
              new ArmFailure.Answered(ask.action(), ask.resource(), answer.getStatusCode(), body),
              after);
      note(ask, failure);
      return new Answer.Failed(failure);
    }
    if (body.isBlank() && ask.method() == HttpMethod.DELETE) {
      return new Answer.Done(JsonMapper.shared().createObjectNode());
    }
    try {
      if (JsonMapper.shared().readTree(body) instanceof ObjectNode object) {
        return new Answer.Done(object);
      }
    } catch (JacksonException notJson) {
      // Told below, as what is JSON and no object.
    }
    return failed(
        Kind.UNKNOWN,
        "NoJson",
        ask.action() + " on " + ask.resource().name() + " answered what is no JSON object");
  }

  /** Of a principal's writes that are throttled none is sent before Azure wants to see one. */
  private void note(ArmRequest ask, ArmFailure failure) {
    Duration after = failure.retryAfter();
    if (after != null && !ask.isRead() && !failure.isBusy()) {
      clients.throttle(ask.resource().subscription(), after);
    }
  }

  /** Seconds, or the date until when, by Azure's clock. */
  private @Nullable Duration retryAfter(HttpResponse answer) {
    String text = answer.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    try {
      return text == null ? null : Duration.ofSeconds(Long.parseLong(text.strip()));
    } catch (NumberFormatException aDate) {
      return until(text);
    }
  }

  private @Nullable Duration until(String date) {
    try {
      Instant until =
          ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clients.time(), until);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeParseException neither) {
      return null;
    }
  }

  private static Answer failed(Kind kind, String code, String sentence) {
    return new Answer.Failed(new ArmFailure(new AzureFailure(kind, code, sentence), null));
  }
}
