package io.fairlead.gateway.engine;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Settings of a socket that not every platform has. */
final class SocketSettings {
  private SocketSettings() {}

  /**
   * Lets the acknowledgement that ends the handshake travel with the request, where the platform
   * can (tcp(7), {@code TCP_QUICKACK} off): a packet less for a client that speaks first at once.
   */
  static void joinHandshakeAndRequest(SocketChannel socket) throws IOException {
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
      socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
    }
  }
}
