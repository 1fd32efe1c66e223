package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExamplesTest {
  static List<String> names() {
    return Examples.NAMES;
  }

  @Test
  void every_example_is_among_those_tested() throws IOException {
    try (Stream<String> files =
        Files.list(Examples.root().resolve("examples")).map(p -> p.getFileName().toString())) {
      assertThat(files.filter(name -> name.endsWith(".yaml")))
          .containsExactlyInAnyOrderElementsOf(names().stream().map(n -> n + ".yaml").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_example_is_read_without_a_warning(String name) {
    assertThat(new Edited(Examples.text(name)).problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_example_names_its_fleet_as_its_file_and_the_schema_for_editors(String name) {
    assertThat(Examples.valid(Examples.text(name)).fleet().name()).isEqualTo(name);
    assertThat(Examples.text(name))
        .startsWith("# yaml-language-server: $schema=../docs/fairlead.schema.json\n");
  }

  @Test
  void clouds_zones_and_cells_of_aws_and_azure_are_read() {
    Topology read = Examples.valid(Examples.text("aws-azure"));

    assertThat(read.clouds())
        .containsEntry(
            "ireland",
            new CloudScope.Aws(
                "111122223333",
                "vpc-0a1b2c3d4e5f60718",
                "fairlead-aws-azure",
                null,
                "fairlead-aws-azure-flags-ireland",
                false,
                null))
        .containsEntry(
            "frankfurt",
            new CloudScope.Azure(
                "00000000-0000-4000-8000-000000000001",
                "gateways-frankfurt",
                null,
                new CloudScope.Storage(
                    "fairleadstate",
                    "fairlead-aws-azure",
                    "https://fairleadstate.blob.core.windows.net",
                    null),
                "fairlead-aws-azure-flags",
                new java.util.TreeMap<>(),
                null));
    assertThat(read.zones())
        .containsExactly(
            Map.entry("orders.example.com", new ZoneHost.Route53("Z0123456789ABCDEFGHIJ")));
    assertThat(read.edges()).isEmpty();
    assertThat(read.fleet().region("frankfurt").cloud()).isEqualTo(Cloud.AZURE);
    assertThat(read.fleet().region("frankfurt").floatingAddresses().values())
        .extracting(FloatingAddress::targetId)
        .containsExactly(
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/gateways-frankfurt"
                + "/providers/Microsoft.Network/publicIPAddresses/front-ip");
  }

  @Test
  void a_load_balanced_deployment_has_endpoints_and_no_floating_address() {
    Service read =
        Edited.threeRegions()
            .with(
                "eu-west:  {floatingAddress: front, capacity: 500}",
                "eu-west:  {endpoints: [127.10.1.80, 127.10.1.81], capacity: 500}")
            .valid()
            .fleet()
            .service("orders");

    assertThat(read.deployments())
        .containsEntry(
            "eu-west",
            new Deployment("orders", "eu-west", null, List.of("127.10.1.80", "127.10.1.81"), 500));
  }

  @Test
  void a_floating_address_may_have_an_ipv6_address() {
    Topology read =
        Edited.threeRegions().once("127.10.1.100,", "127.10.1.100, address6: \"fd00::1\",").valid();

    assertThat(read.fleet().region("eu-west").floatingAddresses().values())
        .extracting(FloatingAddress::addresses)
        .containsExactly(List.of("127.10.1.100", "fd00::1"));
  }
}
