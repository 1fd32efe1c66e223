package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With {@code -o json} every line on standard error is a document, whatever went wrong. */
class ErrorsForProgramsTest {
  @TempDir private Path folder;

  static Stream<String> onlineVerbs() {
    return MistakesTest.onlineVerbs();
  }

  static Stream<String> verbsWithOutput() {
    return MistakesTest.topologyVerbs().filter(verb -> !verb.equals("run") && !verb.equals("edge"));
  }

  @ParameterizedTest
  @MethodSource("verbsWithOutput")
  void a_missing_file_is_an_error_object(String verb) {
    CommandLineRun run =
        CommandLineRun.in(folder, MistakesTest.arguments(verb, "-o", "json", "-f", "nowhere.yaml"));

    JsonNode error = error(run, ExitCode.USAGE);
    assertThat(error.path("message").asString())
        .startsWith("there is no topology file nowhere.yaml");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("onlineVerbs")
  void a_state_that_is_out_of_reach_is_an_error_object(String verb) throws IOException {
    Files.writeString(folder.resolve("fairlead.yaml"), MistakesTest.starter());

    CommandLineRun run =
        CommandLineRun.in(
            folder, MistakesTest.arguments(verb, MistakesTest.withYes(verb, "--output=json")));

    assertThat(error(run, ExitCode.UNREACHABLE).path("message").asString()).isNotEmpty();
  }

  @Test
  void every_problem_of_a_topology_is_in_one_error_object() throws IOException {
    Files.writeString(
        folder.resolve("fairlead.yaml"),
        MistakesTest.starter().replaceFirst("cloud: local", "clod: local"));

    CommandLineRun run = CommandLineRun.in(folder, "status", "-ojson");

    assertThat(error(run, ExitCode.INVALID).path("message").asString())
        .contains("did you mean 'cloud'?");
  }

  @Test
  void a_wrong_verb_and_a_wrong_option_name_the_nearest() {
    JsonNode verb = error(CommandLineRun.in(folder, "statsu", "-o", "JSON"), ExitCode.USAGE);
    JsonNode option =
        error(CommandLineRun.in(folder, "drain", "x", "--raeson", "y", "-o=json"), ExitCode.USAGE);

    assertThat(verb.path("didYouMean").get(0).asString()).isEqualTo("status");
    assertThat(option.path("didYouMean").get(0).asString()).isEqualTo("--reason");
  }

  @Test
  void what_init_answers_programs_is_documents_alone() {
    CommandLineRun aws = CommandLineRun.in(folder, "init", "aws", "-o", "json");

    assertThat(aws.code()).isEqualTo(ExitCode.DONE);
    assertThat(aws.out().lines().map(line -> document(line).path("kind").asString()))
        .containsExactly("init", "stacks");
    assertThat(document(aws.err()).path("kind").asString()).isEqualTo("warning");
  }

  private static JsonNode error(CommandLineRun run, ExitCode code) {
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.err().lines()).hasSize(1);
    JsonNode error = document(run.err());
    assertThat(error.propertyNames())
        .containsExactly(
            "apiVersion",
            "kind",
            "fleet",
            "now",
            "epoch",
            "topologyDigest",
            "message",
            "code",
            "meaning",
            "didYouMean");
    assertThat(error.path("kind").asString()).isEqualTo("error");
    assertThat(error.path("code").asInt()).isEqualTo(code.code());
    assertThat(error.path("meaning").asString()).isEqualTo(code.meaning());
    return error;
  }

  private static JsonNode document(String line) {
    return JsonMapper.shared().readTree(line);
  }
}
