package io.fairlead.emulators.twin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Time that passes when it is told to. */
public final class TwinClock implements InstantSource {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final InstantSource base;
  private Duration passed = Duration.ZERO;

  /** A clock that stands at an instant. */
  public TwinClock(Instant start) {
    this(InstantSource.fixed(start));
  }

  private TwinClock(InstantSource base) {
    this.base = base;
  }

  /** The machine's clock, which can be put forward: for processes that have no other. */
  public static TwinClock running() {
    return new TwinClock(InstantSource.system());
  }

  @Override
  public synchronized Instant instant() {
    return base.instant().plus(passed);
  }

  /** The time as HTTP writes it, in whole seconds. */
  public String http() {
    return HTTP.format(instant());
  }

  /** Lets time pass. */
  public synchronized void pass(Duration time) {
    passed = passed.plus(time);
  }

  /** Goes back to an instant, to play on from there once more. */
  synchronized void rewind(Instant to) {
    passed = passed.minus(Duration.between(to, instant()));
  }
}
