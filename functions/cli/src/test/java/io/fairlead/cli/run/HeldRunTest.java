package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.local.edge.EdgeServer;
import io.fairlead.wiring.local.LocalEdges;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run over real sockets whose clock stands still, so that after its first tick no interval is
 * ever due: whatever it still finds out, a held connection told it.
 */
class HeldRunTest {
  private static final String TOPOLOGY =
      """
      apiVersion: fairlead/v1
      fleet: held
      state: {directory: STATE, register: single, cells: [rome]}
      probes:
        ready: {http: {port: 8080, path: /ready, status: 200}, answers: serving, private: true}
      regions:
        rome:
          cloud: local
          location: 127.213.1.0/24
          jurisdiction: EU
          edge: {dns: "127.213.1.53:5300", http: "127.213.1.53:5380"}
          observer: {from: 127.213.1.1, http: "127.213.1.1:5390"}
          probes: [ready]
          nodes: {gw-1: {interface: 127.213.1.11}, gw-2: {interface: 127.213.1.12}}
          floatingAddresses: {front: {address: 127.213.1.100, nodes: [gw-1, gw-2]}}
      services:
        orders:
          port: 8080
          routing: active-passive
          name: orders.held.test
          order: [rome]
          failover: manual
          deployments: {rome: {floatingAddress: front, capacity: 50}}
      safety: {probe: {interval: 30s, timeout: 1s, rise: 1}}
      """;

  private static final int PORT = 8080;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-03-01T03:12:08Z");

  private final List<AutoCloseable> open = new ArrayList<>();
  private Topology topology;
  private HeldGateway first;
  private HeldGateway second;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    topology = topology(folder);
    first = opened(new HeldGateway("gw-1", "127.213.1.11", PORT));
    second = opened(new HeldGateway("gw-2", "127.213.1.12", PORT));
    opened(EdgeServer.start(LocalEdges.settings(topology, "rome"), () -> NOW));
    Attached.to("gw-1", new AddressId("rome", "front"), topology, NOW);
    opened(run());
    until("both nodes and the address are held", () -> first.silent() == 2 && second.silent() == 1);
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void cut_connection_is_a_reason_to_probe_now_and_never_a_verdict() {
    int asked = second.asked();

    second.cut();
    until("it is probed at once", () -> second.asked() > asked);
    first.close();

    until("the node that was cut and lives has the address", () -> served().equals("gw-2"));
  }

  private <T extends AutoCloseable> T opened(T each) {
    open.add(each);
    return each;
  }

  /** A run as its command starts it; closing it ends its loop first. */
  private AutoCloseable run() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    StatusServer status = new StatusServer("rome", any, Duration.ofMinutes(2), System::nanoTime);
    RunAssembly assembly = new RunAssembly(topology, topology.fleet(), "rome", status, () -> NOW);
    Thread loop = Thread.ofPlatform().start(assembly.daemon()::run);
    return () -> {
      loop.interrupt();
      loop.join();
      assembly.close();
      status.close();
    };
  }

  /** Who answers at the floating address; empty where nobody does. */
  private static String served() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.213.1.100", PORT), 1000);
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.substring(answer.lastIndexOf('\n') + 1);
    } catch (IOException _) {
      return "";
    }
  }

  private static Topology topology(Path folder) {
    byte[] text =
        TOPOLOGY
            .replace("STATE", folder.resolve("state").toString())
            .getBytes(StandardCharsets.UTF_8);
    return switch (TopologyReader.read(text, folder, _ -> null)) {
      case ReadTopology.Valid(var topology, _) -> topology;
      case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
    };
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("waited in vain until " + what).isNegative();
      LockSupport.parkNanos(5_000_000);
    }
  }
}
