package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.wiring.stack.AzureCommands;
import io.fairlead.wiring.stack.AzureObjections;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.stack.SentText;
import io.fairlead.wiring.topology.Placeholders;
import io.fairlead.wiring.topology.Topology;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    CommandList list = new CommandList(commands(templates).all());
    if (!quiet) {
      Placeholders.sentence(stacks.topology()).ifPresent(option.complaints(surroundings)::remark);
    }
    if (option.json()) {
      Topology topology = stacks.topology();
      Document.About about =
          new Document.About(
              topology.fleet().name(),
              surroundings.clock().instant(),
              0,
              topology.fleet().digest());
      surroundings.out().println(Document.text(list.in(Document.of("stacks", about))));
      return;
    }
    surroundings.out().println("Deploy on Azure, in this order:");
    list.print(surroundings.out());
  }

  /** The commands, by templates in a folder that somebody named; null = the checkout's. */
  AzureCommands commands(@Nullable String templates) {
    Consumer<String> remark = option.complaints(surroundings)::remark;
    TemplateFolder folders = new TemplateFolder(surroundings.directory(), "azure", FLEET);
    AzureCommands commands =
        new AzureCommands(stacks, folders.named(templates, remark), option.file.toString());
    if (!stacks.scopes().isEmpty()
        && !Files.isRegularFile(surroundings.directory().resolve(commands.zip()))) {
      remark.accept(
          "the functions' zip "
              + commands.zip()
              + " is not there: make it in a checkout by './mvnw -pl functions/azure -am"
              + " -Dmaven.test.skip=true package' before you push it.");
    }
    return commands;
  }

  private static void refuse(String why) {
    throw new Stop(ExitCode.USAGE, why);
  }
}
