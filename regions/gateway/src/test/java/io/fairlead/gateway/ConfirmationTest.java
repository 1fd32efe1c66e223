package io.fairlead.gateway;

import static io.fairlead.gateway.Orders.LOOPBACK;
import static io.fairlead.gateway.Orders.SHORT;
import static io.fairlead.gateway.Orders.USUAL;
import static io.fairlead.gateway.Orders.http;
import static io.fairlead.gateway.Orders.order;
import static io.fairlead.gateway.Orders.probe;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

  private final GatewayProber prober = new GatewayProber(Clock.systemUTC());

  @AfterEach
  void close() {
    prober.close();
  }

  @Test
  void refusal_is_confirmed_by_three_more() throws IOException {
    ProbeResult result = probe(prober, order(new Check.Tcp(closedPort()), LOOPBACK, SHORT, USUAL));

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.refused()).isTrue();
    assertThat(result.attempts()).isEqualTo(4);
    assertThat(result.failures()).isEqualTo(4);
    assertThat(result.detail()).isEqualTo("refused");
  }

  @Test
  void wrong_status_is_confirmed_by_all_attempts() throws IOException {
    try (RawServer server = RawServer.answering(BUSY)) {
      ProbeResult result = probe(prober, order(http(server.port(), "/"), LOOPBACK, SHORT, USUAL));

      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.refused()).isFalse();
      assertThat(result.attempts()).isEqualTo(5);
      assertThat(result.failures()).isEqualTo(5);
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void silence_is_confirmed_by_attempts_that_overlap() throws IOException {
    try (RawServer server = new RawServer((_, _) -> {})) {
      ProbeResult result = probe(prober, order(http(server.port(), "/"), LOOPBACK, SHORT, USUAL));

      assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(result.attempts()).isEqualTo(5);
      assertThat(result.detail()).isEqualTo("connected, then timed out after 300 ms");
    }
  }

  @Test
  void one_pass_ends_it_and_overtaken_attempts_count_as_lost() throws IOException {
    // The first two connections are left without an answer, the third gets one.
    try (RawServer server =
        new RawServer(
            (socket, number) -> {
              RawServer.readHead(socket);
              if (number == 2) {
                RawServer.write(socket, OK);
              }
            })) {
      ProbeResult result = probe(prober, order(http(server.port(), "/"), LOOPBACK, SHORT, USUAL));

      assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(result.attempts()).isGreaterThanOrEqualTo(3);
      assertThat(result.failures()).isEqualTo(result.attempts() - 1);
      assertThat(server.connections()).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void attempts_begun_after_the_one_that_passed_count_for_nothing() throws IOException {
    // Only the first connection gets an answer, and not before two more were opened beside it.
    CountDownLatch third = new CountDownLatch(3);
    try (RawServer server =
        new RawServer(
            (socket, number) -> {
              RawServer.readHead(socket);
              third.countDown();
              if (number == 0) {
                awaitQuietly(third);
                RawServer.write(socket, OK);
              }
            })) {
      ProbeResult result =
          probe(prober, order(http(server.port(), "/"), LOOPBACK, Orders.PATIENT, USUAL));

      assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
      assertThat(server.connections()).isGreaterThanOrEqualTo(3);
      assertThat(result.attempts()).isEqualTo(1);
      assertThat(result.failures()).isZero();
    }
  }

  @Test
  void full_accept_queue_times_out() throws IOException {
    try (ServerSocket deaf = new ServerSocket()) {
      deaf.bind(new InetSocketAddress(LOOPBACK, 0), 1);
      List<java.net.Socket> fillers = fill(deaf);
      try {
        ProbeResult result =
            probe(prober, order(new Check.Tcp(deaf.getLocalPort()), LOOPBACK, SHORT, USUAL));

        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(result.refused()).isFalse();
        assertThat(result.attempts()).isEqualTo(5);
        assertThat(result.detail()).isEqualTo("timed out after 300 ms");
      } finally {
        for (java.net.Socket filler : fillers) {
          filler.close();
        }
      }
    }
  }

  @Test
  void what_the_deadline_cuts_short_is_absent_and_the_rest_keeps_its_order() throws IOException {
    try (RawServer silent = new RawServer((_, _) -> {});
        RawServer server = RawServer.answering(OK)) {
      var results =
          prober.probe(
              List.of(
                  order(http(server.port(), "/first")),
                  order(http(silent.port(), "/")),
                  order(new Check.Tcp(server.port()))),
              Instant.now().plusMillis(700));

      assertThat(results)
          .extracting(ProbeResult::detail)
          .containsExactly("status 200", "connected");
    }
  }

  @Test
  void passed_deadline_probes_nothing() throws IOException {
    try (RawServer server = RawServer.answering(OK)) {
      assertThat(prober.probe(List.of(order(http(server.port(), "/"))), Instant.EPOCH)).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Connects until the accept queue is full, which shows as a connection that does not open. */
  private static List<java.net.Socket> fill(ServerSocket deaf) throws IOException {
    List<java.net.Socket> fillers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      java.net.Socket filler = new java.net.Socket();
      fillers.add(filler);
      try {
        filler.connect(deaf.getLocalSocketAddress(), 200);
      } catch (java.net.SocketTimeoutException _) {
        return fillers;
      }
    }
    throw new IllegalStateException("the accept queue never filled");
  }
}
