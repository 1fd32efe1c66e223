package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fairlead.contract.Struck;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.KongDblessSink;
import io.fairlead.gateway.kong.KongFile;
import io.fairlead.gateway.kong.KongNode;
import io.fairlead.gateway.kong.Refusals;
import io.fairlead.wiring.artifact.KongYaml;
import io.fairlead.wiring.artifact.RefusalFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every node of Kong without a database serves the file of the set. With {@code
 * FAIRLEAD_KONG_ADMIN}, the URLs of Admin APIs with commas between, what needs no fault runs on
 * those nodes, whose configuration it replaces.
 */
final class KongDblessTest {
  private static final String FILE = "kong.yaml";
  private static final String VARIABLE = "FAIRLEAD_KONG_ADMIN";

  @TempDir private Path work;

  private final List<KongAdmin> ours = new ArrayList<>();
  private final List<Duration> paused = new ArrayList<>();
  private Copying copying;

  @BeforeEach
  void startTwoNodes() throws IOException {
    ours.add(new KongAdmin());
    ours.add(new KongAdmin());
    copying = new Copying(work);
    copying.write(FILE, config("orders-1", "url: http://127.0.0.1:9/"));
    copying.publish("master");
  }

  @AfterEach
  void stop() {
    ours.forEach(KongAdmin::close);
  }

  private static String config(String service, String target) {
    return """
        _format_version: "3.0"
        services:
        - name: %s
          %s
          routes:
          - name: %s
            paths: [/%s]
        """
        .formatted(service, target, service, service);
  }

  /** Nodes of a user where there are any. */
  private List<URI> nodes() {
    String own = System.getenv(VARIABLE);
    return own == null || own.isBlank()
        ? ourNodes()
        : Stream.of(own.split(",")).map(String::strip).map(URI::create).toList();
  }

  private List<URI> ourNodes() {
    return ours.stream().map(KongAdmin::uri).toList();
  }

  private ReplicateReport replicate(List<URI> nodes) throws IOException {
    return replicate(nodes, paused::add);
  }

  private ReplicateReport replicate(List<URI> nodes, Consumer<Duration> pause) throws IOException {
    return replicate(nodes, new RefusalFile(copying.destination), pause);
  }

  private ReplicateReport replicate(List<URI> nodes, Refusals refusals, Consumer<Duration> pause)
      throws IOException {
    return copying.replicate(
        copying.storeItself(),
        copies ->
            new KongDblessSink(
                copies,
                new KongFile(FILE, KongYaml::read),
                nodes.stream().map(uri -> new KongNode(uri, null, copying.clock())).toList(),
                refusals,
                new KongDblessSink.Time(copying.clock(), pause)),
        false);
  }

  /** What a node says of itself. */
  private static String hash(URI node) throws IOException {
    return JsonMapper.shared()
        .readTree(sent(HttpRequest.newBuilder(node.resolve("/status")).GET()).body())
        .path("configuration_hash")
        .asString("");
  }

  private static HttpResponse<String> sent(HttpRequest.Builder request) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void assertServed(List<URI> nodes) throws IOException {
    for (URI node : nodes) {
      assertThat(hash(node)).isEqualTo(KongAdmin.hash(copying.seen().get(FILE)));
    }
  }

  @Test
  void every_node_serves_the_file_and_a_second_run_finds_it_so() throws IOException {
    assertThat(replicate(nodes()).outcome()).isEqualTo(new Outcome.Applied());
    assertServed(nodes());
    assertThat(replicate(nodes()).outcome()).isEqualTo(new Outcome.UpToDate());

    copying.write(FILE, config("orders-2", "url: http://127.0.0.1:9/"));
    copying.publish("master");
    assertThat(replicate(nodes()).outcome()).isEqualTo(new Outcome.Applied());
    assertServed(nodes());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_file_that_kong_refuses_leaves_every_node_with_the_one_before() throws IOException {
    replicate(nodes());
    copying.write(FILE, config("orders-2", "retries: 3"));
    copying.publish("master");
    ReplicateReport report = replicate(nodes());

    assertThat(report.outcome())
        .isInstanceOfSatisfying(
            Outcome.RolledBack.class,
            back ->
                assertThat(back.why()).contains("refused it with 400: service orders-2, host: "));
    assertServed(nodes());
    assertThat(copying.seen().get(FILE)).contains("orders-1");
  }

  @Test
  void what_somebody_loaded_into_a_node_is_told_and_replaced() throws IOException {
    replicate(nodes());
    String foreign = config("strange", "url: http://127.0.0.1:9/");
    sent(
        HttpRequest.newBuilder(nodes().getFirst().resolve("/config"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    JsonMapper.shared().createObjectNode().put("config", foreign).toString())));
    ReplicateReport report = replicate(nodes());

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks()).singleElement().asString().contains(KongAdmin.hash(foreign));
    assertServed(nodes());
  }

