package io.fairlead.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Spreads calls so that in no second more are sent than a service takes of an account. Route 53
 * takes five; what this process leaves is for the others.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests">Quotas
 *     on API requests</a>
 */
public final class Pace {
  private static final Duration WINDOW = Duration.ofMillis(1_050);
  private static final Duration LEAST = Duration.ofMillis(5);

  private final AwsAccess access;
  private final int most;
  private final Deque<Instant> sent = new ArrayDeque<>();

  /** So many calls in a second at most. */
  public Pace(AwsAccess access, int most) {
    this.access = access;
    this.most = most;
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
    while (!sent.isEmpty() && !now.isBefore(sent.getFirst().plus(WINDOW))) {
      sent.removeFirst();
    }
    if (sent.size() < most) {
      sent.addLast(now);
      return Duration.ZERO;
    }
    return Duration.between(now, sent.getFirst().plus(WINDOW));
  }
}
