package io.fairlead.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.local.relay.RelayLimits;
import io.fairlead.local.state.StateProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, refusing to start, and who may ask. */
@NullMarked
class EdgeServerTest {
  private static final String HOST = "127." + (int) (ProcessHandle.current().pid() % 200 + 20);
  private static final String EDGE = HOST + ".250.53";
  private static final String FRONT = HOST + ".250.100";

  @TempDir private Path folder;

  private EdgeSettings settings(String fleet, @Nullable String token) {
    EdgePlace place =
        new EdgePlace(new InetSocketAddress(EDGE, 5300), new InetSocketAddress(EDGE, 5380));
    return new EdgeSettings(
        fleet,
        "eu-west",
        new TreeMap<>(Map.of("eu-west", place)),
        folder.resolve("state"),
        new TreeSet<>(List.of("demo.test")),
        new TreeMap<>(Map.of("front", List.of(FRONT))),
        new TreeSet<>(List.of(8080)),
        new TreeMap<>(Map.of("gw-1", HOST + ".250.11")),
        token,
        RelayLimits.DEFAULTS);
  }

  private static EdgeServer start(EdgeSettings settings) {
    return EdgeServer.start(settings, InstantSource.system());
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://" + EDGE + ":5380" + path))
              .method(method, BodyPublishers.ofString(body));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  @Test
  void every_answer_tells_the_time_of_the_store() throws Exception {
    try (EdgeServer edge = start(settings("three-regions", null))) {
      HttpResponse<String> answer = send("GET", "/healthz", "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"region\":\"eu-west\"");
      assertThat(answer.headers().firstValue("Date")).isPresent();
      assertThat(answer.headers().firstValue("Fairlead-Time")).isPresent();
      assertThat(edge.place().http().getPort()).isEqualTo(5380);
    }
  }

  @Test
  void a_port_that_is_taken_is_named_and_nothing_stays_open() throws Exception {
    try (ServerSocket taken = new ServerSocket(5300, 1, InetAddress.getByName(EDGE))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> start(settings("three-regions", null)))
          .isInstanceOf(EdgeProblem.class)
          .hasMessageContaining("the edge's DNS cannot listen on " + EDGE + " port 5300")
          .hasMessageContaining("another process uses it");
    }
    start(settings("three-regions", null)).close();
  }

