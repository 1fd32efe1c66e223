package io.fairlead.gateway.kong;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.token.GatewayCredential;
import io.fairlead.token.TokenGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Credentials that a Kong has and no ledger: those of consumers that somebody has tagged. Once they
 * are on record, they are given Fairlead's own tag, and {@link KongTokens} looks after them.
 */
public final class KongSource {
  private final KongEntities gateway;
  private final TokenEntities entities;

  /**
   * A gateway.
   *
   * @param tag of the credentials that are Fairlead's already
   */
  public KongSource(KongEntities gateway, String tag) {
    this.gateway = gateway;
    this.entities = new TokenEntities(tag);
  }

  /**
   * One of them.
   *
   * @param client the consumer's name, or its id where it has none
   * @param left how long Kong itself keeps it; empty = for good
   */
  public record Found(
      String client, GatewayCredential credential, Optional<Duration> left, Entity entity) {}

  /** What Kong has of it; it shows nothing. */
  public static final class Entity {
    private final KongKind kind;
    private final ObjectNode node;

    private Entity(KongKind kind, ObjectNode node) {
      this.kind = kind;
      this.node = node;
    }
  }

  /** Credentials of the consumers with a tag, without those that are Fairlead's. */
  public Reading<List<Found>> found(String consumers, Instant deadline) {
    List<Found> all = new ArrayList<>();
    if (!(gateway.tagged(KongKind.CONSUMER, consumers, "", deadline)
        instanceof Reading.Known<List<ObjectNode>>(List<ObjectNode> tagged))) {
      return new Reading.Unreadable<>(
          "Kong did not answer which consumers have the tag " + consumers);
    }
    for (ObjectNode consumer : tagged) {
      for (KongKind kind : List.of(KongKind.KEY_AUTH, KongKind.JWT)) {
        switch (gateway.ofConsumer(kind, consumer.path("id").asString(""), deadline)) {
          case Reading.Unreadable<List<ObjectNode>>(String why) -> {
            return new Reading.Unreadable<>(why);
          }
          case Reading.Known<List<ObjectNode>>(List<ObjectNode> credentials) -> {
            for (ObjectNode each : credentials) {
              if (!KongDatabase.tags(each).contains(entities.tag())) {
                all.add(found(consumer, kind, each));
              }
            }
          }
        }
      }
    }
    return new Reading.Known<>(all);
  }

  private static Found found(ObjectNode consumer, KongKind kind, ObjectNode entity) {
    String id = consumer.path("id").asString("");
    String name = consumer.path("username").asString(consumer.path("custom_id").asString(id));
    String key = entity.path("key").asString("");
    String algorithm = entity.path("algorithm").asString("HS256");
    GatewayCredential credential =
        kind == KongKind.KEY_AUTH
            ? GatewayCredential.keyAuth(key)
            : new GatewayCredential(
                GatewayCredential.Kind.JWT,
                key,
                entity.path(algorithm.startsWith("HS") ? "secret" : "rsa_public_key").asString(""),
                algorithm);
    JsonNode ttl = entity.path("ttl");
    return new Found(
        name.isEmpty() ? id : name,
        credential,
        ttl.isNumber() ? Optional.of(Duration.ofSeconds(ttl.asLong(0))) : Optional.empty(),
        new Entity(kind, entity));
  }

  /**
   * Gives one its tags, beside those that it has, once it is on record.
   *
   * @return a sentence where it has not got them; empty = it has, as it was read back
   */
  public Optional<String> adopt(Found found, TokenGrant token, Instant deadline) {
    ObjectNode tagged = found.entity().node.deepCopy();
    List<String> before = KongDatabase.tags(tagged);
    tagged.remove("created_at");
    entities.tagged(tagged, token);
    before.forEach(each -> tagged.withArray("tags").add(each));
    ApplyOutcome outcome = gateway.put(found.entity().kind, tagged, deadline);
    boolean there =
        gateway.find(found.entity().kind, tagged, deadline)
                instanceof Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> now)
            && now.filter(each -> TokenEntities.token(each).filter(token.id()::equals).isPresent())
                .isPresent();
    return there
        ? Optional.empty()
        : Optional.of(
            "the credential of token %s has not got its tag: %s"
                .formatted(token.id().hex(), found.credential().without(outcome.text())));
  }
}
