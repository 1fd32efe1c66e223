package io.fairlead.wiring.function;

import io.fairlead.port.Notifier;
import io.fairlead.port.Notifier.Notice;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What one tick tells people, beside itself: its cycles' notices, and what is amiss when that
 * appears. Nothing is under way any more when it is closed.
 */
public final class TickNotices implements AutoCloseable {
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final NoticesBeside beside;
  private final ToldFindings told;
  private final Invocation invocation;
  private final InstantSource clock;
  private List<Notice> fresh = List.of();

  /**
   * Notices of one invocation.
   *
   * @param receivers makes those who are told, given who takes a sentence for each failure
   * @param told what was told before
   */
  public TickNotices(
      Function<Consumer<String>, List<Notifier>> receivers,
      ToldFindings told,
      Invocation invocation,
      InstantSource clock) {
    this.beside = new NoticesBeside(receivers.apply(failures::add), invocation);
    this.told = told;
    this.invocation = invocation;
    this.clock = clock;
  }

  /** Takes what the cycles tell. */
  public Notifier notifier() {
    return beside;
  }

  /** Tells what is amiss where nobody has been told of it. */
  public void findings(String fleet, SortedMap<String, String> lasting) {
    fresh = told.fresh(fleet, lasting, clock.instant());
    if (!fresh.isEmpty()) {
      beside.send(fresh, invocation.until());
    }
  }

  /** Waits until all is sent, at most as long as the invocation lasts; the line tells failures. */
  public TickLine end(TickLine line) {
    if (beside.join(clock) && failures.isEmpty()) {
      told.taken(fresh);
    }
    return line.told("noticeTrouble", String.join("; ", failures));
  }

  @Override
  public void close() {
    beside.join(clock);
  }
}
