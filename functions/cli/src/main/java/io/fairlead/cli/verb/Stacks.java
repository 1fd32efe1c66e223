package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.fleet.Cloud;
import io.fairlead.port.FaultWords;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.stack.DeployCommands;
import io.fairlead.wiring.stack.DeployOrder;
import io.fairlead.wiring.stack.FlagAlarms;
import io.fairlead.wiring.stack.GlobalTemplate;
import io.fairlead.wiring.stack.SentText;
import io.fairlead.wiring.topology.Placeholders;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.rule.AwsNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is deployed on AWS for a topology, and says how it and what is on Azure is. */
@Command(
    name = "stacks",
    mixinStandardHelpOptions = true,
    description = {
      "Write the global template of a topology on AWS, and print the deploy commands.",
      "Of one on Azure print them alone: its templates need nothing made."
    },
    footerHeading = "%nExample:%n",
    footer = "  fairlead stacks -f examples/aws-three-regions.yaml")
public final class Stacks implements Callable<Integer> {
  private static final String ALARMS = "flags.yaml";
  private static final String BOTH_CLOUDS = "region-aws-azure.yaml";

  /** Where the global template is written unless somebody says otherwise. */
  static final String GLOBAL = "global.yaml";

  private final Surroundings surroundings;

  /** Whoever has just got a starter was told that all of it is to be replaced. */
  private final boolean justWritten;