  @Test
  void a_node_that_says_it_has_taken_it_and_has_not_brings_all_back() throws IOException {
    replicate(ourNodes());
    copying.write(FILE, config("orders-2", "url: http://127.0.0.1:9/"));
    copying.publish("master");
    ours.get(1).deaf(true);

    assertThat(replicate(ourNodes()).outcome())
        .isInstanceOfSatisfying(
            Outcome.RolledBack.class,
            back ->
                assertThat(back.why())
                    .startsWith("read back, " + ourNodes().get(1) + " serves configuration "));
    assertThat(ours.getFirst().loads()).isEqualTo(3);
    assertServed(ourNodes());
    ours.get(1).deaf(false);
    assertThat(replicate(ourNodes()).outcome()).isEqualTo(new Outcome.Applied());
    assertServed(ourNodes());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_busy_node_is_asked_again_when_it_says() throws IOException {
    ours.getFirst().busy(2);

    assertThat(replicate(ourNodes()).outcome()).isEqualTo(new Outcome.Applied());
    assertThat(paused).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    assertServed(ourNodes());
  }

  @Test
  void a_node_that_lost_its_file_gets_it_again() throws IOException {
    replicate(ourNodes());
    ours.get(1).restart();

    assertThat(replicate(ourNodes()).outcome()).isEqualTo(new Outcome.Applied());
    assertServed(ourNodes());
    assertThat(ours.getFirst().loads()).isEqualTo(1);
  }

  @Test
  void a_node_that_is_dark_holds_everything_before_anything_is_touched() throws IOException {
    replicate(ourNodes());
    copying.write(FILE, config("orders-2", "url: http://127.0.0.1:9/"));
    copying.publish("master");
    ours.get(1).close();

    assertThat(replicate(ourNodes()).outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class,
            held -> assertThat(held.why()).contains("the destination: " + ourNodes().get(1)));
    assertThat(ours.getFirst().loads()).isEqualTo(1);
    assertThat(copying.seen().get(FILE)).contains("orders-1");
  }

  @Test
  void killed_between_two_nodes_the_next_run_finishes() throws IOException {
    replicate(ourNodes());
    copying.write(FILE, config("orders-2", "url: http://127.0.0.1:9/"));
    copying.publish("master");
    ours.get(1).busy(1);

    assertThatExceptionOfType(Struck.Killed.class)
        .isThrownBy(
            () ->
                replicate(
                    ourNodes(),
                    _ -> {
                      throw new Struck.Killed();
                    }));
    assertThat(hash(ourNodes().getFirst())).isNotEqualTo(hash(ourNodes().get(1)));
    assertThat(replicate(ourNodes()).outcome()).isEqualTo(new Outcome.Applied());
    assertServed(ourNodes());
    assertThat(copying.seen()).isEqualTo(copying.written());
  }

  @Test
  void a_set_without_the_file_is_not_shown() throws IOException {
    copying.write("other.yaml", config("orders-2", "url: http://127.0.0.1:9/"));
    copying.publish("master");
    replicate(ourNodes());
    copying.delete(FILE);
    copying.publish("master");

    assertThat(replicate(ourNodes()).outcome())
        .isInstanceOfSatisfying(
            Outcome.Held.class, held -> assertThat(held.why()).contains("the set has no " + FILE));
    assertServed(ourNodes());
  }

  @Test
  void what_works_with_a_database_alone_is_refused_before_a_node_is_touched() throws IOException {
    replicate(ourNodes());
    for (String only :
        List.of(
            "plugins: [{name: oauth2, config: {}}]",
            "plugins: [{name: rate-limiting, config: {minute: 5, policy: cluster}}]",
            "consumers: [{username: shop, oauth2_credentials: [{name: a, client_id: b}]}]")) {
      copying.write(FILE, config("orders-2", "url: http://127.0.0.1:9/") + only + "\n");
      copying.publish("master");

      assertThat(replicate(ourNodes()).outcome())
          .isInstanceOfSatisfying(
              Outcome.Held.class,
              held -> assertThat(held.why()).contains("needs a database beside the proxy"));
    }
    assertThat(ours.getFirst().loads()).isEqualTo(1);
    assertServed(ourNodes());
  }
}
