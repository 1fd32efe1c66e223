package io.fairlead.gateway.engine;

import io.fairlead.fleet.TlsExpectation;
import io.fairlead.gateway.net.ConnectionFaults;
import io.fairlead.gateway.tls.Handshakes;
import io.fairlead.port.FaultWords;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One new connection to one target: from connecting to the one end it reports. */
final class Attempt {
  private static final long LOOK_AFTER_NANOS = 1_000_000;

  private final ProbeLoop loop;
  private final ProbeRun run;
  private final TimingWheel.Timer timeout = new TimingWheel.Timer(this::timedOut);
  private final TimingWheel.Timer look = new TimingWheel.Timer(this::ready);
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable Wire wire;
  private @Nullable Exchange exchange;
  private long startedAt;
  private boolean entered;
  private boolean looked;
  private boolean ended;

  Attempt(ProbeLoop loop, ProbeRun run) {
    this.loop = loop;
    this.run = run;
  }

  /** When it started, on the monotonic clock. */
  long startedAt() {
    return startedAt;
  }

  boolean ended() {
    return ended;
  }

  /** Starts; called by the loop once there is room for another connection. */
  void start() {
    guarded(this::begin);
  }

  /** Ends without a report, and closes. */
  void cancel() {
    if (!ended) {
      ended = true;
      close();
    }
  }

  /** The selector saw the socket ready, or a handshake's task is done. */
  void ready() {
    guarded(this::goOn);
  }

  /** A defect met by one attempt must not stop the loop that all the others run on. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      end(new AttemptEnd(AttemptEnd.Kind.UNABLE, "defect in the prober: " + FaultWords.of(e)));
    }
  }

  private void begin() {
    entered = true;
    startedAt = System.nanoTime();
    run.started(this);
    ProbePlan plan = run.plan();
    if (plan.refusal() != null) {
      end(plan.refusal());
      return;
    }
    loop.wheel().arm(timeout, startedAt + plan.order().timeout().toNanos());
    Optional<Preparation.Ready> ready = loop.preparation().atHand(plan);
    if (ready.isPresent()) {
      connect(ready.get());
    } else {
      prepareElsewhere(plan);
    }
  }

  private void goOn() {
    SocketChannel socket = channel;
    if (ended || socket == null) {
      return;
    }
    try {
      if (socket.isConnected() || socket.finishConnect()) {
        move(socket);
      }
    } catch (IOException e) {
      faulted(e);
    }
  }

  private void prepareElsewhere(ProbePlan plan) {
    loop.preparation().elsewhere(plan, done -> loop.execute(() -> guarded(() -> prepared(done))));
  }

  private void prepared(Preparation done) {
    if (ended) {
      return;
    }
    switch (done) {
      case Preparation.Ready ready -> connect(ready);
      case Preparation.Failed failed -> end(failed.end());
    }
  }

  private void connect(Preparation.Ready to) {
    try {
      wire = wire(to);
      Exchange talk = Exchange.of(run.plan());
      exchange = talk;
      SocketChannel socket = SocketChannel.open(family(to.address()));
      channel = socket;
      set(socket, talk, to.context() == null && talk.closesByReset());
      InetSocketAddress remote =
          new InetSocketAddress(to.address(), run.plan().order().check().port());
      // A neighbour on the same host has often answered by now, which saves a turn of the selector.
      if (socket.connect(remote) || socket.finishConnect()) {
        move(socket);
      } else {
        await(SelectionKey.OP_CONNECT);
      }
    } catch (IOException e) {
      faulted(e);
    } catch (IllegalArgumentException e) {
      end(AttemptEnd.failed("server name is not a host name"));
    }
  }

  private void set(SocketChannel socket, Exchange talk, boolean reset) throws IOException {
    socket.configureBlocking(false);
    if (reset) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    if (talk.speaksFirst()) {
      SocketSettings.joinHandshakeAndRequest(socket);
    }
    InetSocketAddress from = run.plan().from();
    if (from != null && reset) {
      socket.bind(from);
    } else if (from != null) {
      loop.sources().bind(socket, from.getAddress());
    }
  }

  private Wire wire(Preparation.Ready to) {
    TlsExpectation tls = ProbePlan.tls(run.plan().order().check());
    if (tls == null || to.context() == null) {
      return new Wire.Plain();
    }
    return new TlsWire(
        Handshakes.engine(to.context(), run.plan().serverName(tls)),
        loop.sums(),
        () -> loop.execute(this::ready));
  }

  /** Opening, request and answer, as far as the socket allows now. */
  private void move(SocketChannel socket) throws IOException {
    Wire bytes = present(wire);
    Exchange talk = present(exchange);
    if (!bytes.open(socket)) {
      await(bytes.opening());
      return;
    }
    Optional<AttemptEnd> opened = opened(bytes, talk);
    if (opened.isPresent()) {
      end(opened.get());
    } else if (!bytes.write(socket, talk.request())) {
      await(SelectionKey.OP_WRITE);
    } else if (key == null && !looked) {
      // Near targets have answered by then, which saves registering: three system calls.
      looked = true;
      loop.wheel().arm(look, System.nanoTime() + LOOK_AFTER_NANOS);
    } else {
      receive(socket, bytes, talk);
    }
  }

