package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Spans;
import java.time.Duration;
import java.util.List;

/** Keys of tokens that are scoped to regions. */
final class TokenKeys {
  static final Shape BOX =
      keys(
          required("key", Forms.NAME, "its id; another key gets another id"),
          required("public", Forms.X25519_KEY, "what other regions seal with"),
          optional(
              "file", Forms.FILE, "PEM file with the X25519 private key, in the region alone"));

  private static final Shape INTROSPECTION =
      keys(
          optional(
              "http",
              Forms.HOST_PORT,
              "where 'tokens serve' answers; functions have URLs of their own"),
          required(
              "callers",
              new Shape.Named(Forms.NAME_FORM, Forms.CALLER_SECRET, 1, 100),
              "secret of each caller, by its name, for HTTP Basic"));

  private static final Shape DYNAMO =
      keys(
          required("table", Forms.TABLE, "its name; the partition key is the text id"),
          required("location", Forms.LOCATION, "the table's region, as AWS calls it"));

  private static final Shape TABLE =
      keys(
          required("account", Forms.ACCOUNT_NAME, "the storage account's name"),
          required("table", Forms.AZURE_TABLE, "the table's name"),
          optional(
              "endpoint",
              Forms.ENDPOINT,
              "of its tables; absent: https://ACCOUNT.table.core.windows.net"),
          optional(
              "key",
              Forms.STORAGE_KEY,
              "the account's key, by reference only; absent or empty: by an identity"));

  private static final Shape KONG =
      keys(
          required("admin", Forms.ENDPOINT, "where its Admin API answers, or a control plane's"),
          with(
              "tag",
              Forms.NAME,
              Tokens.KONG_TAG,
              "of the only consumers and credentials that are touched"),
          optional("token", Forms.TOKEN, "sent as Kong-Admin-Token, by reference only"));

  private static final Shape REGION =
      place(
          required("audience", Forms.LINE, "aud that stands for this region alone, as a URI"),
          optional("folder", Forms.FILE, "its ledger and its copies, on a disk of its own"),
          optional("dynamo", DYNAMO, "the same in a table of DynamoDB of its own"),
          optional("table", TABLE, "the same in a table of Azure of its own"),
          required(
              "keys",
              new Shape.Named(Forms.NAME_FORM, Forms.PUBLIC_KEY, 1, 8),
              "public keys that its pages may be signed with, by id"),
          required(
              "boxes",
              new Shape.Many(BOX, 1, 4),
              "what is sealed for it with: the first from now on, the others are still opened"),
          optional(
              "sign",
              new Shape.Many(
                  keys(
                      required("key", Forms.REFERENCE, "its id in keys"),
                      required("file", Forms.FILE, "PEM file with the Ed25519 private key")),
                  1,
                  2),
              "what it signs with, where it issues tokens; two while one key replaces the other"),
          optional("introspection", INTROSPECTION, "its endpoint of RFC 7662"),
          optional("kong", KONG, "a Kong with a database that knows tokens by itself"));

  static final Shape TOKENS =
      keys(
          required("issuer", Forms.LINE, "iss of every token, as a URI"),
          required(
              "store",
              place(
                  optional("folder", Forms.FILE, "on a disk that all regions reach"),
                  optional("dynamo", DYNAMO, "a table of DynamoDB that all regions reach"),
                  optional("table", TABLE, "a table of Azure that all regions reach")),
              "where homes write what other regions read"),
          with(
              "validFor",
              new Shape.Span(Duration.ofMinutes(1), Duration.ofDays(1)),
              Spans.text(Tokens.VALID_FOR),
              "tokens of a home that has not written for longer are not accepted elsewhere"),
          required("regions", new Shape.Named(Forms.NAME_FORM, REGION, 1, 64), "by region"));

  private TokenKeys() {}

  /** Keys of which one says where pages are. */
  private static Shape place(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of("folder", "dynamo", "table"), List.of());
  }

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
