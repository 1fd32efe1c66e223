package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of AWS get the topology's text and nothing besides: no variables, no other files. */
class StacksTest {
  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void writeStarter() {
    assertThat(CommandLineRun.in(folder, "init", "aws").code()).isEqualTo(ExitCode.DONE);
    file = folder.resolve("fairlead.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"aws-three-regions", "aws-load-balancers", "azure-three-regions", "aws-azure"})
  void every_example_of_a_cloud_can_be_deployed(String name) throws IOException {
    Files.copy(
        CommandReferenceTest.root().resolve("examples").resolve(name + ".yaml"),
        file,
        StandardCopyOption.REPLACE_EXISTING);

    CommandLineRun stacks = CommandLineRun.in(folder, "stacks");

    assertThat(stacks.code()).as(stacks.err()).isEqualTo(ExitCode.DONE);
    assertThat(stacks.err()).contains("placeholders are left");
  }

  @Test
  void a_variable_that_is_set_on_this_machine_alone_is_refused_with_its_key() throws IOException {
    instead("path: /health", "path: /health\n      headers: {X-By: \"${FAIRLEAD_OPERATOR}\"}");

    assertRefused("probes.orders.https.headers.X-By is '${FAIRLEAD_OPERATOR}'", "value itself");
  }

  @Test
  void a_default_that_this_machine_does_not_take_is_refused() throws IOException {
    instead("path: /health", "path: /health\n      headers: {X-By: \"${FAIRLEAD_OPERATOR:-me}\"}");

    assertRefused("probes.orders.https.headers.X-By is", "value itself there");
  }

  @Test
  void a_default_that_holds_here_too_is_not() throws IOException {
    instead("path: /health", "path: /health\n      headers: {X-By: \"${NOBODY_SETS_IT:-me}\"}");

    assertThat(CommandLineRun.in(folder, "stacks").code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void a_file_that_is_taken_in_is_refused() throws IOException {
    Files.writeString(folder.resolve("by.txt"), "me");
    instead("path: /health", "path: /health\n      headers: {X-By: \"${file:by.txt}\"}");

    assertRefused("probes.orders.https.headers.X-By is '${file:by.txt}'", "nor your files");
  }

  @Test
  void a_file_of_authorities_is_refused() throws IOException {
    instead("minimumValidity: 3d", "minimumValidity: 3d, trust: ca.pem");

    assertRefused("probes.orders.https.tls.trust is 'ca.pem'", "leave it out");
  }

  @Test
  void a_zip_that_the_template_names_and_nobody_has_made_is_told_with_what_makes_it()
      throws IOException {
    Path templates = Files.createDirectories(folder.resolve("infra/aws"));
    Path zip = folder.resolve("functions/aws/target/fairlead-aws.zip");
    Files.copy(
        CommandReferenceTest.root().resolve("infra/aws/region.yaml"),
        templates.resolve("region.yaml"));

    CommandLineRun without = CommandLineRun.in(folder, "stacks");
    Files.createDirectories(templates.resolve("../../functions/aws/target"));
    Files.writeString(zip, "");
    CommandLineRun with = CommandLineRun.in(folder, "stacks");

    assertThat(without.code()).isEqualTo(ExitCode.DONE);
    assertThat(without.err())
        .contains("functions from functions/aws/target/fairlead-aws.zip, which is not there: make")
        .contains("'./mvnw -pl functions/aws -am -Dmaven.test.skip=true package'");
    assertThat(with.err()).doesNotContain("zip");
  }

  @Test
  void a_region_that_is_dark_together_with_the_alarm_of_its_silence_is_told() throws IOException {
    assertThat(CommandLineRun.in(folder, "stacks").err()).doesNotContain("is dark with it");

    // A global table lies within one set of AWS's regions, and none of the others is in America.
    instead(
        "register: global-table, table: fairlead-aws-three-regions-register", "register: quorum");
    instead("location: eu-west-1", "location: us-east-1");

    CommandLineRun stacks = CommandLineRun.in(folder, "stacks");
    assertThat(stacks.code()).as(stacks.err()).isEqualTo(ExitCode.DONE);
    assertThat(stacks.err())
        .contains("region/ireland: expected", "found it in us-east-1", "-silent-ireland is dark")
        .contains("Route 53 and IAM", "-notices");
  }

  private void assertRefused(String... words) {
    CommandLineRun run = CommandLineRun.in(folder, "stacks");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(words);
    assertThat(run.out()).isEmpty();
  }

  private void instead(String of, String text) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(of);
    Files.writeString(file, before.replace(of, text));
  }
}
