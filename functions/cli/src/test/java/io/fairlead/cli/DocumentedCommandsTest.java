package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that a page shows has a verb and options that the command line takes. */
class DocumentedCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|[ (;])(?:\\./)?fairlead ([a-z][^#|;&)]*)");

  @Test
  void every_command_on_a_page_has_a_verb_and_options_that_are_taken() throws IOException {
    List<String> commands = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (Path page : PageCode.pages()) {
      for (String command : commands(Files.readString(page))) {
        commands.add(command);
        mistakes(command).stream()
            .map(why -> page + ": fairlead " + command + ": " + why)
            .forEach(mistakes::add);
      }
    }

    assertThat(commands).hasSizeGreaterThan(60).anyMatch(each -> each.startsWith("import --zone"));
    assertThat(mistakes).isEmpty();
  }

  @Test
  void a_command_that_is_not_taken_is_found() {
    assertThat(commands("`fairlead stauts`, and\n```\n./fairlead drain gw-1 --wiat 2m   # c\n```"))
        .map(DocumentedCommandsTest::mistakes)
        .containsExactlyInAnyOrder(
            List.of("no verb 'stauts'"), List.of("drain has no option '--wiat'"));
  }

  private static List<String> mistakes(String command) {
    List<String> words = List.of(command.strip().split("\\s+", -1));
    CommandLine verb =
        new Fairlead(Surroundings.ofProcess())
            .withAllVerbs()
            .getSubcommands()
            .get(words.getFirst());
    if (verb == null) {
      return List.of("no verb '" + words.getFirst() + "'");
    }
    return words.stream()
        .skip(1)
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(word -> word.matches("-[a-z]|--[a-z-]+"))
        .filter(word -> verb.getCommandSpec().findOption(word) == null)
        .map(word -> words.getFirst() + " has no option '" + word + "'")
        .toList();
  }

  /** What follows the program's name, of spans and of lines in fences. */
  private static List<String> commands(String page) {
    return PageCode.of(page).stream()
        .flatMap(code -> COMMAND.matcher(code).results())
        .map((MatchResult found) -> found.group(1).strip())
        .toList();
  }
}
