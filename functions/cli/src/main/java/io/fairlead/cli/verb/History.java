package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.HistoryAnswer;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.operate.DurationText;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.HistoryArchive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what happened. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description =
        "Show what happened, oldest first: the register's last lines, or all --since. Times are"
            + " UTC.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead history --since 2h")
public final class History implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption options = new TopologyOption();

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description = "Only what is not older than this, as in 15m, 2h.")
  private @Nullable Duration since;

  /** In these surroundings. */
  public History(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (OpenFleet fleet =
        OpenFleet.of(options.in(surroundings).topology(), "fairlead", surroundings)) {
      OpenFleet.Sight sight = fleet.sight();
      Snapshot snapshot = sight.snapshot();
      Duration back = since;
      List<HistoryEntry> lines =
          back == null ? snapshot.state().history() : since(fleet, snapshot, back);
      if (options.json()) {
        surroundings.out().println(Document.text(HistoryAnswer.json(snapshot, lines)));
      } else {
        surroundings.out().print(HistoryAnswer.text(lines));
      }
      // What is archived could be shown; the newest lines are in the register.
      sight.end();
    }
    return ExitCode.DONE.code();
  }

  /** Archived lines and the register's, each once. */
  private List<HistoryEntry> since(OpenFleet fleet, Snapshot snapshot, Duration back) {
    Instant from = snapshot.at().minus(back);
    HistoryArchive.Found archived = fleet.ports().history().since(from, fleet.deadline());
    archived
        .unreadable()
        .forEach(
            (store, why) ->
                options.complaints(surroundings).remark("the archive of " + store + ": " + why));
    return HistoryAnswer.since(archived.lines(), snapshot.state().history(), from);
  }
}
