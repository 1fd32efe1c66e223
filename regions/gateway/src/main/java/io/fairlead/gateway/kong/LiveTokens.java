package io.fairlead.gateway.kong;

import io.fairlead.port.Reading;
import io.fairlead.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a gateway has of Fairlead's: consumers and credentials with its tag. */
final class LiveTokens {
  private final Map<String, String> consumers = new HashMap<>();
  private final List<Credential> credentials = new ArrayList<>();

  /** One credential. */
  record Credential(KongKind kind, ObjectNode entity) {
    String id() {
      return entity.path("id").asString("");
    }

    String consumer() {
      return entity.path("consumer").path("id").asString("");
    }

    Optional<TokenId> token() {
      return TokenEntities.token(entity);
    }

    /** For people: without what is secret in it. */
    String name() {
      return "the %s credential %s"
          .formatted(
              kind == KongKind.JWT ? "jwt" : "key-auth",
              token().map(each -> "of token " + each.hex()).orElseGet(this::id));
    }
  }

  /** Everything, or why it is not known. */
  static Reading<LiveTokens> read(KongEntities gateway, TokenEntities entities, Instant deadline) {
    LiveTokens live = new LiveTokens();
    for (KongKind kind : List.of(KongKind.CONSUMER, KongKind.KEY_AUTH, KongKind.JWT)) {
      switch (gateway.tagged(kind, entities.tag(), "", deadline)) {
        case Reading.Unreadable<List<ObjectNode>>(String why) -> {
          return new Reading.Unreadable<>(why);
        }
        case Reading.Known<List<ObjectNode>>(List<ObjectNode> found) ->
            found.forEach(each -> live.found(kind, each));
      }
    }
    return new Reading.Known<>(live);
  }

  private void found(KongKind kind, ObjectNode entity) {
    if (kind == KongKind.CONSUMER) {
      add(entity.path("username").asString(""), entity.path("id").asString(""));
    } else {
      credentials.add(new Credential(kind, entity));
    }
  }

  /** A consumer that was made just now. */
  void add(String username, String id) {
    consumers.put(username, id);
  }

  Optional<String> consumer(String username) {
    return Optional.ofNullable(consumers.get(username));
  }

  List<Credential> credentials() {
    return List.copyOf(credentials);
  }

  Optional<Credential> of(TokenId token) {
    return credentials.stream()
        .filter(each -> each.token().filter(token::equals).isPresent())
        .findFirst();
  }
}
