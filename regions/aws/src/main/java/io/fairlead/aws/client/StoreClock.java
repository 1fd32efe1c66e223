package io.fairlead.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Compares our clock with the {@code Date} header of every answer. The header has whole seconds and
 * was written at some time between sending and receiving, so that an answer proves a range; where
 * that has zero in it, the clocks may agree and are taken to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110, Date</a>
 */
final class StoreClock implements ExecutionInterceptor {
  private static final ExecutionAttribute<Instant> SENT =
      new ExecutionAttribute<>("io.fairlead.sent");
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
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    attributes.putAttribute(SENT, clock.instant());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Instant received = clock.instant();
    Instant sent = attributes.getAttribute(SENT);
    context
        .httpResponse()
        .firstMatchingHeader("Date")
        .ifPresent(date -> compare(date, sent == null ? received : sent, received));
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
