package io.fairlead.benchmarks.dark;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.port.SideBySide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The virtual time that the calls of one run have taken: calls in a row add up, of calls side by
 * side the longest counts, as the functions make them.
 */
final class CallTime implements SideBySide {
  /** What a call that is answered takes, from another region. */
  private static final Duration ANSWERED = Duration.ofMillis(50);

  private Duration taken = Duration.ZERO;

  /** A run begins. */
  void begin() {
    taken = Duration.ZERO;
  }

  /** Since the run began. */
  Duration taken() {
    return taken;
  }

  /** So many calls in a row were answered. */
  void answered(int calls) {
    taken = taken.plus(ANSWERED.multipliedBy(calls));
  }

  /**
   * Calls to every region at once, to each so many in a row; where one of them is silent, its first
   * call lasts as long as the adapters let one, and no other follows it.
   */
  void everywhere(boolean silence, int calls) {
    if (silence) {
      taken = taken.plus(AwsClients.CALL);
    } else {
      answered(calls);
    }
  }

  @Override
  public <T> List<T> all(List<Supplier<T>> calls) {
    Duration before = taken;
    Duration longest = before;
    List<T> answers = new ArrayList<>();
    for (Supplier<T> call : calls) {
      taken = before;
      answers.add(call.get());
      longest = taken.compareTo(longest) > 0 ? taken : longest;
    }
    taken = longest;
    return answers;
  }
}
