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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  @Test
  void a_run_without_a_quorum_is_healthy_and_says_so() throws Exception {
    server.publish(report(Instant.EPOCH), Instant.EPOCH);

    assertThat(health()).isEqualTo(200);
    assertThat(get("/healthz").body())
        .isEqualTo(
            "ticking, but no quorum: nothing is changed; register unreachable: 1 of 3 cells"
                + " answers\n");
    assertThat(get("/metrics").body())
        .contains("fairlead_cycle_outcome{outcome=\"noquorum\",region=\"eu-west\"} 1.0");

    server.publish(report(Instant.EPOCH, new CycleOutcome.Idle()), Instant.EPOCH);
    assertThat(get("/healthz").body()).isEqualTo("ticking\n");
    assertThat(get("/metrics").body()).doesNotContain("noquorum");
  }

  @Test
  void the_documented_alert_names_outcomes_that_there_are() throws IOException {
    Path top = Path.of("").toAbsolutePath();
    while (!Files.exists(top.resolve("docs/operations.md"))) {
      top = Objects.requireNonNull(top.getParent());
    }
    Matcher alert =
        Pattern.compile("fairlead_cycle_outcome\\{outcome=~\"([a-z|]+)\"}")
            .matcher(Files.readString(top.resolve("docs/operations.md")));
    assertThat(alert.find()).isTrue();
    List<String> outcomes =
        Stream.of(CycleOutcome.class.getPermittedSubclasses())
            .map(each -> each.getSimpleName().toLowerCase(Locale.ROOT))
            .toList();

    assertThat(outcomes).contains(alert.group(1).split("\\|", -1));
    assertThat(alert.group(1)).startsWith("noquorum");
  }

  private int health() throws Exception {
    return get("/healthz").statusCode();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static SteerReport report(Instant at) {
    return report(at, new CycleOutcome.NoQuorum("1 of 3 cells answers"));
  }

  private static SteerReport report(Instant at, CycleOutcome held) {
    return new SteerReport(held, at, 0, null, null, null, List.of(), List.of(), List.of());
  }
}
