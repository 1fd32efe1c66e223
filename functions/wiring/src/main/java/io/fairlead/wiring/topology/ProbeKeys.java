package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keys of a probe. */
final class ProbeKeys {
  private static final Shape STATUS_NUMBER = new Shape.Whole(100, 599);
  private static final Key PORT =
      required("port", new Shape.Whole(1, 65_535), "the port that is probed");

  private static final Shape STATUS =
      new Shape.Either(
          List.of(
              STATUS_NUMBER,
              new Shape.Many(new Shape.Either(List.of(STATUS_NUMBER, Forms.STATUS_RANGE)), 1, 20),
              Forms.STATUS_RANGE));

  private static final List<Key> TLS =
      List.of(
          optional(
              "serverName",
              Forms.HOST,
              "SNI, and the name that the certificate must carry; absent: the host probed"),
          optional("trust", Forms.FILE, "PEM file of trusted authorities; absent: the platform's"),
          optional("clientCertificate", Forms.FILE, "PEM file with a client certificate chain"),
          optional("clientKey", Forms.FILE, "PEM file with its PKCS#8 key"),
          with(
              "minimumValidity",
              new Shape.Span(Duration.ZERO, Duration.ofDays(365)),
              "0s",
              "time to the certificate's expiry below which the probe fails"));

  private static final List<Key> HTTP =
      List.of(
          PORT,
          with("path", Forms.URL_PATH, "/", "path and query of the request"),
          with("method", new Shape.Choice(List.of("GET", "HEAD")), "GET", "method of the request"),
          with("status", STATUS, "200-299", "statuses that pass: one, a range, or a list of both"),
          optional(
              "body",
              keys(required("contains", Forms.CONTENT, "text that the body must contain")),
              "what the body must show"),
          optional(
              "headers",
              new Shape.Named(Forms.HEADER_FORM, Forms.HEADER_VALUE, 0, 32),
              "headers of the request"),
          with(
              "maxBytes",
              new Shape.Whole(0, 1 << 20),
              Probes.MAX_BYTES,
              "the most bytes read of the body"));

  static final Shape PROBE =
      new Shape.Keys(
          List.of(
              optional(
                  "http",
                  new Shape.Keys(HTTP, List.of(), List.of()),
                  "one HTTP/1.1 request; redirects are not followed"),
              optional("https", https(), "the same over TLS"),
              optional("tcp", keys(PORT), "a connection that opens"),
              optional("tls", tls(), "a TLS handshake; chain, name and expiry are health"),
              with(
                  "answers",
                  new Shape.Choice(List.of("serving", "configurable")),
                  "serving",
                  "the question it answers; configurable is reported and moves nothing"),
              with(
                  "private",
                  new Shape.Flag(),
                  false,
                  "whether loopback and private addresses may be probed")),
          List.of("http", "https", "tcp", "tls"),
          List.of());

  private ProbeKeys() {}

  private static Shape https() {
    List<Key> keys = new ArrayList<>(HTTP);
    keys.add(
        optional("tls", new Shape.Keys(TLS, List.of(), List.of()), "what the handshake must show"));
    return new Shape.Keys(keys, List.of(), List.of());
  }

  private static Shape tls() {
    List<Key> keys = new ArrayList<>(List.of(PORT));
    keys.addAll(TLS);
    return new Shape.Keys(keys, List.of(), List.of());
  }

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
