package io.fairlead.cli.operate;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import io.fairlead.port.Register.Read;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until the ticks have nothing left to do. */
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(250);

  private final OpenFleet fleet;
  private final Surroundings surroundings;

  Waiting(OpenFleet fleet, Surroundings surroundings) {
    this.fleet = fleet;
    this.surroundings = surroundings;
  }

  /**
   * Whether, within the limit, a request is no longer open and the next tick would change nothing.
   */
  boolean settled(String request, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      if (settledNow(request)) {
        return true;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, POLL.toNanos()));
    }
  }

  private boolean settledNow(String request) {
    if (!(fleet.ports().register().read(fleet.deadline()) instanceof Read.State read)) {
      surroundings.err().println("fairlead: the register does not answer, still waiting");
      return false;
    }
    boolean open =
        read.state().requests().stream().anyMatch(each -> each.id().equals(request))
            || !read.state().intents().isEmpty();
    if (open) {
      return false;
    }
    Snapshot snapshot = fleet.snapshot(read);
    SteerReport report = DryTick.of(snapshot);
    var decision = report.decision();
    return decision != null && decision.plan().actions().isEmpty();
  }
}
