package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's mistakes with AWS, by the verbs as processes against the twin: one sentence each. */
class MistakesOnAwsTest {
  private static final List<String> SERVICES =
      List.of("ec2", "route53", "s3", "dynamodb", "cloudformation", "lambda", "sns", "sqs");

  @TempDir private Path folder;

  private AwsTwin twin;
  private String hosted;

  @BeforeEach
  void makeTwin() throws IOException {
    twin = new AwsTwin(new TwinClock(Instant.now()));
    hosted = twin.route53().zone("orders.example.com");
    String allocation =
        twin.ec2()
            .allocation(
                Emulator.ACCOUNT, "eu-west-1", Map.of("fairlead:fleet", "aws-three-regions"));
    Files.writeString(
        folder.resolve("fairlead.yaml"),
        Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
            .replace("Z0123456789ABCDEFGHIJ", hosted)
            .replaceAll("eipalloc-0a1b[0-9a-f]+", allocation));
  }

  @AfterEach
  void stop() {
    twin.close();
  }

  @Test
  void credentials_that_are_not_accepted_are_told_with_the_call() throws Exception {
    twin.knows("999988887777");

    Said doctor = fairlead(Map.of(), "doctor");

    assertThat(doctor.code()).isNotZero();
    assertThat(doctor.lines("address/ireland/front"))
        .contains("ec2:DescribeAddresses on eu-west-1", "AuthFailure")
        .doesNotContain("secret");
    assertThat(imported().all())
        .contains("route53:ListResourceRecordSets on " + hosted, "InvalidClientTokenId");
  }

  @Test
  void credentials_that_are_nowhere_are_told_without_the_sdks_list_of_places() throws Exception {
    Map<String, String> none = Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "");

    Said doctor = fairlead(none, "doctor");

    assertThat(doctor.lines("address/ireland/front"))
        .contains("ec2:DescribeAddresses on eu-west-1 was not sent: no credentials were found");
    assertThat(doctor.all()).doesNotContain("AwsCredentialsProviderChain", "\tat ");
  }

  @Test
  void a_permission_that_is_missing_is_told_with_action_and_resource() throws Exception {
    twin.faults()
        .add(
            new Where("ec2", "eu-west-1", "AssociateAddress"),
            new Fault.Refused(403, "UnauthorizedOperation"));
    twin.faults()
        .add(
            new Where("route53", "", "ListResourceRecordSets"),
            new Fault.Refused(403, "AccessDenied"));

    assertThat(fairlead(Map.of(), "doctor").lines("address/ireland/front"))
        .contains("expected a move to gw-1 to be allowed", "ec2:AssociateAddress on gw-1")
        .contains("UnauthorizedOperation", "grant it");
    assertThat(imported().all())
        .contains("route53:ListResourceRecordSets on " + hosted, "AccessDenied");
  }

  @Test
  void an_allocation_of_another_location_or_of_nobody_is_told_with_both() throws Exception {
    // The twin counts in each location from one: the first is like the one of Ireland.
    twin.ec2().allocation(Emulator.ACCOUNT, "us-east-1", Map.of());
    String elsewhere = twin.ec2().allocation(Emulator.ACCOUNT, "us-east-1", Map.of());
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll("eipalloc-0b1b[0-9a-f]+", "eipalloc-00000000000000bad")
            .replaceAll("eipalloc-0c1b[0-9a-f]+", elsewhere));

    Said doctor = fairlead(Map.of(), "doctor");

    assertThat(doctor.lines("address/frankfurt/front"))
        .contains("expected eipalloc-00000000000000bad in eu-central-1, found no such allocation")
        .contains("correct the allocation id, the location or the credentials");
    assertThat(doctor.lines("address/paris/front")).contains(elsewhere, "in eu-west-3");
  }

  private Said imported() throws Exception {
    return fairlead(
        Map.of(), "import", "--zone", hosted, "--location", "eu-west-1", "-f", "imported.yaml");
  }

  /** What a process said, and its exit code. */
  private record Said(int code, String all) {
    /** The lines about a subject. */
    String lines(String subject) {
      return String.join("\n", all.lines().filter(line -> line.contains(subject)).toList());
    }
  }

  private Said fairlead(Map<String, String> environment, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.fairlead.cli.Main"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    Map<String, String> all = new TreeMap<>();
    all.put("AWS_ACCESS_KEY_ID", Emulator.ACCOUNT);
    all.put("AWS_SECRET_ACCESS_KEY", "a-secret-that-nobody-prints");
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.put("HOME", folder.toString());
    all.put(
        "FAIRLEAD_ENDPOINTS",
        String.join(",", SERVICES.stream().map(each -> each + "=" + twin.endpoint()).toList()));
    all.putAll(environment);
    all.values().removeIf(String::isEmpty);
    builder.environment().putAll(all);
    Child.Said said = Child.run(builder);
    assertThat(said.text()).doesNotContain("a-secret-that-nobody-prints");
    return new Said(said.code(), said.text());
  }
}
