package io.fairlead.cli.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.Reports;
import io.fairlead.cycle.SteerReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run serves: {@code /metrics} for Prometheus, {@code /healthz} for whoever restarts it, and
 * one page for people.
 */
final class StatusServer implements Reports, AutoCloseable {
  private final String region;
  private final Duration silentAfter;
  private final LongSupplier nanos;
  private final HttpServer server;
  private volatile @Nullable SteerReport last;
  private volatile String metrics = "";
  private volatile long publishedNanos;
  private volatile int untried;

  /**
   * Serves from now on.
   *
   * @param silentAfter without a report for so long the process is not healthy
   * @param nanos monotonic time, as of {@link System#nanoTime}
   */
  StatusServer(String region, InetSocketAddress at, Duration silentAfter, LongSupplier nanos)
      throws IOException {
    this.region = region;
    this.silentAfter = silentAfter;
    this.nanos = nanos;
    this.server = HttpServer.create(at, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/metrics", exchange -> answer(exchange, 200, Metrics.CONTENT_TYPE, metrics));
    server.createContext("/healthz", this::health);
    server.createContext("/", this::page);
    server.start();
  }

  @Override
  public void publish(SteerReport report, Instant deadline) {
    metrics = Metrics.text(region, report, untried);
    publishedNanos = nanos.getAsLong();
    last = report;
  }

  /** The last round met so many problems of this machine's own. */
  void untried(int problems) {
    untried = problems;
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  private void health(HttpExchange exchange) throws IOException {
    // The reports' time is the stores', so that the age of one is told by this process alone.
    SteerReport report = last;
    boolean fresh = report != null && nanos.getAsLong() - publishedNanos < silentAfter.toNanos();
    String text = fresh ? ticking(report) : "no tick within " + silentAfter.toSeconds() + " s\n";
    answer(exchange, fresh ? 200 : 503, "text/plain; charset=utf-8", text);
  }

  /** A run that lacks a quorum stays healthy: whoever starts it again mends nothing by it. */
  private static String ticking(@Nullable SteerReport report) {
    return report != null && report.outcome() instanceof CycleOutcome.NoQuorum none
        ? "ticking, but no quorum: nothing is changed; " + none.text() + "\n"
        : "ticking\n";
  }

  private void page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      answer(exchange, 404, "text/plain; charset=utf-8", "here are / /metrics /healthz\n");
      return;
    }
    SteerReport report = last;
    String text = report == null ? "no tick yet\n" : StatusPage.text(region, report);
    answer(exchange, 200, "text/plain; charset=utf-8", text);
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
