package io.fairlead.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class SourcePortsTest {
  private static final int ANY = 0;

  @Test
  void one_port_serves_two_targets_though_the_first_connection_waits_in_time_wait()
      throws IOException {
    InetAddress from = InetAddress.getByName("127.77.0.21");
    SourcePorts only = new SourcePorts(freePort(from), 1, 0);
    try (ServerSocket one = new ServerSocket(ANY, 1, from);
        ServerSocket other = new ServerSocket(ANY, 1, from)) {
      int first = portOfAClosed(only, from, one);

      assertThat(portOfAClosed(only, from, other)).isEqualTo(first);
    }
  }

  @Test
  void port_of_a_server_is_passed_over() throws IOException {
    InetAddress from = InetAddress.getByName("127.77.0.22");
    try (ServerSocket server = new ServerSocket(ANY, 1, from);
        SocketChannel socket = SocketChannel.open()) {
      SourcePorts ports = new SourcePorts(server.getLocalPort(), 2, 0);

      ports.bind(socket, from);

      assertThat(port(socket)).isNotEqualTo(server.getLocalPort());
    }
  }

  @Test
  void ports_are_the_dynamic_ones_in_turn() throws IOException {
    InetAddress from = InetAddress.getByName("127.77.0.23");
    SourcePorts ports = new SourcePorts();
    try (SocketChannel one = SocketChannel.open();
        SocketChannel other = SocketChannel.open()) {
      ports.bind(one, from);
      ports.bind(other, from);

      assertThat(port(one)).isBetween(49_152, 65_535);
      assertThat(port(other)).isBetween(49_152, 65_535).isNotEqualTo(port(one));
    }
  }

  @Test
  void address_of_another_machine_is_told() throws IOException {
    InetAddress foreign = InetAddress.getByName("192.0.2.77");
    try (SocketChannel socket = SocketChannel.open()) {
      assertThatThrownBy(() -> new SourcePorts().bind(socket, foreign))
          .isInstanceOf(BindException.class);
    }
  }

  /** The client ends first, so that TIME_WAIT is its. */
  private static int portOfAClosed(SourcePorts ports, InetAddress from, ServerSocket server)
      throws IOException {
    try (SocketChannel client = SocketChannel.open()) {
      ports.bind(client, from);
      client.connect(server.getLocalSocketAddress());
      int port = port(client);
      try (Socket accepted = server.accept()) {
        client.shutdownOutput();
        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
      }
      return port;
    }
  }

  private static int freePort(InetAddress from) throws IOException {
    try (ServerSocket free = new ServerSocket(ANY, 1, from)) {
      return free.getLocalPort();
    }
  }

  private static int port(SocketChannel socket) throws IOException {
    return ((InetSocketAddress) socket.getLocalAddress()).getPort();
  }
}
