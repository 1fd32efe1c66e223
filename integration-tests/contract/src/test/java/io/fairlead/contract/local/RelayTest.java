package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections through a floating address, with real sockets on both ends. */
class RelayTest {
  private static final String REGION = "eu-west";
  private static final int PORT = 8080;

  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private EchoNode first;
  private EchoNode second;

  @BeforeEach
  void start() throws IOException {
    edges = new Edges(folder);
    client = edges.client();
    first = new EchoNode('1', edges.address(REGION, 11), PORT);
    second = new EchoNode('2', edges.address(REGION, 12), PORT);
  }

  @AfterEach
  void stop() throws IOException {
    first.close();
    second.close();
    client.close();
    edges.close();
  }

  private void move(@Nullable String from, @Nullable String to) {
    Order order =
        new Order(
            from + "-" + to,
            new Step.MoveAddress(new AddressId(REGION, "front"), from, to),
            Instant.now().plusSeconds(60));
    assertThat(new EdgeAddressMover(client).move(List.of(order), Instant.now().plusSeconds(10)))
        .containsExactly(new ApplyOutcome.Accepted());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(edges.address(REGION, 100), PORT);
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Test
  void a_connection_reaches_the_holder() throws Exception {
    move(null, "gw-1");

    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo('1');
    }
  }

  @Test
  void bytes_pass_both_ways_and_an_end_in_one_direction_leaves_the_other_open() throws Exception {
    move(null, "gw-1");
    byte[] sent = new byte[5 << 20];
    new Random(7).nextBytes(sent);
    try (Socket socket = connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(socket.getInputStream().read()).isEqualTo('1');
      Future<byte[]> received = threads.submit(() -> socket.getInputStream().readAllBytes());
      socket.getOutputStream().write(sent);
      socket.shutdownOutput();

      assertThat(received.get()).isEqualTo(sent);
    }
  }

  @Test
  void a_move_cuts_old_connections_at_once_and_new_ones_reach_the_new_node() throws Exception {
    move(null, "gw-1");
    try (Socket old = connect()) {
      assertThat(old.getInputStream().read()).isEqualTo('1');

      move("gw-1", "gw-2");

      assertThatThrownBy(() -> old.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      Await.until("the old node's side is cut too", () -> first.connections() == 0);
    }
    try (Socket fresh = connect()) {
      assertThat(fresh.getInputStream().read()).isEqualTo('2');
    }
  }

  @Test
  void an_address_on_nothing_takes_no_connection() throws Exception {
    assertThat(refused()).isTrue();
    move(null, "gw-1");
    move("gw-1", null);
    assertThat(refused()).isTrue();
  }

  @Test
  void a_node_that_refuses_is_passed_on_as_a_reset() throws Exception {
    move(null, "gw-1");
    first.close();

    assertThat(refused()).isTrue();
  }

  @Test
  void an_idle_connection_sees_the_nodes_end_of_stream() throws Exception {
    move(null, "gw-1");
    try (Socket idle = connect()) {
      assertThat(idle.getInputStream().read()).isEqualTo('1');

      first.end(false);

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void an_idle_connection_sees_the_nodes_reset() throws Exception {
    move(null, "gw-1");
    try (Socket idle = connect()) {
      assertThat(idle.getInputStream().read()).isEqualTo('1');

      first.end(true);

      assertThatThrownBy(() -> idle.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void a_client_that_resets_frees_the_node() throws Exception {
    move(null, "gw-1");
    Socket socket = connect();
    assertThat(socket.getInputStream().read()).isEqualTo('1');

    socket.setSoLinger(true, 0);
    socket.close();

    Await.until("the node's side is closed", () -> first.connections() == 0);
  }

  @Test
  void a_restarted_edge_relays_to_the_holder_it_had() throws Exception {
    move(null, "gw-1");
    move("gw-1", "gw-2");
    edges.stop(REGION);
    edges.start(REGION);

    try (Socket socket = connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo('2');
    }
  }

  /** Whether a new connection is refused, reset or closed before any byte. */
  private boolean refused() {
    try (Socket socket = connect()) {
      return socket.getInputStream().read() == -1;
    } catch (IOException refusedOrReset) {
      return true;
    }
  }
}
