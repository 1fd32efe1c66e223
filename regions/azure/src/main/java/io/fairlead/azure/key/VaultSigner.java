package io.fairlead.azure.key;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.port.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs with a version of a key in a vault, ES256: the vault gets the digest and answers two
 * numbers, which are written as ECDSA's signatures are everywhere else.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign">Sign</a>
 */
public final class VaultSigner implements Signer {
  private static final String VERSION = "/sign?api-version=7.4";
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";
  private static final int OK = 200;

  private final AzureClients clients;
  private final String keyId;
  private final URI key;

  /**
   * Signs with a key. Nothing is connected yet.
   *
   * @param keyId as topologies name it
   * @param key as in {@code https://VAULT.vault.azure.net/keys/NAME/VERSION}
   */
  public VaultSigner(AzureClients clients, String keyId, URI key) {
    this.clients = clients;
    this.keyId = keyId;
    this.key = key;
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public Signed sign(byte[] message, Instant deadline) {
    Optional<Duration> limit = clients.budget(deadline);
    if (limit.isEmpty()) {
      return new Signed.Failed(AzureClients.NO_TIME + " " + key.getHost());
    }
    try (HttpResponse answer =
        clients.plain().sendSync(request(message), new Context(RESPONSE_TIMEOUT, limit.get()))) {
      String body = new String(answer.getBodyAsBinaryData().toBytes(), StandardCharsets.UTF_8);
      return answer.getStatusCode() == OK
          ? signature(body)
          : new Signed.Failed(VaultRefusal.sentence(key, answer.getStatusCode(), body));
    } catch (RuntimeException e) {
      // Cut connections, time-outs and tokens that cannot be had come as what the SDK's layers and
      // the JDK make of them: no narrower type holds them all.
      return new Signed.Failed(
          AzureFailure.of(e, new AzureFailure.Call("Sign", key.toString(), Duration.ZERO, false))
              .sentence());
    }
  }

  private HttpRequest request(byte[] message) {
    String body =
        JsonMapper.shared()
            .createObjectNode()
            .put("alg", "ES256")
            .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(message)))
            .toString();
    String token =
        clients
            .access()
            .identity()
            .getTokenSync(new TokenRequestContext().addScopes(audience(key.getHost())))
            .getToken();
    return new HttpRequest(HttpMethod.POST, key + VERSION)
        .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token)
        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
        .setBody(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Each cloud has vaults of its own name, and tokens for them. */
  private static String audience(String host) {
    int dot = host.indexOf('.');
    String service = dot < 0 ? "vault.azure.net" : host.substring(dot + 1);
    return "https://" + service + "/.default";
  }

  private Signed signature(String body) {
    try {
      JsonNode answer = JsonMapper.shared().readTree(body);
      byte[] pair = Base64.getUrlDecoder().decode(answer.path("value").asString(""));
      return new Signed.Signature(EcdsaPair.der(pair));
    } catch (JacksonException | IllegalArgumentException _) {
      return new Signed.Failed("Sign on " + key + " answered no signature of ES256");
    }
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
