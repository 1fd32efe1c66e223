package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every verb meets every class of mistake with a sentence and its exit code. */
class MistakesTest {
  /** Verbs that read no topology. */
  private static final Set<String> WITHOUT_TOPOLOGY =
      Set.of("init", "completion", "help", "import");

  /** Verbs that need nothing that answers. */
  private static final Set<String> OFFLINE =
      Set.of(
          "init",
          "completion",
          "help",
          "validate",
          "stacks",
          "cost",
          "doctor",
          "import",
          "publish",
          "replicate",
          "artifacts",
          "tokens");

  /** Verbs that stay, or that build their own fleet. */
  private static final Set<String> LONG_RUNNING = Set.of("run", "edge", "demo");

  @TempDir private Path folder;

  static Stream<String> topologyVerbs() {
    return Verbs.ALL.keySet().stream()
        .filter(verb -> !WITHOUT_TOPOLOGY.contains(verb) && !verb.equals("demo"));
  }

  static Stream<String> onlineVerbs() {
    return topologyVerbs().filter(verb -> !OFFLINE.contains(verb) && !LONG_RUNNING.contains(verb));
  }

  static Stream<String> allVerbs() {
    return Verbs.ALL.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("topologyVerbs")
  void a_missing_file_is_a_usage_error(String verb) {
    CommandLineRun run = CommandLineRun.in(folder, arguments(verb, "-f", "nowhere.yaml"));

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("nowhere.yaml")
        .contains("fairlead init local")
        .contains("fairlead init aws");
    assertOneSentence(run);
  }

  @Test
  void a_verb_that_is_none_and_a_file_without_its_option_are_told_as_such() {
    assertThat(CommandLineRun.in(folder, "statsu").err())
        .isEqualTo(
            "fairlead: there is no verb 'statsu'\n"
                + "Did you mean: status?\n"
                + "See 'fairlead --help'.\n");
    assertThat(CommandLineRun.in(folder, "evac", "--help").err()).contains("mean: evacuate?");
    assertThat(CommandLineRun.in(folder, "xyzzy").err()).doesNotContain("Did you mean");
    assertThat(CommandLineRun.in(folder, "drain", "x", "--raeson", "y").err())
        .contains("Did you mean: --reason?");
    assertThat(CommandLineRun.in(folder, "validate", "three.yaml").err())
        .startsWith("fairlead: 'three.yaml' is not expected here: a topology file is named by -f ");
  }

  @ParameterizedTest
  @MethodSource("topologyVerbs")
  void broken_yaml_is_an_invalid_topology(String verb) throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), "fleet: [\nregions: {");

    CommandLineRun run = CommandLineRun.in(folder, arguments(verb));

    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.err()).contains("fairlead.yaml:");
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @MethodSource("topologyVerbs")
  void every_problem_is_told_in_one_go(String verb) throws IOException {
    String valid = starter();
    Files.writeString(
        folder.resolve("fairlead.yaml"),
        valid
            .replace("jurisdiction: US", "jurisdicton: US")
            .replace("port: 8081\n", "port: 99999\n"));

    CommandLineRun run = CommandLineRun.in(folder, arguments(verb));

    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.err()).contains("jurisdicton").contains("99999");
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  void an_unknown_option_is_a_usage_error(String verb) {
    CommandLineRun run = CommandLineRun.in(folder, arguments(verb, "--no-such-option"));

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--no-such-option").contains("--help");
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  void help_shows_an_example(String verb) {
    CommandLineRun run = CommandLineRun.in(folder, verb, "--help");

    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("Example:").contains("fairlead " + verb.split(" ", 2)[0]);
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  void help_of_a_verb_is_what_its_option_shows(String verb) {
    CommandLineRun run = CommandLineRun.in(folder, "help", verb);

    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo(CommandLineRun.in(folder, verb, "--help").out());
  }

  @Test
  void help_alone_names_the_verbs_and_of_no_verb_the_nearest() {
    assertThat(CommandLineRun.in(folder, "help").out())
        .isEqualTo(CommandLineRun.in(folder, "--help").out())
        .contains("  drain  ");
    assertThat(CommandLineRun.in(folder, "help", "drian").code()).isEqualTo(ExitCode.USAGE);
    assertThat(CommandLineRun.in(folder, "help", "drian").err()).contains("Did you mean: drain?");
  }

  @ParameterizedTest
  @MethodSource("allVerbs")
  void options_that_must_be_given_are_marked_in_the_help(String verb) {
    CommandLine line = new Fairlead(Surroundings.ofProcess()).withAllVerbs();

    for (OptionSpec option : line.getSubcommands().get(verb).getCommandSpec().options()) {
      assertThat(String.join(" ", option.description()).endsWith("(required)."))
          .as(option.longestName())
          .isEqualTo(option.required());
    }
  }

  @Test
  void a_run_is_told_to_observe_and_not_to_act() {
    CommandLineRun help = CommandLineRun.in(folder, "run", "--help");
    CommandLineRun act = CommandLineRun.in(folder, "run", "--region", "eu-west", "--mode", "act");

    assertThat(help.out()).contains("--mode=observe").doesNotContain("act,");
    assertThat(act.code()).isEqualTo(ExitCode.USAGE);
    assertThat(act.err())
        .contains("--mode")
        .contains("it takes observe alone, not 'act': 'mode: act' is said in the topology");
    assertThat(CommandLineRun.in(folder, "completion").out()).doesNotContain("act\" \"observe");
  }

  @ParameterizedTest
  @MethodSource("onlineVerbs")
  void without_edges_the_state_is_unreachable(String verb) throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), starter());

    CommandLineRun run = CommandLineRun.in(folder, arguments(verb, withYes(verb)));

    assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertOneSentence(run);
  }

  @ParameterizedTest
  @MethodSource("subjectVerbs")
  void an_unknown_subject_is_answered_with_the_candidates(String verb) throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), starter());

    CommandLineRun run = CommandLineRun.in(folder, verb, "eu-wst");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("eu-wst").contains("region/eu-west");
    assertOneSentence(run);
  }

  @Test
  void a_kind_is_answered_with_every_name_of_it_and_no_kind_hides_behind_another()
      throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), starter());

    CommandLineRun region = CommandLineRun.in(folder, "explain", "region/nowhere");
    CommandLineRun any = CommandLineRun.in(folder, "explain", "nowhere");

    assertThat(region.code()).isEqualTo(ExitCode.USAGE);
    assertThat(region.err())
        .isEqualTo(
            "fairlead: nothing in this fleet is called 'region/nowhere': there are"
                + " region/eu-north, region/eu-west, region/us-east.\n");
    assertThat(any.err())
        .contains("; region/eu-north, region/eu-west, region/us-east; service/orders, ")
        .contains("partition/portal/all")
        .contains("node/us-east/gw-2")
        .doesNotContain(" more");
  }

  @Test
  void a_demo_of_a_file_or_into_a_folder_that_cannot_be_is_no_bug() throws IOException {
    Files.writeString(folder.resolve("taken"), "mine");

    CommandLineRun nowhere = CommandLineRun.in(folder, "demo", "-f", "nowhere.yaml");
    CommandLineRun logs = CommandLineRun.in(folder, "demo", "--logs", "taken/logs");

    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("there is no topology file nowhere.yaml");
    assertThat(logs.err())
        .matches(err -> err.contains("taken/logs cannot be used (") || err.contains("another demo"))
        .doesNotContain("bug");
    assertOneSentence(nowhere);
  }

  @Test
  void what_may_be_typed_is_told_as_it_is_typed() {
    assertThat(CommandLineRun.in(folder, "status", "-o", "yaml").err())
        .contains("expected one of text, json but was 'yaml'");
    assertThat(CommandLineRun.in(folder, "init", "mars").err())
        .startsWith("fairlead: PLACE: expected one of local, aws, azure but was 'mars'");
  }

  @Test
  void one_slip_of_the_pen_is_one_problem() throws IOException {
    Files.writeString(
        folder.resolve("fairlead.yaml"), starter().replaceFirst("cloud: local", "clod: local"));

    CommandLineRun run = CommandLineRun.in(folder, "validate");

    assertThat(run.code()).isEqualTo(ExitCode.INVALID);
    assertThat(run.err())
        .contains("regions.eu-west.clod: unknown key; did you mean 'cloud'?")
        .endsWith("fairlead.yaml: 1 problem\n");
    assertThat(run.err().lines()).hasSize(2);
  }

  static Stream<String> subjectVerbs() {
    return Stream.of("explain", "failover", "failback", "drain", "undrain", "evacuate", "restore");
  }

  @Test
  void an_unknown_verb_is_answered_with_the_nearest() {
    CommandLineRun run = CommandLineRun.in(folder, "valdate");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("validate");
  }

  @Test
  void no_verb_at_all_shows_the_verbs() {
    CommandLineRun run = CommandLineRun.in(folder);

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("validate").contains("Exit codes:");
  }

  @Test
  void a_bad_duration_is_a_usage_error() {
    CommandLineRun run = CommandLineRun.in(folder, "freeze", "--for", "soon");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'soon'").contains("90s");
  }

  @Test
  void init_leaves_a_file_that_is_there_as_it_is() throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), "mine");

    CommandLineRun run = CommandLineRun.in(folder, "init", "local");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(Files.readString(folder.resolve("fairlead.yaml"))).isEqualTo("mine");
  }

  @Test
  void init_aws_leaves_a_template_that_is_there_as_it_is_and_writes_nothing() throws IOException {
    Files.writeString(folder.resolve("global.yaml"), "mine");

    CommandLineRun run = CommandLineRun.in(folder, "init", "aws");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("global.yaml exists already").contains("nothing is written");
    assertOneSentence(run);
    assertThat(folder.resolve("fairlead.yaml")).doesNotExist();
    assertThat(Files.readString(folder.resolve("global.yaml"))).isEqualTo("mine");
  }

  @Test
  void templates_that_are_not_there_are_an_error_where_named_and_a_word_where_not()
      throws IOException {
    CommandLineRun init = CommandLineRun.in(folder, "init", "aws");
    Path made = Files.createDirectories(folder.resolve("made"));

    CommandLineRun nowhere = CommandLineRun.in(folder, "stacks", "--templates", "/nonexistent");
    CommandLineRun empty = CommandLineRun.in(folder, "stacks", "--templates", "made");
    Files.writeString(made.resolve("region.yaml"), "Resources: {}");
    CommandLineRun there = CommandLineRun.in(folder, "stacks", "--templates", "made");

    assertThat(init.code()).isEqualTo(ExitCode.DONE);
    assertThat(init.err()).contains("there is no infra/aws/region.yaml here");
    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err())
        .contains("--templates /nonexistent has neither region.yaml nor aws/region.yaml");
    assertOneSentence(nowhere);
    assertThat(empty.code()).isEqualTo(ExitCode.USAGE);
    assertThat(there.code()).isEqualTo(ExitCode.DONE);
    assertThat(there.err()).startsWith("fairlead: placeholders are left").hasLineCount(1);
    assertThat(there.out()).contains("--template-file made/region.yaml");
  }

  @Test
  void what_init_writes_is_valid_and_observes() throws IOException {
    CommandLineRun init = CommandLineRun.in(folder, "init", "local");
    assertThat(init.code()).isEqualTo(ExitCode.DONE);
    assertThat(init.out()).contains("stop and start each 'fairlead run'", "then fairlead activate");

    CommandLineRun run = CommandLineRun.in(folder, "validate");

    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(folder.resolve("fairlead.yaml"))).contains("mode: observe");
  }

  static String[] arguments(String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    switch (verb) {
      case "explain", "failover", "failback", "drain", "undrain" -> arguments.add("region/eu-west");
      case "evacuate", "restore" -> arguments.add("eu-west");
      case "init" -> arguments.add("local");
      case "import" -> arguments.addAll(List.of("--zone", "Z1", "--location", "eu-west-1"));
      case "run", "edge", "replicate" -> arguments.addAll(List.of("--region", "eu-west"));
      case "artifacts", "tokens" -> arguments.add("list");
      default -> {}
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  static String[] withYes(String verb, String... more) {
    return Stream.concat(Stream.of(withYes(verb)), Stream.of(more)).toArray(String[]::new);
  }

  private static String[] withYes(String verb) {
    return Set.of("plan", "status", "explain", "history").contains(verb)
        ? new String[0]
        : new String[] {"--yes"};
  }

  /** The starter on addresses where nothing listens. */
  static String starter() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Fairlead.class.getResourceAsStream("verb/starter-local.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("127.20.", "127.201.");
    }
  }

  private static void assertOneSentence(CommandLineRun run) {
    assertThat(run.err()).startsWith("fairlead: ").doesNotContain("\tat ");
    assertThat(run.err().strip().lines()).hasSize(1);
  }
}
