package io.fairlead.local.dns;

import io.fairlead.local.dns.DnsAnswerer.Transport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves one address and port on UDP and TCP. UDP is answered in one thread, so that what waits is
 * bounded by the socket's buffer; TCP connections are bounded in number and idle time (RFC 7766).
 */
public final class DnsServer implements AutoCloseable {
  /** TCP connections at a time; more are closed at once. */
  public static final int MAX_CONNECTIONS = 128;

  /** A TCP connection that asks nothing for this long is closed. */
  public static final Duration IDLE = Duration.ofSeconds(10);

  private static final Duration LET_GO = Duration.ofSeconds(1);
  private static final long ACCEPT_PAUSE_NANOS = 5_000_000;
  private static final int BACKLOG = 128;
  private static final int MAX_PACKET = 65_535;
  private static final int BIND_ATTEMPTS = 16;

  private static final System.Logger LOG = System.getLogger(DnsServer.class.getName());

  private final DnsAnswerer answerer;
  private final DatagramChannel udp;
  private final ServerSocket tcp;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();

  private DnsServer(DnsAnswerer answerer, DatagramChannel udp, ServerSocket tcp) {
    this.answerer = answerer;
    this.udp = udp;
    this.tcp = tcp;
  }

  /**
   * Binds and serves; port 0 takes one that is free for both.
   *
   * @throws IOException when the address or port cannot be had
   */
  public static DnsServer start(InetSocketAddress at, DnsAnswerer answerer) throws IOException {
    for (int attempt = 1; ; attempt++) {
      ServerSocket tcp = new ServerSocket();
      DatagramChannel udp = DatagramChannel.open();
      try {
        tcp.bind(at, BACKLOG);
        udp.bind(tcp.getLocalSocketAddress());
        DnsServer server = new DnsServer(answerer, udp, tcp);
        server.threads.add(Thread.ofPlatform().daemon().name("dns-udp").start(server::serveUdp));
        server.threads.add(Thread.ofVirtual().name("dns-tcp").start(server::acceptTcp));
        return server;
      } catch (IOException e) {
        tcp.close();
        udp.close();
        if (at.getPort() != 0 || attempt == BIND_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    for (Socket socket : open) {
      socket.close();
    }
    awaitThreads();
  }

  /** A port is free again only once the thread that waits at it has let go. */
  private void awaitThreads() {
    try {
      for (Thread thread : threads) {
        thread.join(LET_GO);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveUdp() {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_PACKET);
    while (udp.isOpen()) {
      try {
        buffer.clear();
        SocketAddress from = udp.receive(buffer);
        buffer.flip();
        byte[] packet = new byte[buffer.remaining()];
        buffer.get(packet);
        Optional<byte[]> answer = answerer.answer(packet, Transport.UDP);
        if (answer.isPresent()) {
          udp.send(ByteBuffer.wrap(answer.get()), from);
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException oneAnswerLost) {
        // An asker that is gone or cannot be reached costs its own answer only.
        LOG.log(Level.DEBUG, "an answer could not be sent", oneAnswerLost);
      }
    }
  }

  private void acceptTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        if (!free.tryAcquire()) {
          socket.close();
          continue;
        }
        open.add(socket);
        Thread.ofVirtual().name("dns-tcp-connection").start(() -> serveTcp(socket));
      } catch (IOException oneConnectionLost) {
        // Closed by us, or out of descriptors: the pause keeps the latter from spinning.
        LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
      }
    }
  }

  private void serveTcp(Socket socket) {
    try (socket) {
      socket.setSoTimeout(Math.toIntExact(IDLE.toMillis()));
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] packet = in.readNBytes(in.readUnsignedShort());
        Optional<byte[]> answer = answerer.answer(packet, Transport.TCP);
        if (answer.isEmpty()) {
          return;
        }
        out.write(framed(answer.get()));
      }
    } catch (IOException endOfConnection) {
      // End of stream, idle for too long, reset, or closed by us: the connection is over.
      return;
    } finally {
      open.remove(socket);
      free.release();
    }
  }

  private static byte[] framed(byte[] answer) {
    return ByteBuffer.allocate(Short.BYTES + answer.length)
        .putShort((short) answer.length)
        .put(answer)
        .array();
  }
}
