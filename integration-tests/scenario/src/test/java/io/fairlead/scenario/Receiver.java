package io.fairlead.scenario;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook of somebody's that takes notices and keeps them. */
final class Receiver implements AutoCloseable {
  /** The secret in its URL. */
  static final String SECRET = "hunter2hunter2";

  private final List<JsonNode> notices = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          notices.add(JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=" + SECRET;
  }

  /**
   * Whether a notice of a kind came, about a subject whose name begins so, of this time or later.
   */
  boolean heard(String kind, String subject, Instant since) {
    return notices.stream()
        .anyMatch(
            notice ->
                notice.path("kind").asString().equals(kind)
                    && notice.path("subject").asString().startsWith(subject)
                    && !Instant.parse(notice.path("at").asString()).isBefore(since));
  }

  String all() {
    return notices.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
