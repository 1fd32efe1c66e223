package io.fairlead.gateway.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** Bytes under TLS. The handshake's heavy sums run elsewhere; {@code resume} is called after. */
final class TlsWire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** Steps of one call; a handshake takes about twenty. */
  private static final int MAX_STEPS = 1000;

  private final SSLEngine engine;
  private final Executor sums;
  private final Runnable resume;
  private ByteBuffer received;
  private ByteBuffer plain;
  private final ByteBuffer toSend;
  private boolean begun;
  private boolean open;
  private boolean ended;
  private volatile boolean busy;

  /**
   * Creates a wire.
   *
   * @param sums runs the handshake's tasks
   * @param resume called on the thread of {@code sums} after each; goes on with {@link #open}
   */
  TlsWire(SSLEngine engine, Executor sums, Runnable resume) {
    this.engine = engine;
    this.sums = sums;
    this.resume = resume;
    SSLSession session = engine.getSession();
    received = ByteBuffer.allocate(session.getPacketBufferSize());
    plain = ByteBuffer.allocate(session.getApplicationBufferSize());
    toSend = ByteBuffer.allocate(session.getPacketBufferSize()).limit(0);
  }

  SSLSession session() {
    return engine.getSession();
  }

  @Override
  public boolean open(SocketChannel channel) throws IOException {
    if (open) {
      return true;
    }
    if (!begun) {
      begun = true;
      engine.beginHandshake();
    }
    for (int step = 0; step < MAX_STEPS && !busy && flush(channel); step++) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> wrap(NOTHING);
        case NEED_TASK -> calculate();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!unwrap(channel)) {
            return false;
          }
          if (ended) {
            throw new EOFException("closed");
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          open = true;
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public int opening() {
    if (busy) {
      return 0;
    }
    return toSend.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
  }

  @Override
  public boolean write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (flush(channel)) {
      if (!bytes.hasRemaining()) {
        return true;
      }
      wrap(bytes);
    }
    return false;
  }

  @Override
  public int read(SocketChannel channel, ByteBuffer into) throws IOException {
    for (int step = 0; step < MAX_STEPS && plain.position() == 0 && !ended; step++) {
      if (!unwrap(channel)) {
        return 0;
      }
      afterHandshake(channel);
    }
    if (plain.position() == 0) {
      return ended ? -1 : 0;
    }
    plain.flip();
    int count = Math.min(plain.remaining(), into.remaining());
    into.put(plain.slice(plain.position(), count));
    plain.position(plain.position() + count);
    plain.compact();
    return count;
  }

  @Override
  public boolean holdsInput() {
    return plain.position() > 0 || (received.position() > 0 && !ended);
  }

  @Override
  public void farewell(SocketChannel channel) {
    try {
      engine.closeOutbound();
      if (open && flush(channel)) {
        wrap(NOTHING);
        flush(channel);
      }
    } catch (IOException _) {
      // The other side is gone already, which is as good as a goodbye.
    }
  }

  /** Key updates and session tickets ask for little work, done in place. */
  private void afterHandshake(SocketChannel channel) throws IOException {
    Runnable task = engine.getDelegatedTask();
    for (; task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && flush(channel)) {
      wrap(NOTHING);
      flush(channel);
    }
  }

  private void calculate() throws SSLException {
    busy = true;
    try {
      sums.execute(
          () -> {
            Runnable task = engine.getDelegatedTask();
            for (; task != null; task = engine.getDelegatedTask()) {
              task.run();
            }
            busy = false;
            resume.run();
          });
    } catch (RejectedExecutionException e) {
      throw new SSLException("prober is closed", e);
    }
  }

  private boolean flush(SocketChannel channel) throws IOException {
    if (toSend.hasRemaining()) {
      channel.write(toSend);
    }
    return !toSend.hasRemaining();
  }

  private void wrap(ByteBuffer bytes) throws SSLException {
    toSend.clear();
    SSLEngineResult result = engine.wrap(bytes, toSend);
    toSend.flip();
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && !toSend.hasRemaining()) {
      ended = true;
    }
  }

  /** One record further; false when the socket has nothing more for now. */
  private boolean unwrap(SocketChannel channel) throws IOException {
    received.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(received, plain);
    } finally {
      received.compact();
    }
    return switch (result.getStatus()) {
      case OK -> true;
      case CLOSED -> {
        ended = true;
        yield true;
      }
      case BUFFER_OVERFLOW -> {
        plain = grown(plain, engine.getSession().getApplicationBufferSize());
        yield true;
      }
      case BUFFER_UNDERFLOW -> {
        received = grown(received, engine.getSession().getPacketBufferSize());
        int count = channel.read(received);
        ended |= count < 0;
        yield count != 0;
      }
    };
  }

  private static ByteBuffer grown(ByteBuffer buffer, int size) {
    if (buffer.capacity() >= size && buffer.hasRemaining()) {
      return buffer;
    }
    return ByteBuffer.allocate(Math.max(size, buffer.capacity() * 2)).put(buffer.flip());
  }
}
