package io.fairlead.benchmarks.loss;

import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what changed in one run, and tells the outage's own changes from false ones. */
final class Tally {
  private final Outage outage;
  private final Instant outageBegins;
  private int moves;
  private int endpointFlips;
  private int nodeFlips;
  private int writes;
  private @Nullable Duration detected;

  Tally(Outage outage, Instant outageBegins) {
    this.outage = outage;
    this.outageBegins = outageBegins;
  }

  /** A held verdict became another one; only changes from or to Down can move anything. */
  void changed(Subject subject, Verdict before, Verdict verdict, Instant now) {
    if (before != Verdict.DOWN && verdict != Verdict.DOWN) {
      writes++;
      return;
    }
    boolean real = !now.isBefore(outageBegins) && concerns(subject);
    if (real && detected == null && detects(subject, verdict)) {
      detected = Duration.between(outageBegins, now);
    }
    if (real) {
      return;
    }
    switch (subject) {
      case Subject.OfNode _ -> nodeFlips++;
      case Subject.OfDeployment _, Subject.OfRegion _ -> endpointFlips++;
    }
  }

  /** A floating address left its holder. */
  void moved(String region, String holder, Instant now) {
    boolean real =
        !now.isBefore(outageBegins)
            && (outage == Outage.HOLDER_HUNG || outage == Outage.HOLDER_KILLED)
            && region.equals("eu-west")
            && holder.equals("gw-1");
    if (!real) {
      moves++;
    } else if (detected == null) {
      detected = Duration.between(outageBegins, now);
    }
  }

  /** Addresses that left a healthy holder. */
  int moves() {
    return moves;
  }

  /** Verdicts of deployments and regions that changed without cause; these change DNS. */
  int endpointFlips() {
    return endpointFlips;
  }

  /** Verdicts of nodes that changed without cause; alone they change nothing. */
  int nodeFlips() {
    return nodeFlips;
  }

  /** Changes between Up and Degraded, which move nothing and cost a write each. */
  int writes() {
    return writes;
  }

  /** From the outage to the decision that repairs it; null = never. */
  @Nullable Duration detected() {
    return detected;
  }

  private boolean concerns(Subject subject) {
    return switch (outage) {
      case NONE -> false;
      case REGION_DARK -> subject.region().equals("us-east");
      case HOLDER_HUNG, HOLDER_KILLED -> subject.region().equals("eu-west");
    };
  }

  private boolean detects(Subject subject, Verdict verdict) {
    return outage == Outage.REGION_DARK
        && verdict == Verdict.DOWN
        && subject instanceof Subject.OfDeployment;
  }
}
