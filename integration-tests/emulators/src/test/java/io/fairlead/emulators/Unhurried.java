package io.fairlead.emulators;

import io.fairlead.aws.client.AwsAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The machine's time and all that was waited for besides: an emulator need not be called slowly.
 */
final class Unhurried implements InstantSource, AwsAccess.Pause {
  private final AtomicLong waited = new AtomicLong();

  @Override
  public Instant instant() {
    return Instant.now().plusNanos(waited.get());
  }

  @Override
  public void of(Duration time) {
    waited.addAndGet(time.toNanos());
  }
}
