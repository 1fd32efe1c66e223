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
  private static final Shape BOX =
      keys(
          required("key", Forms.NAME, "its id; another key gets another id"),
          required("public", Forms.X25519_KEY, "what other regions seal with"),
          optional(
              "file", Forms.FILE, "PEM file with the X25519 private key, in the region alone"));

  private static final Shape INTROSPECTION =
      keys(
          required("http", Forms.HOST_PORT, "where POST /introspect is answered"),
          required(
              "callers",
              new Shape.Named(Forms.NAME_FORM, Forms.CALLER_SECRET, 1, 100),
              "secret of each caller, by its name, for HTTP Basic"));

  private static final Shape REGION =
      keys(
          required("audience", Forms.LINE, "aud that stands for this region alone, as a URI"),
          required(
              "folder",
              Forms.FILE,
              "its ledger and its copies of the others' feeds, on a disk of its own"),
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
          optional("introspection", INTROSPECTION, "its endpoint of RFC 7662"));

  static final Shape TOKENS =
      keys(
          required("issuer", Forms.LINE, "iss of every token, as a URI"),
          required(
              "store",
              keys(required("folder", Forms.FILE, "on a disk that all regions reach")),
              "where homes write what other regions read"),
          with(
              "validFor",
              new Shape.Span(Duration.ofMinutes(1), Duration.ofDays(1)),
              Spans.text(Tokens.VALID_FOR),
              "tokens of a home that has not written for longer are not accepted elsewhere"),
          required("regions", new Shape.Named(Forms.NAME_FORM, REGION, 1, 64), "by region"));

  private TokenKeys() {}

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
