package io.fairlead.gateway;

import static io.fairlead.gateway.Orders.http;
import static io.fairlead.gateway.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.ProbeTarget;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldConnectionsTest {
  private final ConcurrentLinkedQueue<ProbeTarget> woken = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final HeldConnections held = new HeldConnections(woken::add, 2);

  @AfterEach
  void close() {
    held.close();
  }

  private RawServer keeping() throws IOException {
    return new RawServer((socket, _) -> sockets.add(socket));
  }

  private void holdOne(RawServer server) {
    held.hold(List.of(order(http(server.port(), "/"))));
    Await.until("the connection is held", () -> held.open() == 1 && !sockets.isEmpty());
  }

  @Test
  void closed_connection_asks_for_a_probe() throws IOException {
    try (RawServer server = keeping()) {
      holdOne(server);
      sockets.remove().close();

      Await.until("a target is named", () -> !woken.isEmpty());
      assertThat(woken).containsExactly(order(http(server.port(), "/")).target());
      Await.until("it is let go", () -> held.open() == 0);
    }
  }

  @Test
  void reset_connection_asks_for_a_probe() throws IOException {
    try (RawServer server = keeping()) {
      holdOne(server);
      RawServer.reset(sockets.remove());

      Await.until("a target is named", () -> !woken.isEmpty());
    }
  }

  @Test
  void one_connection_serves_all_checks_of_an_address_and_port() throws IOException {
    try (RawServer server = keeping();
        RawServer last = keeping()) {
      var order = order(http(server.port(), "/"));
      held.hold(List.of(order, order(http(server.port(), "/other"))));
      Await.until("the connection is held", () -> server.connections() > 0);
      held.hold(List.of(order, order(http(last.port(), "/"))));
      Await.until("the round after is held too", () -> last.connections() > 0);

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void what_is_no_longer_wanted_is_dropped_without_a_call() throws IOException {
    try (RawServer server = keeping()) {
      holdOne(server);
      held.hold(List.of());

      Await.until("it is let go", () -> held.open() == 0);
      assertThat(woken).isEmpty();
    }
  }

  @Test
  void cut_connection_is_opened_again_after_a_passing_probe() throws IOException {
    try (RawServer server = keeping()) {
      holdOne(server);
      sockets.remove().close();
      Await.until("a target is named", () -> !woken.isEmpty());

      // Each turn is a round whose probe passed; the server's first cut costs a short pause.
      Await.until(
          "it is open again",
          () -> {
            held.hold(List.of(order(http(server.port(), "/"))));
            return held.open() == 1;
          });
      Await.until("the server saw it", () -> server.connections() == 2);
    }
  }

  @Test
  void server_that_cuts_every_connection_is_not_probed_without_end() throws IOException {
    try (RawServer server = new RawServer((socket, _) -> socket.close())) {
      var order = order(http(server.port(), "/"));
      long end = System.nanoTime() + 2_500_000_000L;
      Await.until(
          "rounds went on for a while",
          () -> {
            held.hold(List.of(order));
            return System.nanoTime() > end;
          });

      assertThat(server.connections()).isBetween(1, 3);
    }
  }

  @Test
  void number_held_is_bounded() throws IOException {
    try (RawServer one = keeping();
        RawServer two = keeping();
        RawServer three = keeping()) {
      held.hold(
          List.of(
              order(http(one.port(), "/")),
              order(http(two.port(), "/")),
              order(http(three.port(), "/"))));

      Await.until("two are held", () -> held.open() == 2);
      Await.until(
          "the servers saw them",
          () -> one.connections() + two.connections() + three.connections() >= 2);
      assertThat(one.connections() + two.connections() + three.connections()).isEqualTo(2);
    }
  }

  @Test
  void address_rules_hold_here_too() throws IOException {
    try (RawServer server = keeping();
        RawServer other = keeping()) {
      held.hold(
          List.of(
              Orders.publicOnly(order(http(server.port(), "/"))), order(http(other.port(), "/"))));

      Await.until("the allowed one is held", () -> held.open() == 1);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void source_address_is_used() throws IOException {
    try (RawServer server = keeping()) {
      held.hold(List.of(Orders.from("127.77.0.9", order(http(server.port(), "/")))));
      Await.until("the connection is held", () -> !sockets.isEmpty());

      assertThat(sockets.remove().getInetAddress().getHostAddress()).isEqualTo("127.77.0.9");
    }
  }
}
