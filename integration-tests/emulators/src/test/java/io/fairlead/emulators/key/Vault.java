package io.fairlead.emulators.key;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A vault with keys that really sign, on loopback. What it is asked and what it answers have the
 * fields of the published example; refusals have the codes of the published table, with the inner
 * codes that users report.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign">Sign</a>
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/rest-error-codes">REST API
 *     error codes</a>
 */
final class Vault implements AutoCloseable {
  private static final String AUDIENCE = "\"aud\":\"https://vault.azure.net\"";
  private static final int SHA256 = 32;

  private final HttpsServer server;
  private final Map<String, KeyPair> keys = new HashMap<>();
  private final Set<String> disabled = new TreeSet<>();
  private final List<String> refused = new ArrayList<>();
  private Refusal next;

  /** The next request's refusal. */
  record Refusal(int status, String code, String inner) {}

  Vault(SSLContext tls) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::handle);
    server.start();
  }

  /** Makes a version of a key on a curve, as in {@code secp256r1}. */
  synchronized URI make(String name, String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    String path = "/keys/" + name + "/" + HexFormat.of().toHexDigits(keys.size() + 1L).repeat(2);
    keys.put(path, generator.generateKeyPair());
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  synchronized byte[] publicKey(URI key) {
    return keys.get(key.getPath()).getPublic().getEncoded();
  }

  synchronized void disable(URI key) {
    disabled.add(key.getPath());
  }

  /** Refuses the next request, whatever it is. */
  synchronized void refuse(Refusal refusal) {
    next = refusal;
  }

  /** Requests that are not in the form of the published one. */
  synchronized List<String> misformed() {
    return List.copyOf(refused);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = parsed(exchange.getRequestBody().readAllBytes());
      Refusal refusal = next == null ? refusal(exchange, body) : next;
      next = null;
      byte[] answer =
          (refusal == null ? signed(exchange.getRequestURI(), body) : error(refusal))
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      if (refusal != null && refusal.status() == 429) {
        exchange.getResponseHeaders().set("Retry-After", "10");
      }
      exchange.sendResponseHeaders(refusal == null ? 200 : refusal.status(), answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private Refusal refusal(HttpExchange exchange, JsonNode body) {
    URI at = exchange.getRequestURI();
    String path = key(at);
    if (!exchange.getRequestMethod().equals("POST")
        || !"api-version=7.4".equals(at.getQuery())
        || !path.concat("/sign").equals(at.getPath())
        || !new TreeSet<>(body.propertyNames()).equals(new TreeSet<>(List.of("alg", "value")))) {
      refused.add(at + " " + body);
      return new Refusal(400, "BadParameter", "");
    }
    if (!claims(exchange).contains(AUDIENCE)) {
      return new Refusal(401, "Unauthorized", "");
    }
    if (!keys.containsKey(path)) {
      return new Refusal(404, "KeyNotFound", "");
    }
    if (disabled.contains(path)) {
      return new Refusal(403, "Forbidden", "KeyDisabled");
    }
    boolean fits =
        body.path("alg").asString().equals("ES256")
            && keys.get(path).getPublic().toString().contains("secp256r1")
            && Base64.getUrlDecoder().decode(body.path("value").asString()).length == SHA256;
    return fits ? null : new Refusal(400, "BadParameter", "");
  }

  private ObjectNode signed(URI at, JsonNode body) {
    try {
      Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
      signature.initSign(keys.get(key(at)).getPrivate());
      signature.update(Base64.getUrlDecoder().decode(body.path("value").asString()));
      return JsonMapper.shared()
          .createObjectNode()
          .put("kid", "https://localhost:" + server.getAddress().getPort() + key(at))
          .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode error(Refusal refusal) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ObjectNode error = answer.putObject("error").put("code", refusal.code());
    error.put("message", "Caller: appid=secret-of-the-caller;oid=1;iss=https://sts.windows.net/t/");
    if (!refusal.inner().isEmpty()) {
      error.putObject("innererror").put("code", refusal.inner());
    }
    return answer;
  }

  private static String key(URI at) {
    return at.getPath().replaceFirst("/sign$", "");
  }

  private static String claims(HttpExchange exchange) {
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String[] parts = token.split("\\.", -1);
    return token.startsWith("Bearer ") && parts.length == 3
        ? new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
        : "";
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
