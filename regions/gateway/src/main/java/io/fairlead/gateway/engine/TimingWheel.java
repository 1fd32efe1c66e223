package io.fairlead.gateway.engine;

import org.jspecify.annotations.Nullable;

/**
 * Timers of one loop in a ring of millisecond slots, so that arming and cancelling cost the same
 * however many are armed (Varghese and Lauck, SOSP 1987, scheme 6). Not for use by more than one
 * thread.
 */
final class TimingWheel {
  /**
   * Slots, a power of two; a timer further away than these milliseconds is passed over each turn.
   */
  private static final int SLOTS = 4096;

  private static final int MASK = SLOTS - 1;
  private static final long NANOS_PER_TICK = 1_000_000;

  /** Something to do at a time; may be armed again once it fired or was cancelled. */
  static final class Timer {
    private final Runnable action;
    private Timer previous = this;
    private Timer next = this;
    private long tick;

    Timer(Runnable action) {
      this.action = action;
    }

    private boolean armed() {
      return next != this;
    }

    private void unlink() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }

  private final @Nullable Timer[] slots = new @Nullable Timer[SLOTS];
  private final Timer due = new Timer(() -> {});
  private final long origin;
  private long current;
  private int armed;

  TimingWheel(long nanoTime) {
    origin = nanoTime;
  }

  /** Arms a timer for a moment on the monotonic clock; never fires early, and late by a tick. */
  void arm(Timer timer, long nanoTime) {
    cancel(timer);
    timer.tick = Math.max(current + 1, Math.ceilDiv(nanoTime - origin, NANOS_PER_TICK));
    Timer head = head((int) timer.tick & MASK);
    timer.previous = head.previous;
    timer.next = head;
    head.previous.next = timer;
    head.previous = timer;
    armed++;
  }

  /** Disarms a timer; does nothing if it is not armed. */
  void cancel(Timer timer) {
    if (timer.armed()) {
      timer.unlink();
      armed--;
    }
  }

  /** Fires what is due, in the order of time. */
  void advance(long nanoTime) {
    long until = Math.floorDiv(nanoTime - origin, NANOS_PER_TICK);
    if (armed == 0) {
      current = Math.max(current, until);
    } else if (until - current > SLOTS) {
      // After a long stop, one turn over all slots finds whatever is due.
      current = until - SLOTS;
    }
    while (current < until) {
      current++;
      fire((int) current & MASK);
    }
  }

  /** Nanoseconds from now to the next slot that holds a timer; negative when none is armed. */
  long untilNext(long nanoTime) {
    if (armed == 0) {
      return -1;
    }
    long tick = current + 1;
    while (tick < current + SLOTS && empty((int) tick & MASK)) {
      tick++;
    }
    return Math.max(0, origin + tick * NANOS_PER_TICK - nanoTime);
  }

  private void fire(int slot) {
    Timer head = slots[slot];
    if (head == null) {
      return;
    }
    Timer timer = head.next;
    while (timer != head) {
      Timer following = timer.next;
      if (timer.tick <= current) {
        timer.unlink();
        timer.previous = due.previous;
        timer.next = due;
        due.previous.next = timer;
        due.previous = timer;
      }
      timer = following;
    }
    // Moved aside first: an action may arm or cancel any timer, also one that is due right now.
    while (due.next != due) {
      Timer first = due.next;
      first.unlink();
      armed--;
      first.action.run();
    }
  }

  private boolean empty(int slot) {
    Timer head = slots[slot];
    return head == null || head.next == head;
  }

  private Timer head(int slot) {
    Timer head = slots[slot];
    if (head == null) {
      head = new Timer(() -> {});
      slots[slot] = head;
    }
    return head;
  }
}
