package io.fairlead.emulators.azure;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A topic of Event Grid with the input schema CloudEvents 1.0 on loopback. It answers by the
 * published table: 401 without the key or a token, 404 elsewhere, 413 where a batch is too large,
 * 400 where an event is not one.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/post-to-custom-topic">Publish events
 *     to custom topics</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0.2, context attributes</a>
 */
public final class EventGridTopic implements AutoCloseable {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final Set<String> OPTIONAL =
      Set.of("datacontenttype", "dataschema", "subject", "time", "data", "data_base64");

  /** What a token for Event Grid is given for. */
  private static final String AUDIENCE = "https://eventgrid.azure.net";

  private final HttpServer server;
  private final Predicate<Headers> known;
  private final String scheme;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  /**
   * A topic.
   *
   * @param credential a key, or {@code Bearer } and a token
   * @param tls null = over http
   */
  public EventGridTopic(String credential, @Nullable SSLContext tls) throws IOException {
    this(
        headers ->
            credential.equals(
                headers.getFirst(
                    credential.startsWith("Bearer ") ? "Authorization" : "aeg-sas-key")),
        tls);
  }

  private EventGridTopic(Predicate<Headers> known, @Nullable SSLContext tls) throws IOException {
    this.known = known;
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(any, 0);
      scheme = "http";
    } else {
      HttpsServer secure = HttpsServer.create(any, 0);
      secure.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secure;
      scheme = "https";
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** A topic that takes no key, as the template makes it: any token for Event Grid that lives. */
  public static EventGridTopic forTokens(SSLContext tls) throws IOException {
    return new EventGridTopic(headers -> isToken(headers.getFirst("Authorization")), tls);
  }

  private static boolean isToken(@Nullable String authorization) {
    String[] parts = String.valueOf(authorization).split("[ .]", -1);
    if (parts.length != 4 || !parts[0].equals("Bearer")) {
      return false;
    }
    JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[2]));
    return claims.path("aud").asString("").equals(AUDIENCE)
        && claims.path("exp").asLong(0) > Instant.now().getEpochSecond();
  }

  /** Where it takes events. */
  public URI endpoint() {
    String host = scheme.equals("https") ? "localhost" : "127.0.0.1";
    return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort() + "/api/events");
  }

  /** The events that it took. */
  public List<JsonNode> events() {
    return List.copyOf(events);
  }

  /** Why it refused requests. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = status(exchange, body);
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int status(HttpExchange exchange, byte[] body) {
    URI uri = exchange.getRequestURI();
    if (!exchange.getRequestMethod().equals("POST")
        || !uri.getPath().equals("/api/events")
        || !"api-version=2018-01-01".equals(uri.getQuery())) {
      return refuse(404, "nothing is at " + uri);
    }
    if (!known.test(exchange.getRequestHeaders())) {
      return refuse(401, "no key or token of the topic");
    }
    if (body.length > MOST_BYTES) {
      return refuse(413, "a batch of " + body.length + " bytes");
    }
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!type.startsWith("application/cloudevents-batch+json")) {
      return refuse(400, "content type " + type);
    }
    try {
      JsonNode batch = JsonMapper.shared().readTree(body);
      String why = batch.isArray() ? wrong(batch) : "the batch is no array";
      if (!why.isEmpty()) {
        return refuse(400, why);
      }
      batch.forEach(events::add);
      return 200;
    } catch (JacksonException e) {
      return refuse(400, "no JSON");
    }
  }

  private int refuse(int status, String why) {
    refused.add(why);
    return status;
  }

  private static String wrong(JsonNode batch) {
    Set<String> ids = new HashSet<>();
    for (JsonNode event : batch) {
      String why = wrongIn(event);
      if (!why.isEmpty()) {
        return why + ": " + event;
      }
      if (!ids.add(event.path("source").asString() + "#" + event.path("id").asString())) {
        return "source and id are not unique: " + event;
      }
    }
    return "";
  }

  /** The attributes of an event: four that must be there, and the forms of the others. */
  private static String wrongIn(JsonNode event) {
    if (!event.path("specversion").asString("").equals("1.0")) {
      return "specversion is not 1.0";
    }
    for (String required : List.of("id", "source", "type")) {
      if (!event.path(required).isString() || event.path(required).asString().isEmpty()) {
        return required + " is no text";
      }
    }
    for (String name : event.propertyNames()) {
      if (!name.matches("[a-z0-9]+") && !OPTIONAL.contains(name)) {
        return name + " is no attribute's name";
      }
    }
    for (String text : List.of("subject", "datacontenttype", "dataschema")) {
      if (event.has(text) && event.path(text).asString("").isEmpty()) {
        return text + " is empty";
      }
    }
    try {
      URI.create(event.path("source").asString());
      OffsetDateTime.parse(event.path("time").asString("2026-01-01T00:00:00Z"));
    } catch (IllegalArgumentException e) {
      return "source is no URI reference";
    } catch (DateTimeParseException e) {
      return "time is not of RFC 3339";
    }
    return "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
