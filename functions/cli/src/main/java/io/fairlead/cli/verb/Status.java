package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Answers;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.answer.StatusJson;
import io.fairlead.cli.answer.StatusText;
import io.fairlead.cli.fleet.DnsSample;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.cycle.SteerReport;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Show verdicts, addresses, shares, drains and latches. Times are UTC.",
      "VERDICT is that of the PARTITION's service in the REGION, ADDRESS the address there and the"
          + " node that holds it. Percent of the partition's answers: WANT by the next tick's plan,"
          + " SET in DNS (out: taken out by an evacuation flag), ANSWERED by its servers just now"
          + " (-: not known)."
    },
    footerHeading = "%nExample:%n",
    footer = "  fairlead status --watch")
public final class Status implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final Surroundings surroundings;

  @Mixin private TopologyOption options = new TopologyOption();

  @Option(names = "--watch", description = "Show it again every second until interrupted.")
  private boolean watch;

  @Option(
      names = "--exit-code",
      description = "Exit 11 where something is Down, else 12 Unknown, else 10 Degraded.")
  private boolean exitCode;

  /** In these surroundings. */
  public Status(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (OpenFleet fleet =
        OpenFleet.of(options.in(surroundings).topology(), "fairlead", surroundings)) {
      Supplier<Answers> dns = DnsSample.of(fleet.topology(), surroundings.environment());
      ExitCode code = watch ? again(fleet, dns) : once(fleet, dns, "");
      while (watch && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(PAUSE.toNanos());
        code = again(fleet, dns);
      }
      return code.code();
    }
  }

  /** A fleet that cannot be read now may be readable a second later. */
  private ExitCode again(OpenFleet fleet, Supplier<Answers> dns) {
    try {
      return once(fleet, dns, surroundings.outTerminal() && !options.json() ? CLEAR : "");
    } catch (Stop stop) {
      options.complaints(surroundings).error(stop.code(), stop.sentence());
      return stop.code();
    }
  }

  private ExitCode once(OpenFleet fleet, Supplier<Answers> dns, String before) {
    OpenFleet.Sight sight = fleet.sight();
    Snapshot snapshot = sight.snapshot();
    SteerReport report = DryTick.of(snapshot);
    Answers answers = dns.get();
    String text =
        options.json()
            ? Document.text(StatusJson.of(snapshot, report, answers)) + "\n"
            : StatusText.of(snapshot, report, answers);
    surroundings.out().print(before + text);
    surroundings.out().flush();
    sight.end();
    return exitCode ? Worst.of(snapshot, report.decision() != null) : ExitCode.DONE;
  }
}
