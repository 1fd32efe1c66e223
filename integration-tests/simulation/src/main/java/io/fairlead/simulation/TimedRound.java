package io.fairlead.simulation;

import io.fairlead.fleet.Safety.ProbePace;
import io.fairlead.health.Confirmation;
import io.fairlead.health.ProbeResult;
import io.fairlead.port.ProbeOrder;
import io.fairlead.simulation.SimEyes.Attempt;
import io.fairlead.simulation.SimEyes.Tries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One round of probes that takes its time: each attempt meets what is so when it is made, its
 * answer comes after a moment, and silence lasts a whole timeout.
 */
final class TimedRound {
  /** When an attempt that passes is answered. */
  private static final Duration ANSWER = Duration.ofMillis(5);

  private final SimEyes eyes;
  private final Timeline timeline;
  private final ProbePace pace;
  private final Strand strand;

  /** Attempts to come, in order of time. */
  private final PriorityQueue<Probing> due =
      new PriorityQueue<>(Comparator.comparing(Probing::next).thenComparingInt(Probing::number));

  TimedRound(SimEyes eyes, Timeline timeline, ProbePace pace, Strand strand) {
    this.eyes = eyes;
    this.timeline = timeline;
    this.pace = pace;
    this.strand = strand;
  }

  /** One probe under way. */
  private static final class Probing {
    final ProbeOrder order;
    final int number;
    Instant next;
    Instant end;
    int attempts;
    int silent;
    boolean passed;

    Probing(ProbeOrder order, int number, Instant began) {
      this.order = order;
      this.number = number;
      this.next = began;
      this.end = began;
    }

    Instant next() {
      return next;
    }

    int number() {
      return number;
    }

    /** After refusals alone so many repeats; once one attempt was silent, so many in all. */
    boolean isOver() {
      Confirmation confirmation = order.confirmation();
      int limit = silent == 0 ? 1 + confirmation.refusedRepeats() : confirmation.attempts();
      return passed || attempts >= limit;
    }
  }

  /** Probes all of them beside each other; the round ends with the last answer. */
  List<ProbeResult> probe(List<ProbeOrder> orders, Duration left) {
    Instant began = timeline.now();
    Instant latest = began.plus(left);
    List<Probing> all = new ArrayList<>();
    for (ProbeOrder order : orders) {
      all.add(new Probing(order, all.size(), began));
    }
    due.addAll(all);
    while (!due.isEmpty() && !due.peek().next().isAfter(latest)) {
      attempt(due.remove());
    }
    Instant end = all.stream().map(one -> one.end).max(Comparator.naturalOrder()).orElse(began);
    until(end.isAfter(latest) ? latest : end);
    return all.stream().map(one -> result(one, began)).toList();
  }

  private void attempt(Probing one) {
    until(one.next);
    Attempt met = eyes.attempt(one.order.target().subject());
    one.attempts++;
    Confirmation confirmation = one.order.confirmation();
    Duration wait = confirmation.spacing();
    switch (met) {
      case PASSED -> one.passed = true;
      case REFUSED -> {}
      case TIMED_OUT -> {
        one.silent++;
        wait = one.silent == 1 ? confirmation.patience() : wait;
      }
    }
    Instant over = one.next.plus(met == Attempt.TIMED_OUT ? pace.timeout() : ANSWER);
    one.end = one.passed || over.isAfter(one.end) ? over : one.end;
    one.next = one.next.plus(wait);
    if (!one.isOver()) {
      due.add(one);
    }
  }

  private void until(Instant time) {
    strand.sleep(Duration.between(timeline.now(), time));
  }

  private ProbeResult result(Probing one, Instant began) {
    boolean refused = !one.passed && one.silent == 0;
    Tries tries = new Tries(one.passed, refused, one.silent == one.attempts, one.attempts);
    return eyes.result(one.order, tries, began, Duration.between(began, one.end));
  }
}
