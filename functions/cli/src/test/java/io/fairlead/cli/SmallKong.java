package io.fairlead.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of Kong's Admin API as credentials of tokens need: rows by id, lists by tag, and those of
 * one consumer. Its rules are tested with the contract's own.
 */
final class SmallKong implements AutoCloseable {
  private final HttpServer server;
  private final ConcurrentMap<String, SequencedMap<String, ObjectNode>> tables =
      new ConcurrentHashMap<>();

  SmallKong() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  SequencedMap<String, ObjectNode> table(String name) {
    return tables.computeIfAbsent(name, _ -> new java.util.LinkedHashMap<>());
  }

  void put(String table, String json) {
    ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(json);
    table(table).put(row.path("id").asString(""), row);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
    String method = exchange.getRequestMethod();
    ObjectNode body = JsonMapper.shared().createObjectNode();
    if (path[0].isEmpty()) {
      body.putObject("configuration").put("database", "postgres").put("role", "traditional");
    } else if (path.length == 3) {
      list(
          body, path[2] + "s", row -> row.path("consumer").path("id").asString("").equals(path[1]));
    } else if (path.length == 1) {
      String tag = exchange.getRequestURI().getQuery().replaceFirst(".*tags=", "");
      list(body, path[0], row -> tags(row, tag));
    } else if (method.equals("PUT")) {
      ObjectNode row =
          (ObjectNode) JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
      table(path[0]).put(path[1], row);
    } else if (method.equals("DELETE")) {
      table(path[0]).remove(path[1]);
    } else if (table(path[0]).containsKey(path[1])) {
      body = table(path[0]).get(path[1]);
    } else {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void list(ObjectNode body, String table, java.util.function.Predicate<JsonNode> which) {
    var data = body.putArray("data");
    table(table).values().stream().filter(which).forEach(data::add);
  }

  private static boolean tags(JsonNode row, String tag) {
    return StreamSupport.stream(row.path("tags").spliterator(), false)
        .anyMatch(each -> each.asString("").equals(tag));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
