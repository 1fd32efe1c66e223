package io.fairlead.local.cell;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Serves a cell over HTTP under whatever path it is mounted at.
 *
 * <p>GET answers 200 with the value and its version as {@code ETag}, or 204 with {@code ETag: "0"}
 * for an empty cell; never 404, which a wrong path would answer too. PUT needs {@code If-Match:
 * "n"}, or {@code If-None-Match: *} to create: 204 with the new version, or 412 with what is there.
 * 503 with a sentence says that the outcome is not known. Every answer names the cell and has a
 * {@code Date}.
 */
public final class CellHandler implements HttpHandler {
  private static final Duration DISK_TIME = Duration.ofSeconds(5);

  private final CasCell cell;
  private final InstantSource clock;

  /** Serves a cell. */
  public CellHandler(CasCell cell, InstantSource clock) {
    this.cell = cell;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set(CellHttp.DOMAIN, cell.failureDomain());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      switch (exchange.getRequestMethod()) {
        case "GET" -> current(exchange, CellHttp.OK, cell.read(clock.instant().plus(DISK_TIME)));
        case "PUT" -> put(exchange);
        default -> say(exchange, CellHttp.METHOD_NOT_ALLOWED, "a cell takes GET and PUT");
      }
    }
  }

  private void put(HttpExchange exchange) throws IOException {
    OptionalLong expected = expected(exchange);
    if (expected.isEmpty()) {
      say(
          exchange,
          CellHttp.CONDITION_REQUIRED,
          "a cell is written under If-Match: \"version\" or If-None-Match: *");
      return;
    }
    byte[] next = exchange.getRequestBody().readNBytes(CellHttp.MAX_BODY + 1);
    if (next.length > CellHttp.MAX_BODY) {
      say(
          exchange,
          CellHttp.TOO_LARGE,
          "a cell takes at most " + CellHttp.MAX_BODY + " bytes: nothing was written");
      return;
    }
    switch (cell.cas(expected.getAsLong(), next, clock.instant().plus(DISK_TIME))) {
      case CellCas.Ok(long version) -> {
        exchange.getResponseHeaders().set("ETag", CellHttp.etag(version));
        exchange.sendResponseHeaders(CellHttp.NO_CONTENT, -1);
      }
      case CellCas.Conflict(CellRead found) -> current(exchange, CellHttp.CONFLICT, found);
      case CellCas.Unknown(String why) -> say(exchange, CellHttp.UNAVAILABLE, why);
    }
  }

  /** The version that a write expects; 0 = that there is none. */
  private static OptionalLong expected(HttpExchange exchange) {
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    String noneMatch = exchange.getRequestHeaders().getFirst("If-None-Match");
    if (match == null) {
      return "*".equals(noneMatch) ? OptionalLong.of(0) : OptionalLong.empty();
    }
    return noneMatch == null ? CellHttp.version(match) : OptionalLong.empty();
  }

  private static void current(HttpExchange exchange, int status, CellRead read) throws IOException {
    switch (read) {
      case CellRead.Unknown(String why) -> say(exchange, CellHttp.UNAVAILABLE, why);
      case CellRead.Empty() -> {
        exchange.getResponseHeaders().set("ETag", CellHttp.etag(0));
        exchange.sendResponseHeaders(status == CellHttp.OK ? CellHttp.NO_CONTENT : status, -1);
      }
      case CellRead.Value(long version, byte[] bytes) -> {
        exchange.getResponseHeaders().set("ETag", CellHttp.etag(version));
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        send(exchange, status, bytes);
      }
    }
  }

  private static void say(HttpExchange exchange, int status, String sentence) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    send(exchange, status, sentence.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
