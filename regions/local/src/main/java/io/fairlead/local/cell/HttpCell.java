package io.fairlead.local.cell;

import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A cell behind HTTP, as {@link CellHandler} serves it. Follows no redirect, uses no proxy, never
 * repeats a request by itself; anything but a whole answer of the cell that was meant is UNKNOWN.
 */
public final class HttpCell implements CasCell {
  private static final int LONGEST_SENTENCE = 500;

  private final URI uri;
  private final String failureDomain;
  private final BoundedHttp http;

  /**
   * A cell at an address.
   *
   * @param failureDomain what the cell must call itself: another answer is a wrong address
   */
  public HttpCell(URI uri, String failureDomain, BoundedHttp http) {
    this.uri = uri;
    this.failureDomain = failureDomain;
    this.http = http;
  }

  @Override
  public CellRead read(Instant deadline) {
    return switch (http.send(HttpRequest.newBuilder(uri).GET(), CellHttp.MAX_BODY, deadline)) {
      case BoundedHttp.Failed(String why) -> new CellRead.Unknown(why);
      case BoundedHttp.Answered(HttpResponse<byte[]> response) -> value(response);
    };
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    HttpRequest.Builder put = HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofByteArray(next));
    if (expected == 0) {
      put.header("If-None-Match", "*");
    } else {
      put.header("If-Match", CellHttp.etag(expected));
    }
    return switch (http.send(put, CellHttp.MAX_BODY, deadline)) {
      case BoundedHttp.Failed(String why) -> new CellCas.Unknown(why);
      case BoundedHttp.Answered(HttpResponse<byte[]> response) -> outcome(response);
    };
  }

  @Override
  public String failureDomain() {
    return failureDomain;
  }

  private CellCas outcome(HttpResponse<byte[]> response) {
    OptionalLong version = version(response);
    if (response.statusCode() == CellHttp.NO_CONTENT && isMeant(response) && version.isPresent()) {
      return new CellCas.Ok(version.getAsLong());
    }
    if (response.statusCode() != CellHttp.CONFLICT) {
      return new CellCas.Unknown(unexpected(response));
    }
    return switch (value(response)) {
      case CellRead.Unknown(String why) -> new CellCas.Unknown(why);
      case CellRead current -> new CellCas.Conflict(current);
    };
  }

  /** The value that an answer carries; its version says whether there is one. */
  private CellRead value(HttpResponse<byte[]> response) {
    OptionalLong version = version(response);
    boolean expected =
        switch (response.statusCode()) {
          case CellHttp.OK, CellHttp.NO_CONTENT, CellHttp.CONFLICT -> true;
          default -> false;
        };
    if (!expected || !isMeant(response) || version.isEmpty()) {
      return new CellRead.Unknown(unexpected(response));
    }
    return version.getAsLong() == 0
        ? new CellRead.Empty()
        : new CellRead.Value(version.getAsLong(), response.body());
  }

  private boolean isMeant(HttpResponse<byte[]> response) {
    return response.headers().firstValue(CellHttp.DOMAIN).filter(failureDomain::equals).isPresent();
  }

  private static OptionalLong version(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("ETag")
        .map(CellHttp::version)
        .orElse(OptionalLong.empty());
  }

  private String unexpected(HttpResponse<byte[]> response) {
    String named = response.headers().firstValue(CellHttp.DOMAIN).orElse("");
    if (named.isEmpty()) {
      return uri + " " + notACell(response);
    }
    if (!named.equals(failureDomain)) {
      return uri + " is the cell '" + named + "', expected '" + failureDomain + "'";
    }
    return uri + " answered " + response.statusCode() + ": " + sentence(response);
  }

  /** What guards the cell answers in its stead: a wrong token, or the edge of another fleet. */
  private static String notACell(HttpResponse<byte[]> response) {
    return switch (response.statusCode()) {
      case CellHttp.UNAUTHORIZED ->
          "answered 401: it asks for the bearer token that state.token of its topology names";
      case CellHttp.MISDIRECTED -> "answered 421: " + sentence(response);
      default -> "answered " + response.statusCode() + " and is no cell of Fairlead";
    };
  }

  private static String sentence(HttpResponse<byte[]> response) {
    byte[] body = response.body();
    return new String(body, 0, Math.min(body.length, LONGEST_SENTENCE), StandardCharsets.UTF_8);
  }
}
