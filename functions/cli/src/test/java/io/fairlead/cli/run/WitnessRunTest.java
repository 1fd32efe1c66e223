package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The published pair with a witness, on addresses of its own: edges and runs of all three. */
class WitnessRunTest {
  private static final String PARIS = "127.214.1.100";
  private static final String MILAN = "127.214.2.100";
  private static final int MOST_ROUNDS = 30;

  private final List<HeldGateway> paris = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private TickedFleet fleet;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    for (int node = 1; node <= 2; node++) {
      for (int port : new int[] {8081, 8100}) {
        paris.add(new HeldGateway("paris", "127.214.1.1" + node, port));
        open.add(new HeldGateway("milan", "127.214.2.1" + node, port));
      }
    }
    open.addAll(paris);
    fleet = new TickedFleet(topology(folder));
    open.add(fleet);
    fleet.attach(new AddressId("paris", "front"), "gw-1");
    fleet.attach(new AddressId("milan", "front"), "gw-1");
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void a_dark_primary_is_left_once_the_witness_has_seen_it_dark_too() throws Exception {
    roundsUntil(PARIS, "paris", "milan", "vienna");
    paris.forEach(HeldGateway::close);
    fleet.darken("paris");

    for (int round = 0; round < 5; round++) {
      fleet.round("milan");
    }
    assertThat(answers("milan", "vienna")).as("one observer of three").containsExactly(PARIS);
    roundsUntil(MILAN, "milan", "vienna");

    assertThat(fleet.answer("vienna", "/healthz")).isEqualTo("ticking\n");
    assertThat(fleet.answer("vienna", "/metrics"))
        .contains(
            "fairlead_deployment_verdict{region=\"paris\",service=\"portal\",verdict=\"down\"} 1.0",
            "fairlead_deployment_verdict{region=\"milan\",service=\"portal\",verdict=\"up\"} 1.0",
            "fairlead_observation_age_seconds{observer=\"vienna\"} 0.0");
  }

  /** Until a client of each edge is sent to an address, and a round later still is. */
  private void roundsUntil(String address, String... edges) throws IOException {
    int rounds = 0;
    while (!answers(edges).equals(new TreeSet<>(List.of(address)))) {
      assertThat(rounds++).as("rounds until " + address).isLessThan(MOST_ROUNDS);
      fleet.round();
    }
    fleet.round();
    assertThat(answers(edges)).containsExactly(address);
  }

  /** What the edges answer for the service, each asked some times. */
  private static TreeSet<String> answers(String... edges) throws IOException {
    Map<String, String> servers =
        Map.of("paris", "127.214.1.53", "milan", "127.214.2.53", "vienna", "127.214.3.53");
    TreeSet<String> answers = new TreeSet<>();
    for (String edge : edges) {
      SimpleResolver resolver = new SimpleResolver(Objects.requireNonNull(servers.get(edge)));
      resolver.setPort(5300);
      resolver.setTimeout(Duration.ofSeconds(5));
      Name name = Name.fromString("portal.pair.test.");
      for (int i = 0; i < 5; i++) {
        List<Record> records =
            resolver
                .send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)))
                .getSection(Section.ANSWER);
        answers.add(records.isEmpty() ? "nothing" : records.getFirst().rdataToString());
      }
    }
    return answers;
  }

  private static Topology topology(Path folder) throws IOException {
    Path top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("examples"))) {
      top = Objects.requireNonNull(top.getParent());
    }
    String text =
        Files.readString(top.resolve("examples/active-passive-witness.yaml"))
            .replace("127.11.", "127.214.")
            .replace("${FAIRLEAD_STATE:-.fairlead}", folder.resolve("state").toString());
    return switch (TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), folder, _ -> null)) {
      case ReadTopology.Valid(var topology, _) -> topology;
      case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
    };
  }
}
