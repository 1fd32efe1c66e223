package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {
  private static final Duration FRESHNESS = Duration.ofSeconds(6);

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong nanos = new AtomicLong(-5);
  private final StatusServer server = server();

  private StatusServer server() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new StatusServer("eu-west", any, FRESHNESS, nanos::get);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  @Test
  void a_run_is_healthy_while_ticks_end_whatever_their_time_says() throws Exception {
    assertThat(health()).isEqualTo(503);
    for (Instant storeTime : List.of(Instant.EPOCH, Instant.parse("2126-03-01T03:12:08Z"))) {
      server.publish(report(storeTime), storeTime);

      assertThat(health()).isEqualTo(200);
      nanos.addAndGet(FRESHNESS.toNanos() - 1);
      assertThat(health()).isEqualTo(200);
      nanos.addAndGet(1);
      assertThat(health()).isEqualTo(503);
    }
  }

  private int health() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/healthz");
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  private static SteerReport report(Instant at) {
    CycleOutcome held = new CycleOutcome.NoQuorum("1 of 3 cells answers");
    return new SteerReport(held, at, 0, null, null, null, List.of(), List.of(), List.of());
  }
}
