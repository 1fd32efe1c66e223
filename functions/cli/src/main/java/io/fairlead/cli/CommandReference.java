package io.fairlead.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The verbs and their options as Markdown, from the very model that parses them. */
public final class CommandReference {
  private CommandReference() {}

  /** One section a verb, in the order of the help text. */
  public static String of(CommandLine line) {
    return line.getSubcommands().values().stream()
        .map(verb -> section(verb.getCommandSpec()))
        .collect(Collectors.joining("\n"));
  }

  private static String section(CommandSpec verb) {
    StringBuilder text = new StringBuilder("### " + verb.name() + "\n\n");
    text.append(String.join(" ", verb.usageMessage().description())).append("\n\n");
    text.append("    fairlead ").append(verb.name());
    for (PositionalParamSpec each : verb.positionalParameters()) {
      text.append(' ').append(each.paramLabel());
    }
    for (OptionSpec each : verb.options()) {
      if (each.required()) {
        text.append(' ').append(each.longestName()).append(' ').append(each.paramLabel());
      }
    }
    text.append(" [OPTIONS]\n\n");
    for (PositionalParamSpec each : verb.positionalParameters()) {
      item(text, each.paramLabel(), each.description());
    }
    for (OptionSpec each : verb.options()) {
      boolean always = Set.of("--help", "--version").contains(each.longestName());
      if (!always && !each.hidden()) {
        item(text, names(each), each.description());
      }
    }
    text.append("\nExample: `").append(String.join(" ", verb.usageMessage().footer()).strip());
    return text.append("`\n").toString();
  }

  private static String names(OptionSpec option) {
    String names = String.join(", ", List.of(option.names()));
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static void item(StringBuilder text, String name, String[] description) {
    text.append("- `").append(name).append("` ");
    text.append(
        String.join(" ", description)
            .replace("${DEFAULT-VALUE}", name.startsWith("-f") ? "fairlead.yaml" : "text")
            .replace("${COMPLETION-CANDIDATES}", "local, aws, azure"));
    text.append('\n');
  }
}
