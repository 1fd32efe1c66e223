package io.fairlead.wiring.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.local.cell.CellHandler;
import io.fairlead.local.cell.FolderCell;
import io.fairlead.port.Register;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edges an ocean away: how long a tick waits for them goes by its interval. */
class FarEdgesTest {
  private static final Duration OCEAN = Duration.ofMillis(800);

  private final InstantSource clock = InstantSource.system();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> servers = new ArrayList<>();
  private String text = "";

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    text = Files.readString(root().resolve("examples/three-regions.yaml"));
    for (String region : List.of("eu-west", "eu-north", "us-east")) {
      CellHandler cell =
          new CellHandler(FolderCell.open(folder.resolve(region), region, clock), clock);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/cell", exchange -> far(cell, exchange));
      server.start();
      servers.add(server);
      text =
          text.replace(
              "127.10." + servers.size() + ".53:5380",
              "127.0.0.1:" + server.getAddress().getPort());
    }
  }

  private static void far(CellHandler cell, HttpExchange exchange) throws IOException {
    LockSupport.parkNanos(OCEAN.toNanos());
    cell.handle(exchange);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    threads.close();
  }

  @Test
  void edges_that_answer_after_800_ms_are_waited_for_by_ticks_of_ten_seconds() {
    assertThat(register("10s")).isInstanceOf(Register.Read.Empty.class);
  }

  @Test
  void ticks_of_two_seconds_have_no_time_for_them() {
    assertThat(register("2s")).isInstanceOf(Register.Read.Unreachable.class);
  }

  private Register.Read register(String interval) {
    Topology topology = topology(interval);
    Opening run = new Opening("fairlead", clock, "eu-west");
    try (FleetPorts ports = new LocalAdapters().open(topology, run)) {
      return ports.register().read(clock.instant().plus(Duration.ofSeconds(10)));
    }
  }

  private Topology topology(String interval) {
    byte[] bytes =
        text.replace("interval: 2s", "interval: " + interval)
            .replace("from: 127.10.1.1", "from: 127.0.0.1")
            .replace("every: 2s", "every: 10s")
            .getBytes(StandardCharsets.UTF_8);
    return switch (TopologyReader.read(bytes, folder, Map.<String, String>of()::get)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    return at;
  }
}
