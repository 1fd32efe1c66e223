package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.wiring.stack.AzureCommands;
import io.fairlead.wiring.stack.AzureObjections;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.stack.DeployCommands.Command;
import io.fairlead.wiring.stack.SentText;
import io.fairlead.wiring.topology.Placeholders;
import io.fairlead.wiring.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says how a topology's regions on Azure are deployed. Nothing is written for them. */
record StacksOnAzure(Surroundings surroundings, TopologyOption option, AzureStacks stacks) {
  private static final String FLEET = "fleet.json";

  /** Whether there are such regions. */
  boolean isNeeded() {
    return stacks.isNeeded();
  }

  /**
   * Looks whether the templates can serve the topology.
   *
   * @throws Stop where they cannot
   */
  void check() {
    new AzureObjections(stacks).first().ifPresent(StacksOnAzure::refuse);
    SentText.objection(
            surroundings.directory().resolve(option.file), surroundings.environment()::get)
        .ifPresent(StacksOnAzure::refuse);
  }

  /**
   * Prints the commands.
   *
   * @param templates the folder that somebody named; null = the checkout's
   * @param quiet whether he knows that placeholders are left
   */
  void print(@Nullable String templates, boolean quiet) {
    check();
    String folder = folder(templates);
    if (!quiet) {
      Placeholders.sentence(stacks.topology()).ifPresent(option.complaints(surroundings)::remark);
    }
    List<Command> all = new AzureCommands(stacks, folder, option.file.toString()).all();
    if (option.json()) {
      json(all);
      return;
    }
    surroundings.out().println("Deploy on Azure, in this order:");
    for (Command each : all) {
      surroundings.out().println("# " + each.purpose());
      surroundings.out().println(each.line());
    }
  }

  private void json(List<Command> all) {
    Topology topology = stacks.topology();
    ObjectNode node =
        Document.of(
            "stacks",
            new Document.About(
                topology.fleet().name(),
                surroundings.clock().instant(),
                0,
                topology.fleet().digest()));
    ArrayNode list = node.putArray("commands");
    for (Command each : all) {
      ArrayNode words = list.addObject().put("purpose", each.purpose()).putArray("words");
      each.words().forEach(words::add);
    }
    surroundings.out().println(Document.text(node));
  }

  private String folder(@Nullable String named) {
    return new TemplateFolder(surroundings.directory(), "azure", FLEET)
        .named(named, option.complaints(surroundings)::remark);
  }

  private static void refuse(String why) {
    throw new Stop(ExitCode.USAGE, why);
  }
}
