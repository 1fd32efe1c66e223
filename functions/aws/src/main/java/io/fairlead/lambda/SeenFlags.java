package io.fairlead.lambda;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import io.fairlead.wiring.aws.FlagLine;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Flags whose last reading of a tick is kept, so that nobody has to read them twice. */
final class SeenFlags implements EvacuationFlags {
  private final EvacuationFlags flags;
  private final Supplier<Instant> time;
  private volatile FlagLine.@Nullable Read seen;

  /**
   * Keeps what is read.
   *
   * @param time by the stores' clock
   */
  SeenFlags(EvacuationFlags flags, Supplier<Instant> time) {
    this.flags = flags;
    this.time = time;
  }

  @Override
  public Flags read(Instant deadline) {
    return kept(deadline).flags();
  }

  @Override
  public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
    // What was read before is not what is there after.
    seen = null;
    return flags.apply(orders, deadline);
  }

  /** Forgets what earlier ticks read. */
  void forget() {
    seen = null;
  }

  /** What the stores hold at the end of a tick: as it read them, or read now. */
  FlagLine.Read atEnd(Instant deadline) {
    FlagLine.Read last = seen;
    return last == null ? kept(deadline) : last;
  }

  /** Of the time before it was asked for: what is older than it says is of no harm. */
  private FlagLine.Read kept(Instant deadline) {
    Instant before = time.get();
    FlagLine.Read read = new FlagLine.Read(flags.read(deadline), before);
    seen = read;
    return read;
  }
}
