package io.fairlead.gateway;

import static io.fairlead.gateway.Orders.http;
import static io.fairlead.gateway.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.port.ProbeOrder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  @Test
  void every_target_has_its_turn_again_and_again() throws IOException {
    ConcurrentLinkedQueue<ProbeResult> results = new ConcurrentLinkedQueue<>();
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        GatewayProber prober =
            new GatewayProber(Clock.systemUTC(), new GatewayProber.Limits(2, 8))) {
      List<ProbeOrder> orders =
          IntStream.range(0, 50).mapToObj(i -> order(http(server.port(), "/" + i))).toList();
      assertThat(prober.probe(orders, java.time.Instant.now().plusSeconds(60))).hasSize(50);
      try (var repetition = prober.repeat(orders, Duration.ofMillis(100), results::add)) {
        Await.until("each had several turns", () -> results.size() >= 200);
        assertThat(repetition.started()).isGreaterThanOrEqualTo(200);
      }
      int after = results.size();
      prober.probe(orders, java.time.Instant.now().plusSeconds(60));

      assertThat(results).hasSize(after);
    }
  }

  @Test
  void target_whose_probe_is_under_way_is_passed_over() throws IOException {
    try (RawServer silent = new RawServer((_, _) -> {});
        GatewayProber prober = new GatewayProber(Clock.systemUTC())) {
      ProbeOrder order = order(http(silent.port(), "/"));
      try (var repetition =
          prober.repeat(
              List.of(order),
              Duration.ofMillis(20),
              result -> assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT))) {
        Await.until("turns were passed over", () -> repetition.skipped() > 3);

        assertThat(repetition.started()).isEqualTo(1);
        assertThat(silent.connections()).isLessThanOrEqualTo(1);
      }
    }
  }
}
