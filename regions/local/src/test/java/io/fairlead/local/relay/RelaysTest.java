package io.fairlead.local.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.local.state.StateFile;
import io.fairlead.local.state.StateHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class RelaysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String NET = "127." + (int) (ProcessHandle.current().pid() % 200 + 20);

  @TempDir private Path folder;

  private Relays open(Map<String, String> hosts, int connections) {
    StateHeader.Owner owner = new StateHeader.Owner("three-regions", "eu-west", "relays:all");
    StateFile file = new StateFile(folder.resolve("relays.state"), owner);
    RelayLimits limits = new RelayLimits(connections, Duration.ofSeconds(1));
    return new Relays(List.of("front"), hosts, limits, file);
  }

  private static MoveRequest move(String intent, @Nullable String from, @Nullable String to) {
    return new MoveRequest(intent, from, to, NOW);
  }

  @Test
  void a_move_is_taken_up_to_its_time_and_not_later() throws IOException {
    try (Relays relays = open(Map.of("gw-1", NET + ".251.11"), 2)) {
      assertThat(relays.move("front", move("a", null, "gw-1"), NOW.plusMillis(1)))
          .isEqualTo(new MoveAnswer.Expired());
      assertThat(relays.move("front", move("a", null, "gw-1"), NOW))
          .isEqualTo(new MoveAnswer.Moved());
    }
  }

  @Test
  void a_holder_that_is_no_longer_declared_counts_as_nothing() throws IOException {
    try (Relays relays = open(Map.of("gw-1", NET + ".251.11"), 2)) {
      relays.move("front", move("a", null, "gw-1"), NOW);
    }

    try (Relays relays = open(Map.of("gw-2", NET + ".251.12"), 2)) {
      assertThat(relays.holder("front")).isNull();
      assertThat(relays.move("front", move("b", null, "gw-2"), NOW))
          .isEqualTo(new MoveAnswer.Moved());
    }
  }

  @Test
  void connections_over_the_limit_are_cut_and_room_is_given_back() throws Exception {
    String host = NET + ".251.11";
    try (ServerSocket node = new ServerSocket(0, 10, InetAddress.getByName(host));
        Relays relays = open(Map.of("gw-1", host), 2)) {
      InetSocketAddress front = new InetSocketAddress(NET + ".251.100", node.getLocalPort());
      relays.listen("front", front);
      relays.move("front", move("a", null, "gw-1"), NOW);
      Socket first = new Socket(front.getAddress(), front.getPort());
      Socket firstAtNode = node.accept();
      Socket second = new Socket(front.getAddress(), front.getPort());
      Socket secondAtNode = node.accept();

      assertThat(isCut(front)).isTrue();
      first.close();
      firstAtNode.close();
      second.close();
      secondAtNode.close();

      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (relays.connections() > 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertThat(relays.connections()).isZero();
    }
  }

  private static boolean isCut(InetSocketAddress at) {
    try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
      socket.setSoTimeout(20_000);
      return socket.getInputStream().read() == -1;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
