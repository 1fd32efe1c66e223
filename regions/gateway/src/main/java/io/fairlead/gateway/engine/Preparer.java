package io.fairlead.gateway.engine;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.TlsExpectation;
import io.fairlead.gateway.net.HostAddresses;
import io.fairlead.gateway.tls.TlsContexts;
import io.fairlead.port.ProbeOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Resolves names and reads certificate files away from the loops, which must not block. */
final class Preparer implements AutoCloseable {
  private static final int MAX_THREADS = 8;
  private static final int MAX_WAITING = 8192;

  private final TlsContexts contexts = new TlsContexts();
  private final ThreadPoolExecutor threads;

  Preparer() {
    // Platform threads: the platform's resolver blocks in native code, beyond any interrupt.
    threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("probe-names-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /** What an attempt needs, if nothing blocks; empty means to ask {@link #elsewhere}. */
  Optional<Preparation.Ready> atHand(ProbePlan plan) {
    InetAddress address = plan.address();
    if (address == null) {
      return Optional.empty();
    }
    TlsExpectation tls = ProbePlan.tls(plan.order().check());
    if (tls == null) {
      return Optional.of(new Preparation.Ready(address, null));
    }
    return contexts.ready(tls).map(context -> new Preparation.Ready(address, context));
  }

  /** Prepares on another thread, which then calls {@code done}. */
  void elsewhere(ProbePlan plan, Consumer<Preparation> done) {
    try {
      threads.execute(() -> done.accept(prepare(plan)));
    } catch (RejectedExecutionException _) {
      done.accept(unable("more than " + MAX_WAITING + " name look-ups wait"));
    }
  }

  private Preparation prepare(ProbePlan plan) {
    SSLContext context;
    try {
      context = context(ProbePlan.tls(plan.order().check()));
    } catch (IOException e) {
      return unable(untried(plan.order(), e));
    }
    InetAddress known = plan.address();
    if (known != null) {
      return new Preparation.Ready(known, context);
    }
    InetAddress from = plan.from() == null ? null : plan.from().getAddress();
    return switch (HostAddresses.find(plan.order().host(), plan.order().privateTarget(), from)) {
      case HostAddresses.Found.Address found -> new Preparation.Ready(found.address(), context);
      case HostAddresses.Found.Refused refused ->
          new Preparation.Failed(AttemptEnd.failed(refused.reason()));
    };
  }

  private static String untried(ProbeOrder order, IOException cause) {
    String probe = "probes." + order.target().probe();
    return probe
        + " is not tried: "
        + cause.getMessage()
        + "; put it right, or name another file under "
        + probe
        + (order.check() instanceof Check.Http ? ".https.tls" : ".tls");
  }

  private @Nullable SSLContext context(@Nullable TlsExpectation tls) throws IOException {
    return tls == null ? null : contexts.load(tls);
  }

  private static Preparation unable(String detail) {
    return new Preparation.Failed(new AttemptEnd(AttemptEnd.Kind.UNABLE, detail));
  }

  /** Takes no more work; a look-up that the platform still waits for ends by itself. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
