package io.fairlead.azure.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares our clock with the {@code Date} header of every answer. The header has whole seconds and
 * was written at some time between sending and receiving, so that an answer proves a range; where
 * that has zero in it, the clocks may agree and are taken to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110, Date</a>
 */
final class StoreClock extends HttpPipelineSyncPolicy {
  private static final String SENT = "io.fairlead.sent";
  private static final Duration WHOLE = Duration.ofSeconds(1);

  private final InstantSource clock;
  private volatile @Nullable Duration offset;

  StoreClock(InstantSource clock) {
    this.clock = clock;
  }

  /** The servers' clock minus ours; empty where none has answered yet. */
  Optional<Duration> offset() {
    return Optional.ofNullable(offset);
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    context.setData(SENT, clock.instant());
  }

  @Override
  protected HttpResponse afterReceivedResponse(
      HttpPipelineCallContext context, HttpResponse response) {
    Instant received = clock.instant();
    Instant sent = context.getData(SENT).map(Instant.class::cast).orElse(received);
    String date = response.getHeaderValue(HttpHeaderName.DATE);
    if (date != null) {
      compare(date, sent, received);
    }
    return response;
  }

  private void compare(String date, Instant sent, Instant received) {
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration least = Duration.between(received, there);
      Duration most = Duration.between(sent, there).plus(WHOLE);
      offset =
          least.isPositive() || most.isNegative() ? least.plus(most).dividedBy(2) : Duration.ZERO;
    } catch (DateTimeParseException noDate) {
      // An answer without a usable date says nothing of the clock.
    }
  }
}
