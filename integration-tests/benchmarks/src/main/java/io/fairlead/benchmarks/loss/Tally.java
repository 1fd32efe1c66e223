package io.fairlead.benchmarks.loss;

import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;

/** Counts what changed in one run; nothing is ever down in it. */
final class Tally {
  private int endpointFlips;
  private int nodeFlips;
  private int writes;

  /** A held verdict became another one; only changes from or to Down can move anything. */
  void changed(Subject subject, Verdict before, Verdict verdict) {
    if (before != Verdict.DOWN && verdict != Verdict.DOWN) {
      writes++;
      return;
    }
    switch (subject) {
      case Subject.OfNode _ -> nodeFlips++;
      case Subject.OfDeployment _, Subject.OfRegion _ -> endpointFlips++;
    }
  }

  /** Verdicts of deployments and regions that changed; these change DNS. */
  int endpointFlips() {
    return endpointFlips;
  }

  /** Verdicts of nodes that changed; alone they change nothing. */
  int nodeFlips() {
    return nodeFlips;
  }

  /** Changes between Up and Degraded, which move nothing and cost a write each. */
  int writes() {
    return writes;
  }
}
