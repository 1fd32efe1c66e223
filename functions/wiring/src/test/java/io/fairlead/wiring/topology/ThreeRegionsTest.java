package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.PartitionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThreeRegionsTest {
  private static final Topology TOPOLOGY =
      Examples.valid(TopologyReader.read(Examples.path("three-regions"), name -> null));

  @Test
  void the_demo_topology_is_read_without_a_warning() {
    assertThat(Examples.read(Examples.text("three-regions")))
        .isEqualTo(new ReadTopology.Valid(TOPOLOGY, List.of()));
  }

  @Test
  void the_fleet_is_what_the_file_declares() {
    var fleet = TOPOLOGY.fleet();

    assertThat(fleet.regions().keySet()).containsExactly("eu-north", "eu-west", "us-east");
    assertThat(fleet.zones()).containsExactly("demo.test", "orders.demo.test");
    assertThat(fleet.probes().values())
        .extracting(p -> p.check().port())
        .contains(8100, 8080, 8081);
    assertThat(fleet.region("eu-west").nodes())
        .containsEntry("gw-2", new Node("gw-2", "127.10.1.12", "127.10.1.12"));
    assertThat(fleet.service("portal").partitions().values())
        .extracting(p -> p.order())
        .containsExactly(List.of("eu-west", "eu-north"));
    assertThat(fleet.service("orders").failback()).isEqualTo(FailbackMode.RAMP);
    assertThat(fleet.partitions().map(p -> p.id()))
        .contains(new PartitionId("orders", "eu"), new PartitionId("portal", "all"));
    assertThat(fleet.safety().probe().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(fleet.safety().capacityPercent()).isEqualTo(80);
  }

  @Test
  void the_settings_of_the_processes_are_there() {
    assertThat(TOPOLOGY.edges())
        .containsEntry(
            "us-east",
            new Edge(new HostPort("127.10.3.53", 5300), new HostPort("127.10.3.53", 5380)));
    assertThat(TOPOLOGY.observers().get("us-east")).hasToString("127.10.3.1:5390");
    assertThat(TOPOLOGY.state().cells()).containsExactly("eu-north", "eu-west", "us-east");
    assertThat(TOPOLOGY.state().directory()).isEqualTo(Path.of(".fairlead").toAbsolutePath());
    assertThat(TOPOLOGY.notices()).isEmpty();
  }

  @Test
  void the_environment_says_where_state_and_notices_go() {
    Topology read =
        Examples.valid(
            Examples.read(
                Examples.text("three-regions"),
                Map.of("FAIRLEAD_STATE", "/var/lib/f", "FAIRLEAD_WEBHOOK", "http://127.0.0.1/h")));

    assertThat(read.state().directory()).isEqualTo(Path.of("/var/lib/f"));
    assertThat(read.notices()).hasSize(1);
    assertThat(read.notices().getFirst().toString()).doesNotContain("127.0.0.1");
    assertThat(read.fleet().digest()).isEqualTo(TOPOLOGY.fleet().digest());
  }
}
