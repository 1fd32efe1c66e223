package io.fairlead.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An HTTPS server of one answer that remembers what clients showed it. */
final class TlsServer implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final SSLServerSocket listener;
  private final ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();

  private final ConcurrentLinkedQueue<String> sessions = new ConcurrentLinkedQueue<>();

  TlsServer(SSLContext context, boolean wantsClient, String... protocols) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    listener =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, loopback);
    listener.setNeedClientAuth(wantsClient);
    if (protocols.length > 0) {
      listener.setEnabledProtocols(protocols);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The server names that clients asked for, in order. */
  ConcurrentLinkedQueue<String> names() {
    return names;
  }

  /** Ids of the sessions, which a resumed one has in common with its first. */
  ConcurrentLinkedQueue<String> sessions() {
    return sessions;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(SSLSocket socket) {
    try (socket) {
      socket.startHandshake();
      sessions.add(HexFormat.of().formatHex(socket.getSession().getId()));
      names.add(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames().toString());
      if (!RawServer.head(socket).isEmpty()) {
        RawServer.write(socket, OK);
      }
    } catch (IOException _) {
      // The client refused this server, which some tests want.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
