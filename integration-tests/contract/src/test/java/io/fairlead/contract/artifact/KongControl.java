package io.fairlead.contract.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Admin API of Kong with a database, as its source has it (kong/api/endpoints.lua, routes:
 * kong.lua, upstreams.lua, clustering.lua; kong/db/errors.lua): entities are listed by pages, put
 * whole by their ids, and refused with codes where a rule of the database is broken.
 */
public final class KongControl implements AutoCloseable {
  private static final Set<String> TABLES =
      Set.of(
          "certificates",
          "ca_certificates",
          "consumers",
          "vaults",
          "key-sets",
          "upstreams",
          "services",
          "keys",
          "snis",
          "key-auths",
          "jwts",
          "basic-auths",
          "hmac-auths",
          "acls",
          "oauth2",
          "routes",
          "plugins");

  static {
    // Without it an answer waits up to 40 ms for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  public final KongRows rows = new KongRows();

  /** Changes that were made, in their order, as in {@code PUT services}. */
  public final List<String> changes = new ArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private String database = "postgres";
  private String role = "traditional";
  private String planes = "[]";
  private int page = 1000;
  private int busy;
  private boolean deaf;
  private int changesLeft = Integer.MAX_VALUE;

  public KongControl() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized void withoutDatabase() {
    database = "off";
  }

  /** It is a control plane with these data planes from now on. */
  public synchronized void controls(String dataPlanes) {
    role = "control_plane";
    planes = dataPlanes;
  }

  /** Pages have no more entities than this. */
  public synchronized void pages(int size) {
    page = size;
  }

  /** So many requests are turned away with 429. */
  public synchronized void busy(int times) {
    busy = times;
  }

  /** It answers that it has done what it has not. */
  public synchronized void deaf(boolean now) {
    deaf = now;
  }

  /** After so many more changes it answers nothing any more. */
  public synchronized void darkAfter(int further) {
    changesLeft = further;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    if (changesLeft <= 0) {
      exchange.close();
      return;
    }
    String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
    if (busy > 0) {
      busy--;
      exchange.getResponseHeaders().set("Retry-After", "2");
      sent(exchange, 429, object().put("message", "API rate limit exceeded"));
    } else if (path[0].isEmpty()) {
      ObjectNode body = object().put("version", "3.9.1");
      body.putObject("configuration").put("database", database).put("role", role);
      sent(exchange, 200, body);
    } else if (path[0].equals("clustering")) {
      planes(exchange);
    } else if (path[0].equals("upstreams") && path.length > 2) {
      String upstream = path[1];
      table(exchange, "targets", path.length > 3 ? path[3] : "", upstream);
    } else if (path[0].equals("consumers") && path.length == 3) {
      credentials(exchange, path[1], path[2] + "s");
    } else if (TABLES.contains(path[0])) {
      table(exchange, path[0], path.length > 1 ? path[1] : "", "");
    } else {
      sent(exchange, 404, object().put("message", "Not found"));
    }
  }

  /** {@code GET /consumers/{consumer}/key-auth}, and {@code jwt}: those of one consumer. */
  private void credentials(HttpExchange exchange, String consumer, String table)
      throws IOException {
    if (!TABLES.contains(table) || !exchange.getRequestMethod().equals("GET")) {
      sent(exchange, 404, object().put("message", "Not found"));
      return;
    }
    listed(
        exchange,
        rows.table(table).values().stream()
            .filter(row -> row.path("consumer").path("id").asString("").equals(consumer))
            .toList());
  }

  private void planes(HttpExchange exchange) throws IOException {
    if (role.equals("control_plane")) {
      sent(exchange, 200, object().set("data", JsonMapper.shared().readTree(planes)));
    } else {
      sent(
          exchange,
          400,
          object()
              .put(
                  "message",
                  "this endpoint is only available when Kong is"
                      + " configured to run as Control Plane for the cluster"));
    }
  }

  private void table(HttpExchange exchange, String table, String id, String upstream)
      throws IOException {
    String method = exchange.getRequestMethod();
    if (method.equals("GET") && id.isEmpty()) {
      list(exchange, table, upstream);
      return;
    }
    JsonNode row = rows.find(table, id);
    if (method.equals("GET")) {
      sent(exchange, row == null ? 404 : 200, row == null ? object() : row);
      return;
    }
    ObjectNode body = object();
    if (!method.equals("DELETE")) {
      body = (ObjectNode) JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    }
    boolean gone = table.equals("targets") && method.equals("PUT") && row == null;
    if (database.equals("off") || gone) {
      sent(exchange, gone ? 404 : 405, object().put("message", "cannot create or update entities"));
      return;
    }
    if (!upstream.isEmpty()) {
      body.putObject("upstream").put("id", upstream);
    }
    change(exchange, table, id.isEmpty() ? body.path("id").asString("") : id, body);
  }

  private void change(HttpExchange exchange, String table, String id, ObjectNode body)
      throws IOException {
    String method = exchange.getRequestMethod();
    if (deaf) {
      sent(exchange, method.equals("DELETE") ? 204 : 200, body);
      return;
    }
    Optional<KongRows.Wrong> wrong =
        method.equals("DELETE") ? rows.delete(table, id) : rows.put(table, id, body);
    if (wrong.isPresent()) {
      sent(exchange, wrong.get().status(), wrong.get().body());
      return;
    }
    changes.add(method + " " + table);
    changesLeft--;
    int done = method.equals("DELETE") ? 204 : method.equals("POST") ? 201 : 200;
    sent(exchange, done, body);
  }

  private void list(HttpExchange exchange, String table, String upstream) throws IOException {
    String tag = query(exchange, "tags");
    List<ObjectNode> all =
        rows.table(table).values().stream()
            .filter(row -> tag.isEmpty() || tags(row).anyMatch(tag::equals))
            .filter(
                row ->
                    upstream.isEmpty()
                        || row.path("upstream").path("id").asString("").equals(upstream))
            .toList();
    listed(exchange, all);
  }

  private void listed(HttpExchange exchange, List<ObjectNode> all) throws IOException {
    String from = query(exchange, "offset");
    int start = from.isEmpty() ? 0 : Integer.parseInt(from);
    int end =
        Math.min(all.size(), start + Math.min(page, Integer.parseInt(query(exchange, "size"))));
    ObjectNode body = object();
    ArrayNode data = body.putArray("data");
    all.subList(start, end).forEach(data::add);
    if (end < all.size()) {
      body.put("offset", String.valueOf(end));
    }
    sent(exchange, 200, body);
  }

  private static Stream<String> tags(JsonNode row) {
    List<String> tags = new ArrayList<>();
    row.path("tags").forEach(tag -> tags.add(tag.asString("")));
    return tags.stream();
  }

  private static String query(HttpExchange exchange, String name) {
    for (String each : String.valueOf(exchange.getRequestURI().getRawQuery()).split("&")) {
      if (each.startsWith(name + "=")) {
        return URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private static void sent(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    if (status != 204) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
