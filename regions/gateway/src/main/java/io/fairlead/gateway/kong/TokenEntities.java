package io.fairlead.gateway.kong;

import io.fairlead.token.GatewayCredential;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a token's credential stands in Kong.
 *
 * @param tag of all that is Fairlead's
 */
record TokenEntities(String tag) {
  private static final String TOKEN = "fairlead-token-";
  private static final String HOME = "fairlead-home-";

  static GatewayCredential credential(OpenedGrant token) {
    return Objects.requireNonNull(token.claims().credential(), "a credential");
  }

  static KongKind kind(GatewayCredential credential) {
    return switch (credential.kind()) {
      case KEY_AUTH -> KongKind.KEY_AUTH;
      case JWT -> KongKind.JWT;
    };
  }

  /** For people: without what is secret in it. */
  static String name(OpenedGrant token) {
    return "the %s credential of token %s"
        .formatted(credential(token).kind().word(), token.grant().id().hex());
  }

  /** The token that a credential says it is of; empty where it says none. */
  static Optional<TokenId> token(JsonNode entity) {
    return KongDatabase.tags(entity).stream()
        .filter(each -> each.matches(TOKEN + "[0-9a-f]{32}"))
        .map(each -> new TokenId(each.substring(TOKEN.length())))
        .findFirst();
  }

  /** The region that issued it, as a credential says; empty where it says none. */
  static String home(JsonNode entity) {
    return KongDatabase.tags(entity).stream()
        .filter(each -> each.startsWith(HOME))
        .map(each -> each.substring(HOME.length()))
        .findFirst()
        .orElse("");
  }

  /** The same id whoever makes it, so that a call that is made again makes nothing twice. */
  String id(OpenedGrant token) {
    return made("token", token.grant().id().hex());
  }

  ObjectNode consumer(String client) {
    ObjectNode consumer =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", made("consumer", client))
            .put("username", client);
    consumer.putArray("tags").add(tag);
    return consumer;
  }

  /** Stands for a consumer where it is looked for by its name. */
  static ObjectNode named(String client) {
    return JsonMapper.shared().createObjectNode().put("id", client);
  }

  ObjectNode entity(OpenedGrant token, String id, String consumer) {
    GatewayCredential credential = credential(token);
    ObjectNode entity = JsonMapper.shared().createObjectNode().put("id", id);
    entity.putObject("consumer").put("id", consumer);
    entity.put("key", credential.key());
    if (credential.kind() == GatewayCredential.Kind.JWT) {
      entity
          .put("algorithm", credential.algorithm())
          .put(credential.isSymmetric() ? "secret" : "rsa_public_key", credential.secret());
    }
    return tagged(entity, token.grant());
  }

  ObjectNode tagged(ObjectNode entity, TokenGrant token) {
    entity.putArray("tags").add(tag).add(TOKEN + token.id().hex()).add(HOME + token.scope().home());
    return entity;
  }

  private String made(String kind, String name) {
    return UUID.nameUUIDFromBytes(
            (tag + "\n" + kind + "\n" + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
