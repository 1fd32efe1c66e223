package io.fairlead.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.answer.StatusText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The command reference in the documents is what the command line really takes. */
class CommandReferenceTest {
  @Test
  void the_documented_verbs_are_the_real_ones() throws IOException {
    String documented = Files.readString(root().resolve("docs/cli.md"));
    String real = CommandReference.of(new Fairlead(Surroundings.ofProcess()).withAllVerbs());

    assertThat(documented).contains(real);
  }

  @Test
  void help_shows_no_option_that_has_no_meaning_for_a_verb() {
    for (String without :
        List.of(
            "activate --for",
            "activate --wait",
            "unfreeze --for",
            "unfreeze --wait",
            "freeze --wait",
            "failover --for",
            "failback --for",
            "undrain --for")) {
      String[] words = without.split(" ", -1);
      assertThat(CommandLineRun.in(root(), words[0], "--help").out())
          .as(without)
          .doesNotContain(words[1] + "=")
          .contains("--reason");
    }
    assertThat(CommandLineRun.in(root(), "drain", "--help").out()).contains("--for=", "--wait=");
    assertThat(CommandLineRun.in(root(), "freeze", "--help").out()).contains("--for=");
  }

  @Test
  void every_exit_code_is_documented() throws IOException {
    String documented = Files.readString(root().resolve("docs/cli.md"));

    for (ExitCode code : ExitCode.values()) {
      assertThat(documented).contains("| " + code.code() + " | " + code.meaning() + " |");
    }
  }

  @Test
  void the_starter_is_the_demos_topology_in_mode_observe_under_names_and_addresses_of_its_own()
      throws IOException {
    Path example = root().resolve("examples/three-regions.yaml");
    Path starter =
        root().resolve("functions/cli/src/main/resources/io/fairlead/cli/verb/starter-local.yaml");

    assertThat(settings(starter).stream().map(CommandReferenceTest::ofTheDemo))
        .containsExactlyElementsOf(settings(example));
    assertThat(Files.readString(starter)).contains("fleet: starter").doesNotContain("demo");
    assertThat(met(Files.readString(starter), Files.readString(example))).isEmpty();
  }

  /** What a line of the starter reads as in the demo's topology. */
  private static String ofTheDemo(String line) {
    return line.replace("fleet: starter", "fleet: three-regions")
        .replace("127.20.", "127.10.")
        .replace(".starter.test", ".demo.test")
        .replace("# quick, to try it;", "# demo pace;");
  }

  /** Addresses and DNS names that two topologies share. */
  private static Set<String> met(String one, String other) {
    Pattern place = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+|[a-z.]+\\.test");
    Set<String> shared = place.matcher(one).results().map(MatchResult::group).collect(toSet());
    shared.retainAll(place.matcher(other).results().map(MatchResult::group).toList());
    return shared;
  }

  @Test
  void every_column_of_status_is_explained_by_its_help_and_in_the_documents() throws IOException {
    String help = CommandLineRun.in(root(), "status", "--help").out();
    String documented = Files.readString(root().resolve("docs/cli.md"));

    for (String column : StatusText.COLUMNS) {
      assertThat(help).contains(column);
      assertThat(documented).contains("| `" + column + "` |");
    }
  }

  @Test
  void the_starter_of_aws_is_its_example() throws IOException {
    Path example = root().resolve("examples/aws-three-regions.yaml");
    Path starter =
        root().resolve("functions/cli/src/main/resources/io/fairlead/cli/verb/starter-aws.yaml");

    assertThat(settings(starter)).containsExactlyElementsOf(settings(example));
  }

  /** The lines below the opening comment. */
  private static List<String> settings(Path topology) throws IOException {
    return Files.readAllLines(topology).stream()
        .dropWhile(line -> line.startsWith("#"))
        .map(CommandReferenceTest::acting)
        .toList();
  }

  /** Both modes look alike, so that only other differences count. */
  private static String acting(String line) {
    return line.startsWith("mode:") ? "mode:" : line;
  }

  /** The folder of the whole project, above the folder that tests run in. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("examples/three-regions.yaml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not in a checkout");
      }
    }
    return folder;
  }
}
