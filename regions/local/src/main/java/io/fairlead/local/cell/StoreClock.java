package io.fairlead.local.cell;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How far this machine's clock is from a cell's, by the {@code Date} of its answer (RFC 9110). */
public final class StoreClock {
  /** {@code Date} is cut to whole seconds, so the true time is half a second later on average. */
  private static final Duration CUT = Duration.ofMillis(500);

  private final URI cell;
  private final BoundedHttp http;
  private final InstantSource clock;

  /** The clock of the cell at an address. */
  public StoreClock(URI cell, BoundedHttp http, InstantSource clock) {
    this.cell = cell;
    this.http = http;
    this.clock = clock;
  }

  /**
   * The cell's clock minus ours, to half a second and half a round trip; empty where it did not
   * answer.
   */
  public Optional<Duration> offset(Instant deadline) {
    Instant sent = clock.instant();
    return switch (http.send(HttpRequest.newBuilder(cell).GET(), CellHttp.MAX_BODY, deadline)) {
      case BoundedHttp.Failed _ -> Optional.empty();
      case BoundedHttp.Answered(HttpResponse<byte[]> response) -> {
        Duration trip = Duration.between(sent, clock.instant());
        Instant middle = sent.plus(trip.dividedBy(2));
        yield date(response).map(date -> Duration.between(middle, date.plus(CUT)));
      }
    };
  }

  private static Optional<Instant> date(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Date")
        .flatMap(
            text -> {
              try {
                return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }
}
