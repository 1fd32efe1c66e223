package io.fairlead.aws.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A connection to a server, encrypted where its scheme says so. One thread uses it at a time. */
final class WireConnection {
  private static final int PIECE = 1 << 16;
  private static final int BUFFER = 1 << 13;
  private static final int TLS_PORT = 443;
  private static final int PLAIN_PORT = 80;

  /** What a server may say before its content. */
  private static final int MOST_OF_A_HEAD = 1 << 16;

  /** What an answer that another one follows counts for at least. */
  private static final int INTERIM = 1 << 10;

  private final Supplier<SSLSocketFactory> tls;

  /** Under any encryption, so that it can be cut whatever happens above. */
  private final Socket plain = new Socket();

  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private boolean answering;
  private boolean opened;

  /** Why not all of the request was sent; null = it was. */
  private @Nullable IOException unsent;

  WireConnection(Supplier<SSLSocketFactory> tls) {
    this.tls = tls;
  }

  /** Connects; a certificate must be of the server's name. */
  void open(URI server, Duration connect, Duration silence) throws IOException {
    boolean encrypted = server.getScheme().equals("https");
    int port = server.getPort() >= 0 ? server.getPort() : encrypted ? TLS_PORT : PLAIN_PORT;
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(Math.toIntExact(silence.toMillis()));
    plain.connect(
        new InetSocketAddress(InetAddress.getByName(server.getHost()), port),
        Math.toIntExact(connect.toMillis()));
    Socket socket = encrypted ? encrypted(server.getHost(), port) : plain;
    in = socket.getInputStream();
    out = socket.getOutputStream();
    opened = true;
  }

  private Socket encrypted(String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) tls.get().createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Sends a request, its first bytes of content in one piece with what goes before them. */
  void send(WireRequest request) throws IOException {
    answering = false;
    byte[] head = request.head();
    WireRequest.Content content = request.content();
    if (content == null) {
      out.write(head);
    } else {
      send(head, content);
    }
  }

  private void send(byte[] head, WireRequest.Content content) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, head.length + content.length())];
    System.arraycopy(head, 0, piece, 0, head.length);
    int filled = head.length;
    for (long left = content.length(); left > 0; ) {
      if (filled == piece.length) {
        if (!isTaken(piece, filled)) {
          return;
        }
        filled = 0;
      }
      int most = (int) Math.min(left, piece.length - filled);
      int read = content.bytes().read(piece, filled, most);
      if (read < 0) {
        throw new EOFException("the content ends %d bytes early".formatted(left));
      }
      filled += read;
      left -= read;
    }
    boolean _ = isTaken(piece, filled);
  }

  /** A server may answer before it has read what is sent, and hang up: its answer counts then. */
  private boolean isTaken(byte[] piece, int length) {
    try {
      out.write(piece, 0, length);
      return true;
    } catch (IOException e) {
      unsent = e;
      return false;
    }
  }

  /** Whether it was opened. */
  boolean isOpen() {
    return opened;
  }

  /** Whether any byte of the answer to the last request has come. */
  boolean isAnswering() {
    return answering;
  }

  /** Whether all was sent, and nothing has come that nobody asked for. */
  boolean isClean() {
    return unsent == null && at == end;
  }

  /** Some bytes of the answer, -1 = the server has closed the connection. */
  int read(byte[] into, int from, int most) throws IOException {
    if (at == end) {
      return in.read(into, from, most);
    }
    int count = Math.min(most, end - at);
    System.arraycopy(buffer, at, into, from, count);
    at += count;
    return count;
  }

  /**
   * A line, without its end.
   *
   * @param most bytes that it may have
   */
  String line(int most) throws IOException {
    StringBuilder line = new StringBuilder(128);
    while (true) {
      if (at == end) {
        fill();
      }
      int each = buffer[at++] & 0xff;
      if (each == '\n') {
        return line.toString();
      }
      if (line.length() == most) {
        throw new IOException("an answer whose lines are too long");
      }
      if (each != '\r') {
        line.append((char) each);
      }
    }
  }

  private void fill() throws IOException {
    at = 0;
    end = 0;
    int read = in.read(buffer);
    if (read < 0) {
      throw new EOFException("the connection was closed before the answer's end");
    }
    end = read;
    answering = true;
  }

  /** What comes before the content of an answer, but for answers that another one follows. */
  WireHead head() throws IOException {
    IOException broken = unsent;
    if (broken == null) {
      return read();
    }
    try {
      return read();
    } catch (IOException _) {
      throw broken;
    }
  }

  private WireHead read() throws IOException {
    int left = MOST_OF_A_HEAD;
    while (true) {
      WireHead head = new WireHead(line(left));
      for (String line = line(left); !line.isEmpty(); line = line(left)) {
        left -= line.length();
        head.add(line);
      }
      if (!head.isInterim()) {
        return head;
      }
      left -= INTERIM;
    }
  }

  /** Cuts it, whoever uses it. */
  @SuppressWarnings("EmptyCatch")
  void close() {
    try {
      plain.close();
    } catch (IOException _) {
      // Nothing is lost: what was read is verified, and what was sent is answered or is not.
    }
  }
}
