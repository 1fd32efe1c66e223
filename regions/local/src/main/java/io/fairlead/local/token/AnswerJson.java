package io.fairlead.local.token;

import io.fairlead.local.http.Json;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenGrant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An introspection response.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662, section 2.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-2.2">RFC 9068, section 2.2</a>
 */
public final class AnswerJson {
  private AnswerJson() {}

  /**
   * The document. What is not active tells one thing besides, which RFC 7662 leaves to us: {@code
   * accepted_by}, the regions that would accept it.
   */
  public static ObjectNode of(TokenAnswer answer) {
    return switch (answer) {
      case TokenAnswer.Active(TokenGrant grant, TokenClaims claims) -> active(grant, claims);
      case TokenAnswer.Inactive(_, List<String> acceptedBy) -> {
        ObjectNode node = Json.object().put("active", false);
        if (!acceptedBy.isEmpty()) {
          ArrayNode regions = node.putArray("accepted_by");
          acceptedBy.forEach(regions::add);
        }
        yield node;
      }
    };
  }

  private static ObjectNode active(TokenGrant grant, TokenClaims claims) {
    ObjectNode node = Json.object().put("active", true).put("iss", claims.issuer());
    node.put("sub", claims.subject()).put("client_id", claims.client());
    ArrayNode audience = node.putArray("aud");
    claims.audience().forEach(audience::add);
    node.put("exp", grant.expires().getEpochSecond());
    node.put("iat", grant.issued().getEpochSecond()).put("jti", grant.id().hex());
    if (!claims.permissions().isEmpty()) {
      node.put("scope", String.join(" ", claims.permissions()));
    }
    node.put("token_type", "Bearer");
    return node.put("region", grant.scope().home()).put("class", grant.scope().kind().word());
  }
}
