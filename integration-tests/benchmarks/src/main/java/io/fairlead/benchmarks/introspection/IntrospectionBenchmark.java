package io.fairlead.benchmarks.introspection;

import com.sun.management.OperatingSystemMXBean;
import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.local.token.Callers;
import io.fairlead.local.token.IntrospectionServer;
import io.fairlead.token.Situation;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenBook;
import io.fairlead.token.TokenText;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.node.ArrayNode;

/**
 * Looks tokens up among 100,000, without and with HTTP, and measures how soon a revocation is seen
 * in another region. Goals: 20,000 lookups a second on two cores, one tick. {@code PEER_URL},
 * {@code PEER_CALLER} and {@code PEER_TOKEN} name another endpoint of RFC 7662 to ask in the same
 * run.
 */
public final class IntrospectionBenchmark {
  private static final int TOKENS = 100_000;
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP_SECONDS = 8;
  private static final int SECONDS = 10;
  private static final int RUNS = 3;
  private static final String CALLER = "gateway:a-secret-of-the-gateway";

  private IntrospectionBenchmark() {}

  /** Prints rows and writes the report. */
  public static void main(String[] arguments) throws Exception {
    Report report = new Report("introspection");
    ArrayNode rows = report.root().put("goalPerSecond", 20_000).putArray("rows");
    Ground ground = Ground.of(TOKENS, Instant.now());
    inMemory(ground, 2);
    row(rows, "in memory, 2 threads", inMemory(ground, 5), 2);
    endpoint(ground, rows);
    String peer = System.getenv("PEER_URL");
    if (peer == null) {
      System.out.println("missing peer (PEER_URL is not set)");
    } else {
      peer(URI.create(peer), rows);
    }
    Spread seen = new Spread(RevocationSeen.millis());
    System.out.printf(
        Locale.ROOT,
        "revoked until seen elsewhere, tick 1 s: median %.0f ms  p95 %.0f ms  max %.0f ms%n",
        seen.median(),
        seen.at(0.95),
        seen.at(1));
    seen.into(report.root().putObject("revocationSeen").put("tickMillis", 1000), "Millis");
    System.out.println("written to " + report.write());
  }

  private static double inMemory(Ground ground, int seconds) throws Exception {
    TokenBook book = ground.book();
    Situation now = new Situation(Instant.now(), Takeovers.NONE);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Long>> running = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int first = i;
        running.add(
            threads.submit(() -> lookups(book, ground.tokens(), first, new Until(end, now))));
      }
      return (running.get(0).get() + running.get(1).get()) / (double) seconds;
    }
  }

  private record Until(long end, Situation now) {}

  private static long lookups(TokenBook book, List<String> tokens, int first, Until until) {
    long count = 0;
    for (int i = first; System.nanoTime() < until.end(); i += 7) {
      TokenText text = TokenText.parse(tokens.get(i % tokens.size())).orElseThrow();
      if (!(book.answer(text, until.now()) instanceof TokenAnswer.Active)) {
        throw new IllegalStateException("a token that is active was not");
      }
      count++;
    }
    return count;
  }

  private static void endpoint(Ground ground, ArrayNode rows) throws Exception {
    try (IntrospectionServer server =
        IntrospectionServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Callers(Map.of("gateway", CALLER.substring(CALLER.indexOf(':') + 1))),
            InstantSource.system())) {
      server.know(ground.book(), Takeovers.NONE, Instant.now());
      Asking asking =
          new Asking(server.address().getPort(), "/introspect", CALLER, ground.tokens());
      asking.run(WARM_UP_SECONDS, CONNECTIONS);
      for (int i = 0; i < RUNS; i++) {
        long before = cpuNanos();
        Asking.Answered answered = asking.run(SECONDS, CONNECTIONS);
        double cpu = (cpuNanos() - before) / 1e9 / SECONDS;
        row(rows, "POST /introspect, both sides on 2 cores", answered.perSecond(), cpu);
        if (answered.active() != answered.all()) {
          throw new IllegalStateException("a token that is active was not");
        }
      }
    }
  }

  private static void peer(URI at, ArrayNode rows) throws Exception {
    Asking asking =
        new Asking(
            at.getPort(),
            at.getPath(),
            String.valueOf(System.getenv("PEER_CALLER")),
            List.of(String.valueOf(System.getenv("PEER_TOKEN"))));
    asking.run(2 * WARM_UP_SECONDS, CONNECTIONS);
    for (int i = 0; i < RUNS; i++) {
      Asking.Answered answered = asking.run(SECONDS, CONNECTIONS);
      row(
          rows,
          "peer, %d of %d active".formatted(answered.active(), answered.all()),
          answered.perSecond(),
          0);
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void row(ArrayNode rows, String what, double perSecond, double cpu) {
    System.out.printf(Locale.ROOT, "%-44s %,12.0f /s   CPU %.2f s/s%n", what, perSecond, cpu);
    rows.addObject().put("what", what).put("perSecond", perSecond).put("cpu", cpu);
  }
}
