package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.artifact.CopiesAnswer;
import io.fairlead.cli.artifact.CopyLoop;
import io.fairlead.cli.artifact.CopyOptions;
import io.fairlead.cli.artifact.CopyRun;
import io.fairlead.cli.artifact.DeclaredSets;
import io.fairlead.cli.artifact.KeyOptions;
import io.fairlead.cli.artifact.Office;
import io.fairlead.cli.artifact.RegionCopy;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.fleet.Mode;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings artifact sets to a region. */
@Command(
    name = "replicate",
    mixinStandardHelpOptions = true,
    description =
        "Bring the newest version of artifact sets to a region: verified, switched at once, read"
            + " back. In mode observe it says what it would do.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead replicate --region us-east --once")
public final class Replicate implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private CopyOptions copy = new CopyOptions();

  @Mixin private OperatorOptions operator = new OperatorOptions();

  @Mixin private KeyOptions keys = new KeyOptions();

  /** Who a region is from now on. */
  enum Role {
    MASTER,
    FOLLOWER
  }

  @Option(
      names = "--as",
      paramLabel = "ROLE",
      description =
          "master: the region takes the office over, under the next epoch; follower: it comes back"
              + " and takes what the new master publishes. Journaled with --reason.")
  private @Nullable Role role;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SET",
      description = "The artifact set (default: all of the region).")
  private @Nullable String set;

  @Option(
      names = "--region",
      required = true,
      paramLabel = "R",
      description = "The region to bring them to (required).")
  private String region = "";

  @Option(names = "--once", description = "Once, and end (the default).")
  private boolean once;

  @Option(
      names = "--watch",
      description =
          "Go on, once every safety.probe.interval, with a line where something changes, until"
              + " interrupted.")
  private boolean watch;

  @Option(names = "--until-input-ends", description = "With --watch: end when standard input does.")
  private boolean untilInputEnds;

  @Option(
      names = "--scrub",
      description = "Read every file there, and put right what somebody changed.")
  private boolean scrub;

  @Option(
      names = "--max-delete",
      paramLabel = "PERCENT",
      description = "Percent of the copy that may be deleted this once, where it is more.")
  private int maxDelete;

  /** In these surroundings. */
  public Replicate(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Topology read = topology.in(surroundings).topology();
    boolean observe = read.fleet().mode() == Mode.OBSERVE;
    RegionCopy.Options options =
        new RegionCopy.Options(scrub, operator.dryRun() || observe, Percent.checked(maxDelete));
    DeclaredSets sets = DeclaredSets.of(read, surroundings, copy);
    List<SetParts> some = sets.some(set);
    if (role != Role.MASTER && keys.isGiven()) {
      throw new Stop(
          ExitCode.USAGE, "--key is what a new master signs with: it needs --as master.");
    }
    if (role != null) {
      Office office = new Office(sets, region, operator, topology.json());
      if (role == Role.MASTER) {
        return takeOver(
            office, some.stream().map(each -> keys.applied(each, sets)).toList(), observe);
      }
      some.forEach(office::follow);
    }
    if (watch) {
      return watch(sets, some, options);
    }
    List<RegionCopy> copies = new CopyRun(sets, copy).all(some, region, options);
    CopiesAnswer answer = new CopiesAnswer(copies);
    if (topology.json()) {
      Document.About about =
          new Document.About(
              read.fleet().name(), surroundings.clock().instant(), 0, read.fleet().digest());
      surroundings.out().println(Document.text(answer.json("replicate", about)));
    } else if (copies.isEmpty()) {
      surroundings.out().println("region " + region + " gets no artifact set");
    } else {
      surroundings.out().print(answer.text());
    }
    return RegionCopy.all(copies).code();
  }

  private Integer takeOver(Office office, List<SetParts> some, boolean observe) {
    if (observe && !operator.dryRun()) {
      throw new Stop(ExitCode.REFUSED, "mode observe: nobody takes over, see it with --dry-run.");
    }
    ExitCode worst = ExitCode.DONE;
    for (SetParts set : some) {
      ExitCode code = office.takeOver(set, copy);
      worst = code == ExitCode.DONE ? worst : code;
    }
    return worst.code();
  }

  private Integer watch(DeclaredSets sets, List<SetParts> some, RegionCopy.Options options) {
    if (once || maxDelete > 0) {
      throw new Stop(
          ExitCode.USAGE,
          "--watch goes on: leave out " + (once ? "--once." : "--max-delete, which is for once."));
    }
    if (some.stream().allMatch(each -> sets.regions(each, region).isEmpty())) {
      throw new Stop(ExitCode.USAGE, "region " + region + " gets no artifact set");
    }
    CountDownLatch ended = new CountDownLatch(1);
    if (untilInputEnds) {
      Thread.ofVirtual().start(() -> awaitEndOfInput(ended));
    }
    CopyRun run = new CopyRun(sets, copy);
    new CopyLoop(surroundings, sets.topology(), topology.json())
        .run(
            () -> run.all(some, region, options),
            time -> !ended.await(time.toMillis(), TimeUnit.MILLISECONDS));
    return ExitCode.DONE.code();
  }

  private void awaitEndOfInput(CountDownLatch ended) {
    try {
      while (surroundings.in().read() >= 0) {
        // Only the end of the input matters.
      }
    } catch (IOException _) {
      // An input that cannot be read has ended.
    }
    ended.countDown();
  }
}
