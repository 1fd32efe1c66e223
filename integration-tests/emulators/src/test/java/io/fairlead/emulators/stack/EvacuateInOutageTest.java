package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.flag.S3Flags;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fairlead evacuate} as an operator runs it, while the control planes that an outage takes
 * along refuse everything: Route 53's API, IAM and STS, EC2, every table, and all of us-east-1,
 * where one of the three flag stores is.
 */
class EvacuateInOutageTest {
  private static final String PREFIX = "fairlead-aws-three-regions-flags-";
  private static final RegionGroup IRELAND = new RegionGroup("ireland", "default");

  private final TwinClock clock = TwinClock.running();
  private AwsTwin twin;
  private Path topology;

  @BeforeEach
  void outage(@TempDir Path folder) throws IOException {
    twin = new AwsTwin(clock);
    for (String location : List.of("eu-west-1", "eu-central-1", "us-east-1")) {
      twin.s3().bucket(location, PREFIX + location);
    }
    Fault refused = new Fault.Refused(503, "ServiceUnavailable");
    for (String service : List.of("route53", "ec2", "iam", "sts", "dynamodb")) {
      twin.faults().add(new Where(service, "", ""), refused);
    }
    twin.faults().add(new Where("", "us-east-1", ""), refused);
    topology = folder.resolve("fairlead.yaml");
    Files.writeString(
        topology,
        Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"))
            .replace(
                "register: global-table, table: fairlead-aws-three-regions-register",
                "register: quorum")
            .replace("eu-west-3", "us-east-1"));
  }

  @AfterEach
  void stop() {
    twin.close();
  }

  @Test
  void evacuate_raises_the_flags_in_the_two_stores_that_are_left_and_calls_nothing_but_them()
      throws Exception {
    Child.Said evacuated =
        fairlead("evacuate", "ireland", "--reason", "us-east-1 is dark", "--yes");

    assertThat(evacuated.code()).as(evacuated.text()).isZero();
    assertThat(evacuated.text())
        .contains("store paris is dark: s3:GetObject on s3://" + PREFIX + "us-east-1/flags/")
        .doesNotContain("paris/default", "frankfurt/default");
    assertThat(isRaised("eu-west-1")).isTrue();
    assertThat(isRaised("eu-central-1")).isTrue();
    assertThat(isRaised("us-east-1")).isFalse();
    assertThat(twin.calls()).extracting(Call::service).containsOnly("s3");

    Child.Said restored = fairlead("restore", "ireland", "--yes");

    assertThat(restored.code()).as(restored.text()).isZero();
    assertThat(isRaised("eu-west-1") || isRaised("eu-central-1")).isFalse();
  }

  @Test
  void with_a_second_store_dark_it_says_so_and_is_not_done() throws Exception {
    twin.faults()
        .add(new Where("s3", "eu-west-1", ""), new Fault.Refused(503, "ServiceUnavailable"));

    Child.Said evacuated = fairlead("evacuate", "ireland", "--reason", "a test", "--yes");

    assertThat(evacuated.code()).isNotZero();
    assertThat(evacuated.text()).contains("1 of 3 flag stores took it");
  }

  @Test
  void the_last_region_of_a_group_is_taken_out_with_a_warning_that_it_changes_no_answer()
      throws Exception {
    Child.Said first = fairlead("evacuate", "frankfurt", "--yes");
    Child.Said second = fairlead("evacuate", "paris", "--yes");
    Child.Said last = fairlead("evacuate", "ireland", "--yes");

    assertThat(first.text() + second.text()).doesNotContain("as if none were");
    assertThat(last.code()).as(last.text()).isZero();
    assertThat(last.text())
        .contains(
            "with ireland every region of failover group default is taken out, and names are"
                + " answered as if none were: restore another region first");
  }

  /** It asked no server, a minute long, and then said that none had answered. */
  @Test
  void to_wait_for_dns_whose_servers_are_not_found_ends_at_once_and_says_how_to_look()
      throws Exception {
    Child.Said evacuated = fairlead("evacuate", "ireland", "--yes", "--wait", "10m");

    assertThat(evacuated.code()).as(evacuated.text()).isEqualTo(8);
    assertThat(evacuated.text())
        .contains("the flags are raised, but within the wait no DNS server of ", "'dig +short ");
    assertThat(isRaised("eu-west-1") && isRaised("eu-central-1")).isTrue();
  }

  private boolean isRaised(String location) {
    return twin.s3()
        .isThere(PREFIX + location, S3Flags.key("aws-three-regions", IRELAND), clock.instant());
  }

  /** The command line in a process of its own, with nothing but keys in its environment. */
  private Child.Said fairlead(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("-f", topology.toString(), "--by", "anna"));
    return Child.run(FairleadProcess.withKeys(everything(), all.toArray(String[]::new)));
  }

  private String everything() {
    List<String> endpoints = new ArrayList<>();
    for (String service : List.of("s3", "route53", "ec2", "dynamodb", "sns", "sqs")) {
      endpoints.add(service + "=" + twin.endpoint());
    }
    return String.join(",", endpoints);
  }
}
