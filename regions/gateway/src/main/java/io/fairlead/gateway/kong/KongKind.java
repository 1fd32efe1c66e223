package io.fairlead.gateway.kong;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of entities of Kong, in the order in which they are made: nothing comes before what it
 * points at. They are deleted the other way round.
 */
public enum KongKind {
  CERTIFICATE("certificates", "certificates", null, "cert"),
  CA_CERTIFICATE("ca_certificates", "ca_certificates", null, "cert"),
  CONSUMER("consumers", "consumers", null, "username"),
  VAULT("vaults", "vaults", null, "prefix"),
  KEY_SET("key_sets", "key-sets", null, "name"),
  UPSTREAM("upstreams", "upstreams", null, "name"),
  SERVICE("services", "services", null, "name"),
  KEY("keys", "keys", "set", "name"),
  SNI("snis", "snis", "certificate", "name"),
  KEY_AUTH("keyauth_credentials", "key-auths", "consumer", "key"),
  JWT("jwt_secrets", "jwts", "consumer", "key"),
  BASIC_AUTH("basicauth_credentials", "basic-auths", "consumer", "username"),
  HMAC_AUTH("hmacauth_credentials", "hmac-auths", "consumer", "username"),
  ACL("acls", "acls", "consumer", "group"),
  OAUTH2("oauth2_credentials", "oauth2", "consumer", "client_id"),
  ROUTE("routes", "routes", "service", "name"),
  TARGET("targets", "targets", "upstream", "target"),
  PLUGIN("plugins", "plugins", null, "name");

  /** Fields of any kind that point at another entity. */
  private static final List<Reference> REFERENCES =
      List.of(
          new Reference("service", SERVICE),
          new Reference("route", ROUTE),
          new Reference("consumer", CONSUMER),
          new Reference("upstream", UPSTREAM),
          new Reference("certificate", CERTIFICATE),
          new Reference("client_certificate", CERTIFICATE),
          new Reference("set", KEY_SET));

  private final String collection;
  private final String path;
  private final @Nullable String parent;
  private final String naturalKey;

  KongKind(String collection, String path, @Nullable String parent, String naturalKey) {
    this.collection = collection;
    this.path = path;
    this.parent = parent;
    this.naturalKey = naturalKey;
  }

  /** A field that points at an entity of a kind. */
  record Reference(String field, KongKind kind) {}

  /** As declarative files call it. */
  String collection() {
    return collection;
  }

  /** Where the Admin API has it. */
  String path() {
    return path;
  }

  /** The field that tells entities of the kind apart, beside what they belong to. */
  String naturalKey() {
    return naturalKey;
  }

  /** For people, as in {@code service}. */
  String word() {
    return collection.equals("ca_certificates")
        ? "CA certificate"
        : collection.substring(0, collection.length() - 1).replace('_', ' ');
  }

  /** Whether an entity of this kind may stand inside one of another. */
  boolean nestsIn(KongKind outer) {
    return this == PLUGIN
        ? outer == SERVICE || outer == ROUTE || outer == CONSUMER
        : outer.pointer().equals(Optional.ofNullable(parent));
  }

  /** The field by which others point at this kind. */
  Optional<String> pointer() {
    return REFERENCES.stream()
        .filter(each -> each.kind() == this)
        .map(Reference::field)
        .findFirst();
  }

  static List<Reference> references() {
    return REFERENCES;
  }

  static Optional<KongKind> of(String collection) {
    return Arrays.stream(values()).filter(kind -> kind.collection.equals(collection)).findFirst();
  }
}
