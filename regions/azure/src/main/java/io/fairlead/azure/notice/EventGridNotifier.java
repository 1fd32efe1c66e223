package io.fairlead.azure.notice;

import com.azure.core.credential.TokenRequestContext;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.port.FaultWords;
import io.fairlead.port.Notifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes notices as CloudEvents to one topic of Event Grid, whose input schema is {@code
 * CloudEventSchemaV1_0}. A topic that fails never fails a tick: one sentence tells it, without the
 * key or the service's own message.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/post-to-custom-topic">Publish events
 *     to custom topics</a>
 * @see <a href="https://learn.microsoft.com/azure/event-grid/cloud-event-schema">CloudEvents v1.0
 *     schema with Event Grid</a>
 */
public final class EventGridNotifier implements Notifier {
  private static final String QUERY = "?api-version=2018-01-01";
  private static final String SCOPE = "https://eventgrid.azure.net/.default";

  /** Far below the megabyte that a request may have. */
  private static final int MOST_EVENTS = 100;

  private static final String GRANT = "grant the identity 'EventGrid Data Sender' on the topic";

  private final Topic topic;
  private final AzureAccess access;
  private final Set<String> kinds;
  private final Consumer<String> failures;
  private final HttpClient http;

  /**
   * A topic.
   *
   * @param endpoint as in {@code https://TOPIC.westeurope-1.eventgrid.azure.net/api/events}
   * @param key null = by an identity
   */
  public record Topic(URI endpoint, @Nullable AccountKey key) {}

  /**
   * A notifier of one topic. Nothing is asked yet.
   *
   * @param access its identity is this notifier's own, because it keeps tokens of one audience
   * @param kinds the kinds sent; empty = all
   * @param failures told one sentence for notices that were not taken
   */
  public EventGridNotifier(
      Topic topic, AzureAccess access, Set<String> kinds, Consumer<String> failures) {
    this.topic = topic;
    this.access = access;
    this.kinds = Set.copyOf(kinds);
    this.failures = failures;
    this.http =
        access
            .http()
            .get()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(AzureClients.CALL)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void send(List<Notice> notices, Instant deadline) {
    List<Notice> wanted =
        notices.stream()
            .filter(notice -> kinds.isEmpty() || kinds.contains(notice.kind()))
            .toList();
    for (int i = 0; i < wanted.size(); i += MOST_EVENTS) {
      List<Notice> some = wanted.subList(i, Math.min(wanted.size(), i + MOST_EVENTS));
      String trouble = published(some, deadline);
      if (!trouble.isEmpty()) {
        failures.accept(trouble);
      }
    }
  }

  /** One sentence where it failed; empty = taken. */
  private String published(List<Notice> notices, Instant deadline) {
    String what = "events to " + topic.endpoint().getHost();
    try {
      HttpRequest.Builder request = authorized(HttpRequest.newBuilder(publishing()));
      Duration left = Duration.between(access.clock().instant(), deadline);
      if (!left.isPositive()) {
        return AzureClients.NO_TIME + ": " + what + " were not sent";
      }
      Duration limit = left.compareTo(AzureClients.CALL) < 0 ? left : AzureClients.CALL;
      int status =
          http.send(
                  request
                      .timeout(limit)
                      .header("Content-Type", CloudEvent.BATCH)
                      .POST(BodyPublishers.ofByteArray(CloudEvent.batch(notices)))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      return status / 100 == 2 ? "" : what + " were answered " + status + advice(status);
    } catch (NoToken e) {
      return what + " were not sent: " + e.getMessage();
    } catch (IOException e) {
      return what + " got no answer (" + FaultWords.kind(e) + "): they may have been taken";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return what + " were given up";
    }
  }

  private URI publishing() {
    return URI.create(topic.endpoint() + QUERY);
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    AccountKey key = topic.key();
    if (key != null) {
      return request.header("aeg-sas-key", key.value());
    }
    String token =
        access.identity().getTokenSync(new TokenRequestContext().addScopes(SCOPE)).getToken();
    return request.header("Authorization", "Bearer " + token);
  }

  private String advice(int status) {
    return switch (status) {
      case 400 -> ": make the topic with the input schema CloudEventSchemaV1_0";
      case 401 -> ": " + (topic.key() == null ? GRANT : "the key is not that of the topic");
      case 403 ->
          ": " + (topic.key() == null ? GRANT + ", and " : "") + "let this network reach the topic";
      case 404 -> ": correct the topic's endpoint";
      default -> ", 2xx was expected";
    };
  }
}
