package io.fairlead.cli.run;

import io.fairlead.health.ProbeTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which targets are probed in which part of every interval. A fleet of up to {@link #PART} targets
 * has one part; a larger one as many as keep each below that, so that thousands of targets do not
 * leave at once (decision 56). A target keeps its part for as long as the topology lasts.
 */
final class Spread {
  /** Targets of a part, unless the parts would follow each other sooner than {@link #STEP}. */
  static final int PART = 64;

  /** Parts are at least so far apart. */
  static final Duration STEP = Duration.ofMillis(100);

  private final List<SortedSet<ProbeTarget>> parts = new ArrayList<>();

  /** Targets over a number of parts, in turn: neighbours are probed at different times. */
  Spread(SortedSet<ProbeTarget> targets, int parts) {
    for (int i = 0; i < parts; i++) {
      this.parts.add(new TreeSet<>());
    }
    int turn = 0;
    for (ProbeTarget target : targets) {
      this.parts.get(turn++ % parts).add(target);
    }
  }

  /** Targets over as many parts as their number asks for and the interval admits. */
  static Spread over(SortedSet<ProbeTarget> targets, Duration interval) {
    int wanted = Math.ceilDiv(Math.max(1, targets.size()), PART);
    int most = Math.clamp(interval.dividedBy(STEP), 1, Integer.MAX_VALUE);
    return new Spread(targets, Math.min(wanted, most));
  }

  /** How many parts an interval has, 1 or more. */
  int parts() {
    return parts.size();
  }

  /** The targets of the parts that are due. */
  SortedSet<ProbeTarget> due(Pulse.Beat.Interval beat) {
    SortedSet<ProbeTarget> due = new TreeSet<>();
    for (int i = 0; i < beat.count(); i++) {
      due.addAll(parts.get((beat.first() + i) % parts.size()));
    }
    return due;
  }
}
