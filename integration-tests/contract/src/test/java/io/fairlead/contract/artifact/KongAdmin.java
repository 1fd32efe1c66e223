package io.fairlead.contract.artifact;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The Admin API of a node of Kong without a database, as its source has it (kong/api/routes:
 * config.lua, health.lua; kong/db/errors.lua): a configuration is replaced whole, is hashed as it
 * was sent in {@code config}, and names the entities that are wrong. It proxies nothing.
 */
final class KongAdmin implements AutoCloseable {
  private static final String NOTHING = "0".repeat(32);
  private static final Set<String> FORMATS = Set.of("1.1", "2.1", "3.0");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private String served = "";
  private final Set<String> plugins = new HashSet<>(Set.of("rate-limiting", "oauth2"));
  private int loads;
  private int posts;
  private boolean readOnly;
  private int busy;
  private boolean deaf;
  private boolean stalled;

  KongAdmin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/status", this::status);
    server.createContext("/config", this::config);
    server.createContext("/", exchange -> answer(exchange, 405, message("no writes here")));
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Its configuration, as it was sent. */
  synchronized String served() {
    return served;
  }

  /** How many times a configuration was replaced. */
  synchronized int loads() {
    return loads;
  }

  /** How many times a configuration was sent to it. */
  synchronized int posts() {
    return posts;
  }

  /** A plugin is installed; Kong itself goes on with what it serves. */
  synchronized void install(String plugin) {
    plugins.add(plugin);
  }

  /** From now on, or no longer, the token that it gets may only read. */
  synchronized void readOnly(boolean now) {
    readOnly = now;
  }

  /** The next loads find another one under way. */
  synchronized void busy(int times) {
    busy = times;
  }

  /** From now on, or no longer, it answers that it has taken what it has not. */
  synchronized void deaf(boolean now) {
    deaf = now;
  }

  /** From now on, or no longer, its status has a head and never a body. */
  synchronized void stalled(boolean now) {
    stalled = now;
  }

  /** It starts anew, without a file. */
  synchronized void restart() {
    served = "";
  }

  private synchronized void status(HttpExchange exchange) throws IOException {
    if (stalled) {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().flush();
      return;
    }
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putObject("memory");
    body.putObject("server").put("connections_active", 1);
    answer(exchange, 200, body.put("configuration_hash", hash(served)));
  }

  private synchronized void config(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer(exchange, 200, JsonMapper.shared().createObjectNode().put("config", served));
      return;
    }
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    JsonNode sent = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    String config = sent.path("config").asString("");
    posts++;
    if (readOnly) {
      answer(exchange, 403, message("you do not have permissions to create this resource"));
    } else if (busy > 0) {
      busy--;
      exchange.getResponseHeaders().set("Retry-After", "3");
      answer(exchange, 429, message("Currently loading previous configuration"));
    } else if (query.contains("check_hash=1") && hash(config).equals(hash(served))) {
      exchange.sendResponseHeaders(304, -1);
      exchange.close();
    } else {
      load(exchange, config, query.contains("flatten_errors=1"));
    }
  }

  private void load(HttpExchange exchange, String config, boolean flatten) throws IOException {
    ObjectNode errors = errors(config, flatten);
    if (!errors.isEmpty()) {
      answer(exchange, 400, errors);
      return;
    }
    if (!deaf) {
      served = config;
      loads++;
    }
    answer(exchange, 201, JsonMapper.shared().createObjectNode());
  }

  /** JSON is tried first, then YAML; a service needs a host, a plugin its code. */
  private ObjectNode errors(String config, boolean flatten) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    JsonNode parsed;
    try {
      parsed = YAMLMapper.shared().readTree(config);
    } catch (JacksonException e) {
      return invalid(answer, "failed parsing declarative configuration: " + e.getOriginalMessage());
    }
    if (!FORMATS.contains(parsed.path("_format_version").asString(""))) {
      return invalid(answer, "declarative config is invalid: {_format_version=\"required\"}");
    }
    ArrayNode flattened = JsonMapper.shared().createArrayNode();
    for (JsonNode service : parsed.path("services")) {
      if (!service.has("host") && !service.has("url")) {
        String name = service.path("name").asString("");
        wrong(flattened, "service", name, "host", "required field missing");
      }
    }
    for (JsonNode plugin : parsed.path("plugins")) {
      String name = plugin.path("name").asString("");
      if (!plugins.contains(name)) {
        String why =
            "plugin '" + name + "' not enabled; add it to the 'plugins' configuration property";
        wrong(flattened, "plugin", name, "name", why);
      }
    }
    if (!flattened.isEmpty()) {
      invalid(answer, "declarative config is invalid: {services={}}");
      if (flatten) {
        answer.set("flattened_errors", flattened);
      }
    }
    return answer;
  }

  private static void wrong(
      ArrayNode flattened, String type, String name, String field, String message) {
    ObjectNode entity = flattened.addObject().put("entity_type", type).put("entity_name", name);
    entity
        .putArray("errors")
        .addObject()
        .put("type", "field")
        .put("field", field)
        .put("message", message);
  }

  private static ObjectNode invalid(ObjectNode answer, String message) {
    return answer
        .put("code", 14)
        .put("name", "invalid declarative configuration")
        .put("message", message);
  }

  private static ObjectNode message(String text) {
    return JsonMapper.shared().createObjectNode().put("message", text);
  }

  static String hash(String config) {
    if (config.isEmpty()) {
      return NOTHING;
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(config.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
