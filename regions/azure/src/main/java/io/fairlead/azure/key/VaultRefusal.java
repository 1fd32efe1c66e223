package io.fairlead.azure.key;

import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a vault did not sign. Its own message is left out: it names the caller with all its claims.
 *
 * @see <a href="https://learn.microsoft.com/azure/key-vault/general/rest-error-codes">REST API
 *     error codes</a>
 */
final class VaultRefusal {
  private VaultRefusal() {}

  /** One sentence. */
  static String sentence(URI key, int status, String body) {
    JsonNode error = error(body);
    String code = error.path("code").asString("without a code");
    String inner = error.path("innererror").path("code").asString(code);
    String advice = advice(status, inner);
    return "Sign on %s answered %d %s%s".formatted(key, status, inner, advice);
  }

  private static String advice(int status, String code) {
    return switch (code) {
      case "KeyDisabled" -> ": enable the key, or sign with another one";
      case "KeyExpired", "KeyNotYetValid" ->
          ": the key has a time of its own: sign with another one";
      case "KeyOperationForbidden" -> ": let the key's operations have 'sign'";
      case "KeyNotFound" -> ": correct the key's name or version";
      case "BadParameter" -> ": a key of curve P-256 is needed";
      case "ForbiddenByFirewall", "ForbiddenByConnection" -> ": let this network reach the vault";
      default ->
          switch (status) {
            case 400 -> ": a key of curve P-256 is needed";
            case 401 ->
                ": the identity's token is not accepted: it has expired, or is of another tenant or"
                    + " audience";
            case 403 ->
                ": grant the identity Microsoft.KeyVault/vaults/keys/sign/action on the key, as"
                    + " the role 'Fairlead signing FLEET' has it";
            case 404 -> ": correct the vault, the key's name or its version";
            case 429 -> ": the vault is throttled: publish again in a moment";
            default -> "";
          };
    };
  }

  private static JsonNode error(String body) {
    try {
      return JsonMapper.shared().readTree(body).path("error");
    } catch (JacksonException notJson) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
