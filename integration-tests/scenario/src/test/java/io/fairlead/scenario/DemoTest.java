package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The demo's figures, recomputed from outside with dig, curl and the metrics. */
@NeedsParts({Part.DIG, Part.CURL})
class DemoTest {
  /** Watching takes two cores of its own; a machine of continuous integration may lack them. */
  private static final Offset<Long> CLOSE =
      within("true".equals(System.getenv("CI")) ? 300L : 100L);

  private static final String US = "us.orders.demo.test";
  private static final String DARK = "127.10.3.100";

  private static Samples<String> metrics;
  private static Samples<String> west;
  private static Samples<String> north;
  private static Samples<List<String>> westDns;
  private static Samples<List<String>> northDns;
  private static DemoRun demo;

  @BeforeAll
  static void watch_a_whole_demo(@TempDir Path folder) throws IOException, InterruptedException {
    metrics =
        new Samples<>(
            "metrics",
            () ->
                Tools.metrics("127.10.1.1:5390")
                    + Tools.metrics("127.10.2.1:5390")
                    + Tools.metrics("127.10.3.1:5390"));
    west = new Samples<>("west", () -> Tools.curl("http://127.10.1.100:8080/who"));
    north = new Samples<>("north", () -> Tools.curl("http://127.10.2.100:8080/who"));
    westDns = new Samples<>("west dns", () -> Tools.dig("127.10.1.53", US, 30));
    northDns = new Samples<>("north dns", () -> Tools.dig("127.10.2.53", US, 30));
    demo = DemoRun.of(folder.resolve("logs"));
  }

  @AfterAll
  static void stop() {
    metrics.close();
    west.close();
    north.close();
    westDns.close();
    northDns.close();
  }

  @Test
  void the_demo_ends_well_with_a_summary_of_five_steps() {
    assertThat(demo.exit()).as(demo.errors()).isZero();
    assertThat(DemoRun.kind(demo.last())).isEqualTo("summary");
    assertThat(StreamSupport.stream(demo.last().path("steps").spliterator(), false))
        .extracting(step -> step.path("step").asString())
        .containsExactly(
            "node-killed", "node-hung", "region-dark", "region-healed", "region-drained");
  }

  @Test
  void detection_of_each_fall_stands_in_the_metrics() {
    assertThat(detected("node-killed", "fairlead_node_verdict.*region=\"eu-west\".*\"down\"} 1.*"))
        .isCloseTo(at("node-killed", "detectedMillis"), CLOSE);
    assertThat(detected("node-hung", "fairlead_node_verdict.*region=\"eu-north\".*\"down\"} 1.*"))
        .isCloseTo(at("node-hung", "detectedMillis"), CLOSE);
    assertThat(detected("region-dark", "fairlead_region_verdict.*\"us-east\".*\"down\"} 1.*"))
        .isCloseTo(at("region-dark", "detectedMillis"), CLOSE);
    assertThat(detected("region-healed", "fairlead_region_verdict.*\"us-east\".*\"up\"} 1.*"))
        .isCloseTo(at("region-healed", "detectedMillis"), CLOSE);
  }

  @Test
  void a_moved_address_is_seen_by_curl_when_the_demo_says_so() {
    assertThat(moved(west, "node-killed")).isCloseTo(at("node-killed", "switchedMillis"), CLOSE);
    assertThat(moved(north, "node-hung")).isCloseTo(at("node-hung", "switchedMillis"), CLOSE);
    assertThat(restored("node-killed", "eu-west gw-2"))
        .isEqualTo(at("node-killed", "restoredMillis"));
  }

  @Test
  void a_changed_answer_is_seen_by_dig_when_the_demo_says_so() {
    long began = demo.step("region-dark").path("beganMillis").asLong();
    long ended = demo.step("region-dark").path("endedMillis").asLong();
    long lastDark =
        Math.max(
            westDns.last(began, ended, answers -> answers.contains(DARK)),
            northDns.last(began, ended, answers -> answers.contains(DARK)));
    long back = demo.step("region-healed").path("beganMillis").asLong();
    long firstBack =
        Stream.of(westDns, northDns)
            .mapToLong(dns -> dns.first(back, answers -> answers.contains(DARK)))
            .filter(seen -> seen >= 0)
            .min()
            .orElse(-1);

    assertThat(lastDark).isCloseTo(at("region-dark", "switchedMillis"), CLOSE);
    assertThat(firstBack).isCloseTo(at("region-healed", "switchedMillis"), CLOSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"node-killed", "node-hung", "region-dark", "region-healed", "region-drained"})
  void failed_requests_are_exactly_those_of_the_clients_log(String name) {
    JsonNode step = demo.step(name);
    long began = step.path("beganMillis").asLong();
    long ended = step.path("endedMillis").asLong();
    List<DemoRun.Request> failed =
        demo.requests().stream()
            .filter(r -> r.startMillis() >= began && r.startMillis() < ended && !r.ok())
            .toList();

    assertThat(failed).hasSize(step.path("failed").asInt());
    assertThat(failed)
        .allSatisfy(
            request ->
                assertThat(request.startMillis())
                    .isLessThanOrEqualTo(
                        Math.max(at(name, "switchedMillis"), at(name, "restoredMillis"))));
  }

  @Test
  void a_drain_loses_nothing() {
    assertThat(demo.step("region-drained").path("failed").asInt()).isZero();
  }

  private static long detected(String step, String line) {
    String pattern = "(?s).*" + line;
    return metrics.first(
        demo.step(step).path("beganMillis").asLong(),
        text -> text.lines().anyMatch(each -> each.matches(pattern)));
  }

  private static long moved(Samples<String> address, String step) {
    long began = demo.step(step).path("beganMillis").asLong();
    return address.first(began, who -> who.endsWith("gw-2"));
  }

  private static long restored(String step, String who) {
    long began = demo.step(step).path("beganMillis").asLong();
    return demo.requests().stream()
        .filter(r -> r.startMillis() >= began && r.ok() && r.text().equals(who))
        .mapToLong(DemoRun.Request::endMillis)
        .min()
        .orElse(-1);
  }

  private static long at(String step, String figure) {
    JsonNode found = demo.step(step);
    return found.path("beganMillis").asLong() + found.path(figure).asLong();
  }
}
