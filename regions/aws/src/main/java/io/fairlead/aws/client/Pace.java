package io.fairlead.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Spreads calls so that in no window of time more are sent than a share allows. */
public final class Pace {
  private static final Duration LEAST = Duration.ofMillis(5);

  private final AwsAccess access;
  private final int most;
  private final Duration window;
  private final Deque<Instant> sent = new ArrayDeque<>();

  /** As many calls as a share has. */
  public Pace(AwsAccess access, Share share) {
    this(access, share.calls(), share.window());
  }

  /** So many calls at most in any time so long. */
  public Pace(AwsAccess access, int most, Duration window) {
    this.access = access;
    this.most = most;
    this.window = window;
  }

  /** Takes a call's turn where it may be sent now; nothing is waited for. */
  public boolean tryTake() {
    return taken().isZero();
  }

  /** Waits until a call may be sent; false = that is not before the deadline. */
  public boolean await(Instant deadline) {
    while (true) {
      Duration wait = taken();
      if (wait.isZero()) {
        return true;
      }
      if (access.clock().instant().plus(wait).isAfter(deadline)) {
        return false;
      }
      access.pause().of(wait.compareTo(LEAST) < 0 ? LEAST : wait);
    }
  }

  /** Zero = it is taken; else how long to wait before asking again. */
  private synchronized Duration taken() {
    Instant now = access.clock().instant();
    while (!sent.isEmpty() && !now.isBefore(sent.getFirst().plus(window))) {
      sent.removeFirst();
    }
    if (sent.size() < most) {
      sent.addLast(now);
      return Duration.ZERO;
    }
    return Duration.between(now, sent.getFirst().plus(window));
  }
}