  @Mixin private TopologyOption topology = new TopologyOption();

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description =
          "Folder infra of a checkout, or the one of a cloud's templates in it (default: infra).")
  private @Nullable String templates;

  @Option(
      names = "--global",
      paramLabel = "FILE",
      defaultValue = GLOBAL,
      description = "Where the global template is written (default: global.yaml).")
  private String global = GLOBAL;

  @Option(
      names = "--alarms",
      paramLabel = "FILE",
      defaultValue = ALARMS,
      description =
          "Where the template of flags as alarms is written, if a flag store is private"
              + " (default: flags.yaml).")
  private String alarms = ALARMS;

  @Option(
      names = "--region-template",
      paramLabel = "FILE",
      defaultValue = BOTH_CLOUDS,
      description =
          "Where a topology over both clouds gets its region.yaml, with the functions that open"
              + " both (default: region-aws-azure.yaml).")
  private String bothClouds = BOTH_CLOUDS;

  @Option(
      names = "--config",
      paramLabel = "PREFIX",
      description = "Start of the config buckets' names (default: fairlead-FLEET-config).")
  private @Nullable String config;

  @Option(names = "--dry-run", description = "Print the template instead of writing it.")
  private boolean dryRun;

  /** In these surroundings. */
  public Stacks(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.justWritten = false;
  }

  /** With the usual options, for a topology file that was just written. */
  Stacks(Surroundings surroundings, TopologyOption topology) {
    this.surroundings = surroundings;
    this.topology = topology;
    this.justWritten = true;
  }

  @Override
  public Integer call() {
    Topology read = topology.in(surroundings).topology();
    AwsStacks stacks = AwsStacks.of(read);
    StacksOnAzure azure = new StacksOnAzure(surroundings, topology, AzureStacks.of(read));
    if (!stacks.isNeeded() && azure.isNeeded()) {
      azure.print(templates, justWritten);
      return ExitCode.DONE.code();
    }
    stacks.objection().ifPresent(Stacks::refuse);
    if (azure.isNeeded()) {
      azure.check();
    }
    SentText.objection(
            surroundings.directory().resolve(topology.file), surroundings.environment()::get)
        .ifPresent(Stacks::refuse);
    String folder =
        new TemplateFolder(surroundings.directory(), "aws", RegionTemplate.FILE)
            .named(templates, this::remark);
    String template = template(stacks);
    boolean both = Technologies.needed(read).contains(Cloud.AZURE);
    Optional<RegionTemplate> region =
        stacks.scopes().isEmpty() ? Optional.empty() : region(folder, both);
    DeployCommands commands = commands(stacks, folder);
    if (region.isPresent() && both) {
      commands = commands.withRegion(bothClouds);
    }
    commands.objection().ifPresent(Stacks::refuse);
    GlobalTemplate.darkTogether(stacks).map(Finding::sentence).ifPresent(this::remark);
    if (!justWritten) {
      Placeholders.sentence(read).ifPresent(topology.complaints(surroundings)::remark);
    }
    if (dryRun) {
      show(read, template);
      return ExitCode.DONE.code();
    }
    write(global, "--global", template);
    if (region.isPresent() && both) {
      write(bothClouds, "--region-template", region.get().text());
      tokens(stacks, folder, commands.tokens());
    }
    if (!FlagAlarms.stores(stacks).isEmpty()) {
      write(alarms, "--alarms", FlagAlarms.template(stacks));
    }
    print(
        read, new DeployOrder(commands, azure.isNeeded() ? azure.commands(templates) : null).all());
    return ExitCode.DONE.code();
  }

  /** The region's template, where the folder is at hand. */
  private Optional<RegionTemplate> region(String folder, boolean both) {
    Path directory = surroundings.directory();
    if (!RegionTemplate.isIn(directory, folder)) {
      return Optional.empty();
    }
    RegionTemplate found = RegionTemplate.in(directory, folder, RegionTemplate.FILE);
    RegionTemplate region = both ? found.forBothClouds(bothClouds) : found;
    region.missing().ifPresent(this::remark);
    return Optional.of(region);
  }

  /** The endpoints' template with the functions that open both clouds, where there is one. */
  private void tokens(AwsStacks stacks, String folder, String file) {
    if (stacks.scopes().keySet().stream()
        .anyMatch(region -> !stacks.tokenParameters(region, "").isEmpty())) {
      write(
          file,
          "--region-template",
          RegionTemplate.in(surroundings.directory(), folder, RegionTemplate.TOKENS)
              .forBothClouds(file)
              .text());
    }
  }

  private void remark(String sentence) {
    topology.complaints(surroundings).remark(sentence);
  }

  private static void refuse(String why) {
    throw new Stop(ExitCode.USAGE, why);
  }

  private DeployCommands commands(AwsStacks stacks, String folder) {
    String prefix =
        config == null ? AwsNames.configPrefix(stacks.topology().fleet().name()) : config;
    return new DeployCommands(stacks, folder, global, alarms, topology.file.toString(), prefix);
  }

  private void show(Topology read, String template) {
    if (topology.json()) {
      surroundings.out().println(Document.text(document(read).put("text", template)));
    } else {
      surroundings.out().print(template);
    }
  }

  private ObjectNode document(Topology read) {
    Document.About about =
        new Document.About(
            read.fleet().name(), surroundings.clock().instant(), 0, read.fleet().digest());
    return Document.of("stacks", about);
  }

  private void print(Topology read, List<DeployCommands.Command> all) {
    CommandList list = new CommandList(all);
    if (topology.json()) {
      ObjectNode node = document(read).put("global", global);
      surroundings.out().println(Document.text(list.in(node)));
      return;
    }
    surroundings.out().println("Wrote " + global + ". Deploy, in this order:");
    list.print(surroundings.out());
  }

  private static String template(AwsStacks stacks) {
    try {
      return GlobalTemplate.of(stacks);
    } catch (IllegalArgumentException tooLarge) {
      throw new Stop(ExitCode.USAGE, String.valueOf(tooLarge.getMessage()));
    }
  }

  /** An earlier one is replaced: it follows from the topology alone. */
  private void write(String file, String option, String template) {
    try {
      Files.writeString(surroundings.directory().resolve(file), template);
    } catch (IOException failure) {
      throw new Stop(
          ExitCode.FAILED,
          "cannot write %s (%s): choose a file that you may write with %s."
              .formatted(file, FaultWords.kind(failure), option));
    }
  }
}
