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
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateways that people run: killed, stopped and held on to. */
@NeedsParts({Part.NGINX, Part.HAPROXY})
class RealGatewaysTest {
  private final GatewayProber prober = new GatewayProber(Clock.systemUTC());

  @AfterEach
  void close() {
    prober.close();
  }

  @Test
  void nginx_is_seen_ready_stopped_and_killed(@TempDir Path folder) throws Exception {
    liveAndDie(folder, RealGatewaysTest::nginx);
  }

  @Test
  void haproxy_is_seen_ready_stopped_and_killed(@TempDir Path folder) throws Exception {
    liveAndDie(folder, RealGatewaysTest::haproxy);
  }

  private void liveAndDie(Path folder, BiFunction<Path, Integer, List<String>> gateway)
      throws Exception {
    int port = freePort();
    Process process = start(folder, gateway.apply(folder, port));
    var woken = new ConcurrentLinkedQueue<>();
    try (HeldConnections held = new HeldConnections(woken::add, 10)) {
      var ready = order(http(port, "/ready", "ready", Map.of()), LOOPBACK, SHORT, USUAL);
      Await.until("it answers", () -> probe(prober, ready).outcome() == Outcome.PASSED);
      assertThat(probe(prober, order(http(port, "/draining"))).detail())
          .isEqualTo("status 503, expected 200-299");
      assertThat(probe(prober, order(new Check.Tcp(port))).outcome()).isEqualTo(Outcome.PASSED);
      held.hold(List.of(ready));
      Await.until("its connection is held", () -> held.open() == 1);

      signal("STOP", process);
      ProbeResult stopped = probe(prober, ready);
      assertThat(stopped.outcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(stopped.attempts()).isEqualTo(5);
      assertThat(woken).isEmpty();

      process.destroyForcibly().waitFor();
      Await.until("the cut is noticed", () -> !woken.isEmpty());
      ProbeResult killed = probe(prober, ready);
      assertThat(killed.refused()).isTrue();
      assertThat(killed.attempts()).isEqualTo(4);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> nginx(Path folder, int port) {
    StringBuilder text = new StringBuilder("daemon off; master_process off; pid nginx.pid;\n");
    text.append("events {}\nhttp { access_log off;\n");
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      text.append(kind).append("_temp_path ").append(folder.resolve(kind)).append(";\n");
    }
    text.append("server { listen 127.0.0.1:").append(port).append(";\n");
    text.append("location /ready { return 200 'ready'; }\n");
    text.append("location /draining { return 503 'draining'; } } }\n");
    Path file = written(folder.resolve("n.conf"), text.toString());
    return List.of(
        Parts.program(Part.NGINX).toString(),
        "-p",
        folder.toString(),
        "-c",
        file.toString(),
        "-e",
        folder + "/err.log");
  }

  private static List<String> haproxy(Path folder, int port) {
    String text =
        """
        defaults
          mode http
          timeout connect 1s
          timeout client 60s
          timeout server 60s
        frontend gateway
          bind 127.0.0.1:%d
          http-request return status 503 if { path /draining }
          http-request return status 200 content-type text/plain string ready
        """
            .formatted(port);
    return List.of(
        Parts.program(Part.HAPROXY).toString(),
        "-db",
        "-f",
        written(folder.resolve("h.cfg"), text).toString());
  }

  private static Path written(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process start(Path folder, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.log").toFile())
        .start();
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
