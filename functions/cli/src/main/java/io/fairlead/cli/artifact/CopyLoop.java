package io.fairlead.cli.artifact;

import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Brings copies up again and again, and tells a line where something is other than it was told
 * last: what is up to date is told once, and a store that is dark is, however long that lasts.
 */
public final class CopyLoop {
  private final Surroundings surroundings;
  private final Topology topology;
  private final boolean json;
  private final Map<String, String> told = new TreeMap<>();

  /** Waits between two runs. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits.
     *
     * @return whether to go on
     */
    boolean after(Duration time) throws InterruptedException;
  }

  /** Tells people, or programs a document a line. */
  public CopyLoop(Surroundings surroundings, Topology topology, boolean json) {
    this.surroundings = surroundings;
    this.topology = topology;
    this.json = json;
  }

  /** Runs until the pause says to end, or this thread is interrupted. */
  public void run(Supplier<List<RegionCopy>> once, Pause pause) {
    Duration every = topology.fleet().safety().probe().interval();
    try {
      do {
        once.get().forEach(this::tell);
      } while (pause.after(every));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(RegionCopy copy) {
    ReplicateReport report = copy.report();
    boolean done =
        report.outcome() instanceof Outcome.Applied || report.outcome() instanceof Outcome.UpToDate;
    var shows = done ? report.wanted() : report.before();
    String state =
        (done ? "done" : report.outcome().word() + report.outcome().reason())
            + (shows == null ? "" : shows.name())
            + (report.wanted() == null ? "" : report.wanted().name());
    // A copy put right is told, although its version is the one that was told before.
    boolean mended = report.outcome() instanceof Outcome.Applied;
    String before = told.put(copy.set() + "\n" + copy.region(), state);
    if (!mended && state.equals(before)) {
      return;
    }
    CopiesAnswer answer = new CopiesAnswer(List.of(copy));
    var now = surroundings.clock().instant();
    var fleet = topology.fleet();
    surroundings
        .out()
        .println(
            json
                ? answer
                    .json("replicate", new Document.About(fleet.name(), now, 0, fleet.digest()))
                    .toString()
                : now.truncatedTo(ChronoUnit.SECONDS) + "  " + answer.line());
    surroundings.out().flush();
  }
}
