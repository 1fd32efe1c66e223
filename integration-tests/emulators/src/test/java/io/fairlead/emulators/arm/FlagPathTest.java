package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's answer to Traffic Manager's probe, as the operations page has it for HAProxy. */
@NeedsParts(Part.HAPROXY)
class FlagPathTest {
  private static final String FLAG = "/flags/flags/shop/eu-west/default";
  private static final List<String> STORES =
      List.of(
          "fairleadwesteurope.blob.core.windows.net",
          "fairleadgermany.blob.core.windows.net",
          "fairleadfrance.blob.core.windows.net");
  private static final long LONG = TimeUnit.SECONDS.toNanos(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> raised = ConcurrentHashMap.newKeySet();

  private final AtomicInteger asked = new AtomicInteger();

  @TempDir private Path folder;
  private HttpServer stores;
  private Process haproxy;
  private int port;

  @BeforeEach
  void start() throws IOException {
    stores = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    stores.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.incrementAndGet();
            boolean there =
                exchange.getRequestURI().getPath().equals(FLAG)
                    && raised.contains(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(there ? 200 : 404, -1);
          }
        });
    stores.start();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(file, "defaults\n  mode http\n  timeout client 3s\n" + onThisMachine());
    haproxy =
        new ProcessBuilder(Parts.program(Part.HAPROXY).toString(), "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("haproxy.log").toFile())
            .start();
    until(200);
  }

  /** The page's text with the addresses of this machine, without TLS, at a faster pace. */
  private String onThisMachine() throws IOException {
    String page = Files.readString(Workspace.top().resolve("docs/operations.md"));
    Matcher block = Pattern.compile("```haproxy\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    return block
        .group(1)
        .replaceAll("bind .*", "bind 127.0.0.1:" + port)
        .replace("FLEET/REGION/GROUP", "shop/eu-west/default")
        .replace("inter 2s", "inter 100ms")
        .replaceAll("check-ssl verify .*", "")
        .replaceAll(":443 check-sni .*", "")
        .replaceAll("(?m)^(  server \\S+) \\S+", "$1 127.0.0.1:" + stores.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    haproxy.destroyForcibly();
    stores.stop(0);
    http.close();
  }

  @Test
  void two_of_three_stores_turn_the_path_off_and_silence_does_not() throws Exception {
    raised.add(STORES.getFirst());
    checksPass();
    assertThat(status()).isEqualTo(200);

    raised.add(STORES.get(1));
    until(503);
    raised.add(STORES.get(2));
    checksPass();
    assertThat(status()).isEqualTo(503);

    raised.remove(STORES.getFirst());
    raised.remove(STORES.get(2));
    until(200);
    raised.addAll(STORES);
    until(503);

    stores.stop(0);
    until(200);
  }

  /** Lets every store be asked twice more. */
  private void checksPass() {
    long end = System.nanoTime() + LONG;
    int until = asked.get() + 2 * STORES.size() + 1;
    while (asked.get() < until) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private int status() throws IOException {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + "/fairlead/flag");
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void until(int status) throws IOException {
    long end = System.nanoTime() + LONG;
    while (answered() != status) {
      assertThat(System.nanoTime())
          .as(status + "\n" + Files.readString(folder.resolve("haproxy.log")))
          .isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** 0 = it does not listen yet. */
  private int answered() {
    try {
      return status();
    } catch (IOException notYet) {
      return 0;
    }
  }
}
