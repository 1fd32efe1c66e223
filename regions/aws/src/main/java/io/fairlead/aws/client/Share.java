package io.fairlead.aws.client;

import java.time.Duration;

/**
 * One process's part of the five requests a second that Route 53 takes of an account. Processes do
 * not tell each other what they send: functions of all regions together keep to three, so that two
 * are left for people.
 *
 * @param calls in any window, at most; above zero
 * @param window above zero
 * @param pages in a tick, at most, of readings that may go on with the next one; above zero
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests">Quotas
 *     on API requests</a>
 */
public record Share(int calls, Duration window, int pages) {
  /** Of an account's five. */
  private static final int OF_FUNCTIONS = 3;

  /** Requests of one second may arrive a little closer together than they were sent. */
  private static final Duration SECOND = Duration.ofMillis(1_050);

  /** Half of the time between two ticks: the other half is for changes. */
  private static final int WINDOWS_OF_PAGES = 5;

  /** That of a person's command, which has no next tick. */
  public static final Share OF_PEOPLE = new Share(2, SECOND, Integer.MAX_VALUE);

  public Share {
    if (calls < 1 || pages < 1 || !window.isPositive()) {
      throw new IllegalArgumentException(
          "a share has calls, pages and time, found " + calls + ", " + pages + ", " + window);
    }
  }

  /**
   * That of the function of one region.
   *
   * @param regions whose functions all ask; above zero
   */
  public static Share ofRegions(int regions) {
    if (regions <= OF_FUNCTIONS) {
      int calls = OF_FUNCTIONS / regions;
      return new Share(calls, SECOND, WINDOWS_OF_PAGES * calls);
    }
    return new Share(
        1,
        SECOND.multipliedBy(regions).dividedBy(OF_FUNCTIONS),
        Math.max(1, WINDOWS_OF_PAGES * OF_FUNCTIONS / regions));
  }
}
