package io.fairlead.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call meets a fault, all others none. */
final class OneFault implements FaultPlan {
  private final long call;
  private final Fault fault;
  private boolean struck;

  /**
   * A fault at one call.
   *
   * @param call its number in the world's count
   */
  OneFault(long call, Fault fault) {
    this.call = call;
    this.fault = fault;
  }

  @Override
  public @Nullable Fault of(Call made) {
    boolean now = made.number() == call;
    struck |= now;
    return now ? fault : null;
  }

  @Override
  public Instant quietUntil(Instant now) {
    return struck ? Instant.MAX : now;
  }
}
