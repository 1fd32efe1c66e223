package io.fairlead.cli.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.cycle.Reports;
import io.fairlead.cycle.SteerReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What a run serves: {@code /metrics} for Prometheus, {@code /healthz} for whoever restarts it, and
 * one page for people.
 */
final class StatusServer implements Reports, AutoCloseable {
  private final String region;
  private final Duration silentAfter;
  private final InstantSource clock;
  private final HttpServer server;
  private volatile @Nullable SteerReport last;
  private volatile String metrics = "";

  /**
   * Serves from now on.
   *
   * @param silentAfter without a report for so long the process is not healthy
   */
  StatusServer(String region, InetSocketAddress at, Duration silentAfter, InstantSource clock)
      throws IOException {
    this.region = region;
    this.silentAfter = silentAfter;
    this.clock = clock;
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
    metrics = Metrics.text(region, report);
    last = report;
  }

  private void health(HttpExchange exchange) throws IOException {
    SteerReport report = last;
    boolean fresh =
        report != null && Duration.between(report.at(), clock.instant()).compareTo(silentAfter) < 0;
    String text = fresh ? "ticking\n" : "no tick within " + silentAfter.toSeconds() + " s\n";
    answer(exchange, fresh ? 200 : 503, "text/plain; charset=utf-8", text);
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
