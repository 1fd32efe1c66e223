package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line with an operator's profiles, against moto's own token service. */
@NeedsParts(Part.MOTO)
class ProfilesTest {
  private static final List<String> SERVICES =
      List.of("ec2", "route53", "s3", "dynamodb", "cloudformation", "lambda", "sns", "sqs");

  @TempDir private Path folder;

  private Emulator moto;

  @BeforeEach
  void start() throws IOException {
    moto = Emulator.start(Part.MOTO);
    try (AwsClients clients = moto.clients()) {
      Emulator.warm(() -> clients.ec2("eu-west-1").describeAccountAttributes());
      Emulator.warm(() -> clients.route53().listHostedZones());
    }
    Files.copy(
        Workspace.top().resolve("examples/aws-three-regions.yaml"),
        folder.resolve("fairlead.yaml"));
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve(".aws/config"),
        """
        [profile keys]
        aws_access_key_id = %1$s
        aws_secret_access_key = secret

        [profile oncall]
        role_arn = arn:aws:iam::%1$s:role/oncall
        source_profile = keys
        region = eu-west-1

        [profile signs-in]
        sso_session = company
        sso_account_id = %1$s
        sso_role_name = oncall
        region = eu-west-1

        [sso-session company]
        sso_region = eu-west-1
        sso_start_url = https://company.example/start
        """
            .formatted(Emulator.ACCOUNT));
  }

  @AfterEach
  void stop() {
    moto.close();
  }

  @Test
  void a_profile_that_assumes_a_role_opens_a_fleet() throws Exception {
    Child.Said doctor = doctor("oncall");

    assertThat(doctor.text())
        .contains("address/ireland/front: expected eipalloc-")
        .doesNotContain("error  credentials:", "\tat ");
  }

  @Test
  void a_profile_that_nobody_signed_in_with_is_told_with_what_to_run() throws Exception {
    Child.Said doctor = doctor("signs-in");

    assertThat(doctor.code()).isEqualTo(6);
    assertThat(doctor.text())
        .contains("error  credentials:", "profile 'signs-in'", "'aws sso login --profile signs-in'")
        .doesNotContain("\tat ");
  }

  private Child.Said doctor(String profile) throws Exception {
    Path dist = Workspace.top().resolve("functions/cli/target/dist");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-cp",
                dist.resolve("lib/*") + ":" + dist.resolve("adapters/aws/*"),
                "io.fairlead.cli.Main",
                "doctor")
            .directory(folder.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("HOME", folder.toString());
    environment.put("AWS_PROFILE", profile);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_ENDPOINT_URL_STS", moto.endpoint().toString());
    environment.put(
        "FAIRLEAD_ENDPOINTS",
        String.join(",", SERVICES.stream().map(each -> each + "=" + moto.endpoint()).toList()));
    return Child.run(builder);
  }
}
