package io.fairlead.cli.verb;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.artifact.CopyOptions;
import io.fairlead.cli.artifact.DeclaredSets;
import io.fairlead.cli.artifact.KeyOptions;
import io.fairlead.cli.artifact.PublishRun;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.cycle.PublishContent;
import io.fairlead.port.ArtifactSource;
import io.fairlead.wiring.artifact.SetParts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a version of an artifact set. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Publish an artifact set from its source as a new signed version; regions take it with"
            + " 'replicate'.",
    footerHeading = "%nExample:%n",
    footer = "  fairlead publish gateway --reason \"orders v2\"")
public final class Publish implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Mixin private CopyOptions copy = new CopyOptions();

  @Mixin private KeyOptions keys = new KeyOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SET",
      description = "The artifact set; needed where there are several.")
  private @Nullable String set;

  @Option(
      names = "--max-delete",
      paramLabel = "PERCENT",
      description = "Percent of the set that may be deleted this once, where it is more.")
  private int maxDelete;

  @Option(
      names = "--scrub",
      description = "Read all that the store has, and upload again what is damaged there.")
  private boolean scrub;

  /** In these surroundings. */
  public Publish(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    DeclaredSets sets = DeclaredSets.of(topology.in(surroundings).topology(), surroundings, copy);
    SetParts chosen = keys.applied(sets.one(set), sets);
    chosen
        .sourceObjection()
        .ifPresent(
            why -> {
              throw new Stop(
                  ExitCode.UNREACHABLE, "set '%s': %s".formatted(chosen.id().set(), why));
            });
    ArtifactSource source =
        chosen
            .source()
            .orElseThrow(
                () ->
                    new Stop(
                        ExitCode.USAGE,
                        "set '%s' has no source: add 'source' where it is published"
                            .formatted(chosen.id().set())));
    PublishContent content = chosen.sealed(PublishContent.of(source, chosen.rules()));
    ExitCode code =
        new PublishRun(sets, chosen, new PublishRun.How(options, copy, scrub, topology.json()))
            .publish(content, Percent.checked(maxDelete));
    source.remark().ifPresent(new Complaints(surroundings, topology.json())::remark);
    return code.code();
  }
}
