package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void every_exit_code_is_documented() throws IOException {
    String documented = Files.readString(root().resolve("docs/cli.md"));

    for (ExitCode code : ExitCode.values()) {
      assertThat(documented).contains("| " + code.code() + " | " + code.meaning() + " |");
    }
  }

  @Test
  void the_starter_is_the_example_in_mode_observe() throws IOException {
    Path example = root().resolve("examples/three-regions.yaml");
    Path starter =
        root().resolve("functions/cli/src/main/resources/io/fairlead/cli/verb/starter-local.yaml");

    assertThat(settings(starter)).containsExactlyElementsOf(settings(example));
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
  private static Path root() {
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
