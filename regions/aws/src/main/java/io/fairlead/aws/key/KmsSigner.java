package io.fairlead.aws.key;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.JsonCalls;
import io.fairlead.port.Signer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs with a key of KMS, ECDSA over P-256. The digest alone is sent: a message may have 4,096
 * bytes there, and manifests have more, which is why no Ed25519 key of KMS will do.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
 */
public final class KmsSigner implements Signer {
  private static final String ALGORITHM = "ECDSA_SHA_256";
  private static final String ACTION = "kms:Sign";
  private static final String OF_THE_KIND =
      "a key of spec ECC_NIST_P256 and usage SIGN_VERIFY is needed";
  private static final String AGAIN = "publish again in a moment";

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("DisabledException", "enable the key, or sign with another one"),
          Map.entry(
              "KMSInvalidStateException",
              "it waits for its deletion or for its material: sign with another one"),
          Map.entry("NotFoundException", "correct the ARN"),
          Map.entry("InvalidArnException", "correct the ARN"),
          Map.entry("AccessDeniedException", "allow " + ACTION + " on it to whoever publishes"),
          Map.entry("InvalidKeyUsageException", OF_THE_KIND),
          Map.entry("UnsupportedOperationException", OF_THE_KIND),
          Map.entry("ThrottlingException", AGAIN),
          Map.entry("KeyUnavailableException", AGAIN),
          Map.entry("DependencyTimeoutException", AGAIN),
          Map.entry("KMSInternalException", AGAIN));

  private final AwsClients clients;
  private final Key key;

  /**
   * A key.
   *
   * @param id as topologies name it
   */
  public record Key(String id, String location, String arn) {}

  /** Signs with a key. Nothing is connected yet. */
  public KmsSigner(AwsClients clients, Key key) {
    this.clients = clients;
    this.key = key;
  }

  @Override
  public String keyId() {
    return key.id();
  }

  @Override
  public Signed sign(byte[] message, Instant deadline) {
    Optional<Duration> limit = clients.left(deadline);
    if (limit.isEmpty()) {
      return new Signed.Failed(AwsClients.NO_TIME + " " + ACTION);
    }
    ObjectNode body =
        JsonMapper.shared()
            .createObjectNode()
            .put("KeyId", key.arn())
            .put("Message", Base64.getEncoder().encodeToString(sha256(message)))
            .put("MessageType", "DIGEST")
            .put("SigningAlgorithm", ALGORITHM);
    try {
      JsonNode answer =
          clients
              .json()
              .send(
                  new JsonCalls.Call("kms", key.location(), "TrentService.Sign", body),
                  limit.get());
      return new Signed.Signature(
          Base64.getDecoder().decode(answer.path("Signature").asString("")));
    } catch (SdkException e) {
      AwsFailure failure = AwsFailure.of(e, ACTION, key.arn());
      String advice = ADVICE.get(failure.code());
      return new Signed.Failed(failure.sentence() + (advice == null ? "" : ": " + advice));
    } catch (IllegalArgumentException _) {
      return new Signed.Failed(ACTION + " on " + key.arn() + " answered no signature in base64");
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
