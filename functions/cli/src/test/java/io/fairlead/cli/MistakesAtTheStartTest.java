package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.region.WrongVariable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person meets who begins: starters, placeholders, the demo, an import, a first group. */
class MistakesAtTheStartTest {
  @TempDir private Path folder;

  private Path example(String name) {
    return CommandReferenceTest.root().resolve("examples").resolve(name + ".yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcp", "azur"})
  void only_what_init_has_a_starter_for_is_offered(String place) {
    CommandLineRun run = CommandLineRun.in(folder, "init", place);

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("fairlead: PLACE: expected one of local, aws, azure but was '" + place + "'\n");
    assertThat(CommandLineRun.in(folder, "help", "init").out())
        .contains("local, aws, azure.")
        .contains("global.yaml")
        .doesNotContain("gcp");
  }

  @Test
  void a_dry_run_for_programs_is_one_document_with_the_text_in_it() throws IOException {
    CommandLineRun local = CommandLineRun.in(folder, "init", "local", "--dry-run", "-o", "json");
    CommandLineRun aws = CommandLineRun.in(folder, "init", "aws", "--dry-run", "-o", "json");
    assertThat(folder).isEmptyDirectory();
    CommandLineRun.in(folder, "init", "aws");
    CommandLineRun stacks = CommandLineRun.in(folder, "stacks", "--dry-run", "-o", "json");

    assertThat(document(local.out()).path("text").asString())
        .isEqualTo(CommandLineRun.in(folder, "init", "local", "--dry-run").out());
    assertThat(document(aws.out()).path("fleet").asString()).isEqualTo("aws-three-regions");
    assertThat(document(aws.out()).path("text").asString())
        .isEqualTo(Files.readString(folder.resolve("fairlead.yaml")));
    assertThat(document(stacks.out()).path("kind").asString()).isEqualTo("stacks");
    assertThat(document(stacks.out()).path("text").asString())
        .isEqualTo(Files.readString(folder.resolve("global.yaml")));
  }

  private static JsonNode document(String out) {
    assertThat(out.strip().lines()).hasSize(1);
    return JsonMapper.shared().readTree(out);
  }

  @Test
  void placeholders_of_an_untouched_starter_are_listed_once_by_stacks() throws IOException {
    CommandLineRun init = CommandLineRun.in(folder, "init", "aws");
    CommandLineRun stacks = CommandLineRun.in(folder, "stacks");

    assertThat(init.err()).doesNotContain("placeholders");
    assertThat(stacks.err().lines().filter(line -> line.contains("placeholders")))
        .singleElement()
        .asString()
        .startsWith(
            "fairlead: placeholders are left, put in your own before you deploy: anchors"
                + " 192.0.2.1:53, 198.51.100.1:53; addresses 198.51.100.11, ")
        .contains(
            "203.0.113.30; interfaces eni-0a1b2c3d4e5f60001, ",
            "; allocations eipalloc-0a1b2c3d4e5f60718, eipalloc-0b1b2c3d4e5f60718, ",
            "; names ",
            "; hosted zones Z0123456789ABCDEFGHIJ of orders.example.com; topics arn:aws:sns:");
    replace("203.0.113.", "18.202.11.");
    replace("198.51.100.", "18.202.12.");
    replace("192.0.2.", "18.202.13.");
    replace("orders.example.com", "orders.acme-corp.com");
    replace("111122223333", "210987654321");
    replace("1b2c3d4e5f6", "1f2e3d4c5b6");
    assertThat(CommandLineRun.in(folder, "stacks").err())
        .contains(
            "before you deploy: hosted zones Z0123456789ABCDEFGHIJ of orders.acme-corp.com.\n");
    replace("Z0123456789ABCDEFGHIJ", "Z09876543210ZYXWVUTS");
    assertThat(CommandLineRun.in(folder, "stacks").err()).doesNotContain("placeholders");
    assertThat(CommandLineRun.in(folder, "validate").out()).doesNotContain("warning");
  }

  @Test
  void an_anchor_of_the_documentation_is_a_warning_of_validate_and_of_no_other_verb() {
    CommandLineRun.in(folder, "init", "aws");

    CommandLineRun validate = CommandLineRun.in(folder, "validate");
    CommandLineRun program = CommandLineRun.in(folder, "validate", "-o", "json");

    assertThat(validate.code()).isEqualTo(ExitCode.DONE);
    assertThat(validate.out())
        .startsWith(
            "fairlead.yaml: warning: anchors: kept for documentation, where nothing answers: an"
                + " observer that reaches no anchor is blind and abstains; found 192.0.2.1:53,"
                + " 198.51.100.1:53; allowed: ")
        .endsWith("valid, 1 warning\n");
    assertThat(document(program.out()).path("problems").get(0).path("path").asString())
        .isEqualTo("anchors");
    assertThat(CommandLineRun.in(folder, "cost").err()).doesNotContain("anchors");
  }

  private void replace(String old, String now) throws IOException {
    Path file = folder.resolve("fairlead.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, now));
  }

  @Test
  void a_demo_of_regions_in_a_cloud_or_of_two_starts_nothing() throws IOException {
    CommandLineRun aws = CommandLineRun.in(folder, "demo", "-f", text("aws-three-regions"));
    CommandLineRun mixed = CommandLineRun.in(folder, "demo", "-f", text("aws-azure"));

    assertThat(aws.code()).isEqualTo(ExitCode.USAGE);
    assertThat(aws.err())
        .isEqualTo(
            "fairlead: the demo runs three local regions on this machine, and in "
                + example("aws-three-regions")
                + " frankfurt, ireland, paris are in a cloud: leave out -f for the demo's own.\n");
    assertThat(mixed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(aws.out() + mixed.out()).isEmpty();
  }

  private String text(String name) {
    return example(name).toString();
  }

  @Test
  void a_failover_group_that_is_none_is_answered_with_what_the_option_takes() throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), MistakesTest.starter());

    CommandLineRun run = CommandLineRun.in(folder, "evacuate", "eu-west", "--group", "foo");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualTo("fairlead: region eu-west has no failover group foo: it has default, portal.\n");
  }

  @Test
  void an_import_from_what_cannot_be_is_refused_before_any_call() {
    assertThat(imported("nonsense", "eu-west-1"))
        .isEqualTo(
            "fairlead: --zone takes a hosted zone's id, as in Z0123456789ABCDEFGHIJ, and found"
                + " 'nonsense'.\n");
    assertThat(imported("Z0123456789ABCDEFGHIJ", "eu-central-1,eu-west-1a"))
        .isEqualTo(
            "fairlead: --location: not what AWS calls a region, as in eu-west-1; found"
                + " 'eu-west-1a'; did you mean 'eu-west-1'?\n");
    assertThat(imported("Z0123456789ABCDEFGHIJ", "cn-north-1"))
        .contains("cn-north-1 is of another partition of AWS");
  }

  private String imported(String zone, String locations) {
    CommandLineRun run =
        CommandLineRun.in(folder, "import", "--zone", zone, "--location", locations);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    return run.err();
  }

  @Test
  void a_variable_that_cannot_be_read_is_no_bug() {
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            new BufferedReader(new StringReader("")),
            Map.of(),
            folder,
            false,
            false,
            InstantSource.system());
    Failure failure = new Failure(new Complaints(surroundings, false));

    assertThat(failure.of(new WrongVariable("NAME needs a URL; found 'foo'"), false))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err).hasToString("fairlead: NAME needs a URL; found 'foo'\n");
  }
}
