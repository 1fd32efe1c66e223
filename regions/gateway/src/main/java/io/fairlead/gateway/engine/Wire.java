package io.fairlead.gateway.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes between an attempt and its socket; never blocks. */
interface Wire {
  /** Moves the opening on as far as the socket allows; whether application bytes may flow. */
  boolean open(SocketChannel channel) throws IOException;

  /** What to wait for while not open, as selector operations; 0 = nothing on the socket. */
  int opening();

  /** Sends what the socket takes; whether everything given has left. */
  boolean write(SocketChannel channel, ByteBuffer bytes) throws IOException;

  /** Appends what is at hand: the count, 0 for nothing yet, -1 at the end. */
  int read(SocketChannel channel, ByteBuffer into) throws IOException;

  /** Whether another read may give bytes without the socket becoming readable. */
  boolean holdsInput();

  /** Says goodbye if the protocol has one; best effort. */
  void farewell(SocketChannel channel);

  /** Bytes as they are. */
  record Plain() implements Wire {
    @Override
    public boolean open(SocketChannel channel) {
      return true;
    }

    @Override
    public int opening() {
      return 0;
    }

    @Override
    public boolean write(SocketChannel channel, ByteBuffer bytes) throws IOException {
      if (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return !bytes.hasRemaining();
    }

    @Override
    public int read(SocketChannel channel, ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public boolean holdsInput() {
      return false;
    }

    @Override
    public void farewell(SocketChannel channel) {
      // TCP's own close says it.
    }
  }
}
