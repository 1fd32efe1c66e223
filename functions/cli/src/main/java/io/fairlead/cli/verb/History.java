package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.HistoryAnswer;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.operate.DurationText;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.journal.HistoryEntry;
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
        "Show what happened, oldest first, as far as the register remembers. Times are UTC.",
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
      Snapshot snapshot = fleet.snapshot();
      Instant from = since == null ? Instant.MIN : snapshot.at().minus(since);
      List<HistoryEntry> lines = HistoryAnswer.since(snapshot.state().history(), from);
      if (options.json()) {
        surroundings.out().println(Document.text(HistoryAnswer.json(snapshot, lines)));
      } else {
        surroundings.out().print(HistoryAnswer.text(lines));
      }
    }
    return ExitCode.DONE.code();
  }
}
