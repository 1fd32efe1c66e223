package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.artifact.CollectOptions;
import io.fairlead.cli.artifact.Collecting;
import io.fairlead.cli.artifact.CopyOptions;
import io.fairlead.cli.artifact.DeclaredSets;
import io.fairlead.cli.artifact.KeyOptions;
import io.fairlead.cli.artifact.LostStores;
import io.fairlead.cli.artifact.PublishRun;
import io.fairlead.cli.artifact.RegionCopies;
import io.fairlead.cli.artifact.SetVersions;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.wiring.artifact.SetParts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at artifact sets and their copies, goes back to an older version, and collects. */
@Command(
    name = "artifacts",
    mixinStandardHelpOptions = true,
    description =
        "Look at artifact sets: list their versions, diff regions against the newest, verify store"
            + " and copies; roll back to an older content under a higher version; make a lost store"
            + " anew from a region's copy; collect what no version needs any more.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead artifacts verify gateway --region us-east")
public final class Artifacts implements Callable<Integer> {
  /** What can be done. */
  enum Action {
    LIST,
    DIFF,
    VERIFY,
    ROLLBACK,
    REBUILD,
    COLLECT
  }

  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private CollectOptions keeping = new CollectOptions();

  @Mixin private KeyOptions keys = new KeyOptions();

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description =
          "list: versions; diff: what regions lack, exit 4 where they do; verify: every file read,"
              + " exit 4 where one is not as published; rollback: publish an older content; rebuild:"
              + " make a store that was lost anew from the copy of --region, under the next epoch;"
              + " collect: delete from the store, or from --region's own, what no kept version needs.")
  private Action action = Action.LIST;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SET",
      description = "The artifact set (default: all, or the only one).")
  private @Nullable String set;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "Only this region's copy; collect: its own store in place of the set's.")
  private @Nullable String region;

  @Option(names = "--to", paramLabel = "VERSION", description = "rollback: the version.")
  private long to;

  /** In these surroundings. */
  public Artifacts(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    DeclaredSets sets =
        DeclaredSets.of(topology.in(surroundings).topology(), surroundings, new CopyOptions());
    ExitCode code =
        switch (action) {
          case LIST -> new SetVersions(sets, topology.json()).list(sets.some(set));
          case DIFF -> new RegionCopies(sets, topology.json()).diff(sets.some(set), region);
          case VERIFY -> new RegionCopies(sets, topology.json()).verify(sets.some(set), region);
          case ROLLBACK -> rollback(sets);
          case REBUILD -> rebuild(sets);
          case COLLECT ->
              new Collecting(sets, options, topology.json())
                  .collect(sets.some(set), region, keeping);
        };
    return code.code();
  }

  private ExitCode rebuild(DeclaredSets sets) {
    String from = region;
    if (from == null) {
      throw new Stop(
          ExitCode.USAGE,
          "name the region whose copy the store is made of with --region; 'fairlead status' tells"
              + " which has the newest.");
    }
    return new LostStores(sets, options, topology.json())
        .rebuild(keys.applied(sets.one(set), sets), from);
  }

  /** What one version deletes, the operator has asked for by naming the other. */
  private ExitCode rollback(DeclaredSets sets) {
    if (to < 1) {
      throw new Stop(
          ExitCode.USAGE,
          "name the version to go back to with --to; 'fairlead artifacts list' has them.");
    }
    SetParts chosen = keys.applied(sets.one(set), sets);
    PublishContent content =
        PublishContent.earlier(new PublishedSet(chosen.store(), chosen.gate()), to);
    PublishRun.How how = new PublishRun.How(options, new CopyOptions(), false, topology.json());
    return new PublishRun(sets, chosen, how).publish(content, 100);
  }
}
