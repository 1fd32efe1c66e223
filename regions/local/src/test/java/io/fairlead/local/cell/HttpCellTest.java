package io.fairlead.local.cell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpCellTest {
  private final InstantSource clock = InstantSource.system();
  private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(10), clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server = HttpServer.create();

  @TempDir Path folder;

  HttpCellTest() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/cell", new CellHandler(FolderCell.open(folder, "eu-west", clock), clock));
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void an_address_that_leads_to_another_cell_is_noticed() {
    HttpCell wrong = new HttpCell(uri("/cell"), "eu-north", http);

    assertThat(wrong.read(soon()))
        .isEqualTo(
            new CellRead.Unknown(uri("/cell") + " is the cell 'eu-west', expected 'eu-north'"));
    assertThat(wrong.cas(0, new byte[1], soon())).isInstanceOf(CellCas.Unknown.class);
  }

  @Test
  void a_wrong_path_is_unknown_and_never_empty() {
    HttpCell wrong = new HttpCell(uri("/other"), "eu-west", http);

    assertThat(wrong.read(soon()))
        .isEqualTo(
            new CellRead.Unknown(uri("/other") + " answered 404 and is no cell of Fairlead"));
  }

  @Test
  void a_redirect_is_not_followed() {
    HttpHandler redirect =
        exchange -> {
          exchange.getResponseHeaders().set("Location", uri("/cell").toString());
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        };
    server.createContext("/moved", redirect);

    assertThat(new HttpCell(uri("/moved"), "eu-west", http).read(soon()))
        .isInstanceOf(CellRead.Unknown.class);
  }

  @Test
  void a_port_that_nobody_listens_on_is_unknown() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    HttpCell dark = new HttpCell(URI.create("http://localhost:" + port), "eu-west", http);

    assertThat(dark.read(soon())).isInstanceOf(CellRead.Unknown.class);
    assertThat(dark.cas(0, new byte[1], soon())).isInstanceOf(CellCas.Unknown.class);
  }

  @Test
  void a_server_that_stalls_in_the_middle_of_its_answer_costs_the_deadline_and_no_more()
      throws IOException {
    try (ServerSocket stalling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> half(stalling));
      URI uri = URI.create("http://localhost:" + stalling.getLocalPort() + "/cell");

      CellRead read = new HttpCell(uri, "eu-west", http).read(clock.instant().plusMillis(300));

      assertThat(read)
          .isInstanceOfSatisfying(
              CellRead.Unknown.class,
              unknown -> assertThat(unknown.why()).contains("no answer within"));
    }
  }

  @Test
  void a_write_without_a_condition_is_refused() {
    HttpResponse<byte[]> answer = put(new byte[1], "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(428);
    assertThat(text(answer)).contains("If-Match");
    assertThat(put(new byte[1], "If-Match", "*").statusCode()).isEqualTo(428);
    assertThat(put(new byte[1], "If-Match", "W/\"1\"").statusCode()).isEqualTo(428);
  }

  @Test
  void a_body_over_256_kib_is_refused_and_nothing_is_written() {
    HttpResponse<byte[]> answer = put(new byte[256 * 1024 + 1], "If-None-Match", "*");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(new HttpCell(uri("/cell"), "eu-west", http).read(soon()))
        .isEqualTo(new CellRead.Empty());
    assertThat(put(new byte[256 * 1024], "If-None-Match", "*").statusCode()).isEqualTo(204);
  }

  @Test
  void a_cell_that_is_damaged_answers_with_the_sentence() throws IOException {
    java.nio.file.Files.writeString(folder.resolve("version-1"), "shopping list");

    assertThat(new HttpCell(uri("/cell"), "eu-west", http).read(soon()))
        .isInstanceOfSatisfying(
            CellRead.Unknown.class,
            unknown ->
                assertThat(unknown.why())
                    .contains("answered 503", "is no file of a Fairlead cell"));
  }

  private HttpResponse<byte[]> put(byte[] body, String header, String value) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/cell"))
            .PUT(BodyPublishers.ofByteArray(body))
            .header(header, value);
    return ((BoundedHttp.Answered) http.send(request, 1000, soon())).response();
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private Instant soon() {
    return clock.instant().plusSeconds(10);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  /** Answers with a head that promises more than it sends, and keeps the connection open. */
  private static void half(ServerSocket listening) {
    try (Socket client = listening.accept()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 9\r\n\r\nabc".getBytes(UTF_8));
      client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