  @Test
  void a_floating_address_that_is_taken_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(8080, 1, InetAddress.getByName(FRONT))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> start(settings("three-regions", null)))
          .isInstanceOf(EdgeProblem.class)
          .hasMessageContaining("floating address front cannot listen on " + FRONT + " port 8080");
    }
  }

  @Test
  void an_address_that_the_machine_lacks_is_named_with_the_command_that_adds_it() {
    InetSocketAddress at = new InetSocketAddress("127.10.1.100", 8080);

    // What macOS says; Linux answers for all of 127/8 and says it of other addresses only.
    assertThat(
            BindSentences.sentence("floating address front", at, "Can't assign requested address"))
        .isEqualTo(
            "floating address front cannot listen on 127.10.1.100 port 8080: this machine has no"
                + " address 127.10.1.100; on macOS this adds it: sudo ifconfig lo0 alias"
                + " 127.10.1.100");
  }

  @Test
  void an_address_of_nobody_is_refused_in_a_sentence() {
    EdgePlace nowhere =
        new EdgePlace(
            new InetSocketAddress("192.0.2.1", 5300), new InetSocketAddress("192.0.2.1", 5380));
    EdgeSettings good = settings("three-regions", null);
    EdgeSettings settings =
        new EdgeSettings(
            good.fleet(),
            good.region(),
            new TreeMap<>(Map.of("eu-west", nowhere)),
            good.directory(),
            good.zones(),
            good.floatingAddresses(),
            good.ports(),
            good.nodes(),
            null,
            good.limits());

    assertThatThrownBy(() -> start(settings))
        .isInstanceOf(EdgeProblem.class)
        .hasMessageContaining("this machine has no address 192.0.2.1");
  }

  @Test
  void two_edges_in_one_folder_are_refused() {
    try (EdgeServer edge = start(settings("three-regions", null))) {
      assertThat(edge.place().dns().getPort()).isEqualTo(5300);
      assertThatThrownBy(() -> start(settings("three-regions", null)))
          .isInstanceOf(StateProblem.class)
          .hasMessageContaining("another process runs an edge with the state folder");
    }
  }

  /** Regression 13: state is named by fleet, and a foreign state is refused. */
  @Test
  void a_folder_of_another_fleet_is_refused() throws Exception {
    try (EdgeServer edge = start(settings("three-regions", null))) {
      assertThat(edge.place().dns().getPort()).isEqualTo(5300);
      String freeze = "{\"fleet\":\"three-regions\",\"by\":\"ana\",\"reason\":\"audit\"}";
      assertThat(send("PUT", "/freeze", freeze).statusCode()).isEqualTo(201);
    }

    assertThatThrownBy(() -> start(settings("staging", null)))
        .isInstanceOf(StateProblem.class)
        .hasMessageContaining("belongs to fleet three-regions");
    start(settings("three-regions", null)).close();
  }

  /** Regression 13: a client of another fleet is turned away. */
  @Test
  void a_client_of_another_fleet_is_turned_away() throws Exception {
    try (EdgeServer edge = start(settings("three-regions", null))) {
      HttpResponse<String> answer = send("GET", "/flags", "", "Fairlead-Fleet", "staging");

      assertThat(edge.place().dns().getPort()).isEqualTo(5300);
      assertThat(answer.statusCode()).isEqualTo(421);
      assertThat(answer.body()).contains("this edge serves fleet three-regions, not staging");
    }
  }

  @Test
  void a_damaged_file_is_refused_by_name() throws Exception {
    start(settings("three-regions", null)).close();
    Files.writeString(folder.resolve("state").resolve("flags-all.state"), "oops");

    assertThatThrownBy(() -> start(settings("three-regions", null)))
        .isInstanceOf(StateProblem.class)
        .hasMessageContaining("flags-all.state is damaged");
  }

  @Test
  void with_a_token_only_its_bearers_and_health_checks_are_answered() throws Exception {
    try (EdgeServer edge = start(settings("three-regions", "s3cret"))) {
      assertThat(edge.place().dns().getPort()).isEqualTo(5300);
      assertThat(send("GET", "/flags", "").statusCode()).isEqualTo(401);
      assertThat(send("GET", "/cell", "").statusCode()).isEqualTo(401);
      assertThat(send("GET", "/flags", "", "Authorization", "Bearer wrong").statusCode())
          .isEqualTo(401);
      assertThat(send("GET", "/flags", "", "Authorization", "Bearer s3cret").statusCode())
          .isEqualTo(200);
      assertThat(send("GET", "/healthz", "").statusCode()).isEqualTo(200);
      assertThat(send("GET", "/flags", "").body()).doesNotContain("s3cret");
    }
  }

  @Test
  void requests_that_make_no_sense_are_answered_with_a_sentence() throws Exception {
    try (EdgeServer edge = start(settings("three-regions", null))) {
      assertThat(edge.place().dns().getPort()).isEqualTo(5300);
      assertThat(send("GET", "/", "").statusCode()).isEqualTo(404);
      assertThat(send("GET", "/zones/other.test", "").body()).contains("there are [demo.test]");
      assertThat(send("POST", "/zones/demo.test", "{").statusCode()).isEqualTo(400);
      assertThat(send("POST", "/relays/front", "{}").body()).contains("field 'intent' is not");
      assertThat(send("PUT", "/flags/eu-west/default", "{}").statusCode()).isEqualTo(400);
      assertThat(send("DELETE", "/flags/eu-west/default", "").statusCode()).isEqualTo(428);
      assertThat(send("PUT", "/observations/us-east", "{}").statusCode()).isEqualTo(404);
      assertThat(send("PATCH", "/freeze", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void a_body_over_the_limit_is_refused() throws Exception {
    try (EdgeServer edge = start(settings("three-regions", null))) {
      assertThat(edge.place().dns().getPort()).isEqualTo(5300);
      String big = "x".repeat((8 << 20) + 1);
      assertThat(send("PUT", "/observations/eu-west", big).statusCode()).isEqualTo(413);
    }
  }
}