  private Optional<AttemptEnd> opened(Wire bytes, Exchange talk) {
    TlsExpectation tls = ProbePlan.tls(run.plan().order().check());
    if (tls != null && bytes instanceof TlsWire secured) {
      Optional<String> fault = Handshakes.fault(secured.session(), tls, loop.clock().instant());
      if (fault.isPresent()) {
        return fault.map(AttemptEnd::failed);
      }
    }
    return talk.opened();
  }

  private void receive(SocketChannel socket, Wire bytes, Exchange talk) throws IOException {
    ByteBuffer buffer = loop.scratch();
    do {
      int count = bytes.read(socket, buffer.clear());
      if (count < 0) {
        end(talk.closed());
        return;
      }
      Optional<AttemptEnd> judged = count == 0 ? Optional.empty() : talk.received(buffer.flip());
      if (judged.isPresent()) {
        end(judged.get());
        return;
      }
      if (count == 0) {
        break;
      }
    } while (bytes.holdsInput());
    await(SelectionKey.OP_READ);
  }

  private void await(int operations) throws IOException {
    SelectionKey registered = key;
    if (registered == null) {
      key = loop.register(present(channel), operations, this);
    } else if (registered.interestOps() != operations) {
      registered.interestOps(operations);
    }
  }

  private void faulted(IOException fault) {
    if (ConnectionFaults.local(fault)) {
      end(new AttemptEnd(AttemptEnd.Kind.UNABLE, unable(fault)));
    } else if (ConnectionFaults.refused(fault)) {
      end(AttemptEnd.REFUSED);
    } else if (fault instanceof SSLException tls) {
      TlsExpectation wanted = ProbePlan.tls(run.plan().order().check());
      String name = wanted == null ? "" : run.plan().serverName(wanted);
      end(AttemptEnd.failed(Handshakes.phrase(tls, name)));
    } else if (fault instanceof EOFException) {
      end(AttemptEnd.failed("server closed during the TLS handshake"));
    } else {
      end(AttemptEnd.failed(ConnectionFaults.phrase(fault)));
    }
  }

  private String unable(IOException fault) {
    InetSocketAddress from = run.plan().from();
    String source = from == null ? "" : " from " + from.getAddress().getHostAddress();
    return "cannot connect" + source + ": " + ConnectionFaults.phrase(fault);
  }

  private void timedOut() {
    String after = " after " + run.plan().order().timeout().toMillis() + " ms";
    String stage =
        channel != null && channel.isConnected() ? "connected, then timed out" : "timed out";
    end(new AttemptEnd(AttemptEnd.Kind.TIMED_OUT, stage + after));
  }

  private void end(AttemptEnd how) {
    if (ended) {
      return;
    }
    ended = true;
    if (how.kind() == AttemptEnd.Kind.PASSED && wire != null && channel != null) {
      wire.farewell(channel);
    }
    close();
    run.ended(this, how);
  }

  private void close() {
    loop.wheel().cancel(timeout);
    loop.wheel().cancel(look);
    SocketChannel socket = channel;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException _) {
        // The descriptor is released all the same.
      }
    }
    if (entered) {
      loop.left();
    }
  }

  private static StandardProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("an attempt moved before it connected");
    }
    return value;
  }
}
