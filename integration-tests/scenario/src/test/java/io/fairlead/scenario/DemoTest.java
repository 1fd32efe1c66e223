package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The demo's figures, recomputed from outside with dig, curl and the metrics. */
@Tag("demo")
@NeedsParts({Part.DIG, Part.CURL})
class DemoTest {
  /** How far the demo's figures may lie outside of what the looks from outside allow. */
  private static final long CLOSE_MILLIS = 100;

  /** Looks that are further apart than this prove nothing. */
  private static final long FAR_MILLIS = 800;

  private static final String DARK = "127.10.3.100";
  private static final String WEST = "127.10.1.100";
  private static final String NORTH = "127.10.2.100";
  private static final String DRAINED = WEST;

  private static Looks looks;
  private static DemoRun demo;

  @BeforeAll
  static void watch_a_whole_demo(@TempDir Path folder) throws IOException, InterruptedException {
    looks = new Looks();
    demo = DemoRun.of(folder.resolve("logs"));
  }

  @AfterAll
  static void stop() {
    looks.close();
  }

  @Test
  void the_demo_ends_well_with_a_summary_of_five_steps() {
    assertThat(demo.exit()).as(demo.errors()).isZero();
    assertThat(DemoRun.kind(demo.last())).isEqualTo("summary");
    assertThat(demo.last().path("millis").asLong())
        .as("the demo tells how long it took: its steps and its start")
        .isGreaterThan(
            demo.step("region-drained").path("endedMillis").asLong()
                - demo.step("node-killed").path("beganMillis").asLong())
        .isLessThanOrEqualTo(demo.tookMillis());
    assertThat(StreamSupport.stream(demo.last().path("steps").spliterator(), false))
        .extracting(step -> step.path("step").asString())
        .containsExactly(
            "node-killed", "node-hung", "region-dark", "region-healed", "region-drained");
  }

  @Test
  void detection_of_each_fall_stands_in_the_metrics() {
    close(
        "node-killed",
        "detectedMillis",
        detected("node-killed", "fairlead_node_verdict.*region=\"eu-west\".*\"down\"} 1.*"));
    close(
        "node-hung",
        "detectedMillis",
        detected("node-hung", "fairlead_node_verdict.*region=\"eu-north\".*\"down\"} 1.*"));
    close(
        "region-dark",
        "detectedMillis",
        detected("region-dark", "fairlead_deployment_verdict.*\"us-east\".*\"down\"} 1.*"));
    close(
        "region-healed",
        "detectedMillis",
        detected("region-healed", "fairlead_region_verdict.*\"us-east\".*\"up\"} 1.*"));
    close(
        "region-drained",
        "detectedMillis",
        detected("region-drained", "fairlead_drained.*\"region/eu-west\"} 1.*"));
  }

  @Test
  void a_moved_address_answers_again_when_the_demo_says_so() {
    Bounds killed = moved(looks.west, "node-killed");
    Bounds hung = moved(looks.north, "node-hung");

    close("node-killed", "switchedMillis", killed);
    close("node-hung", "switchedMillis", hung);
    answered("node-killed", killed, demo.next(killed.latest(), r -> r.cameTo("eu-west ", WEST)));
    answered("node-hung", hung, demo.next(hung.latest(), r -> r.cameTo("eu-north ", NORTH)));
    assertThat(restored("node-killed", "eu-west gw-2"))
        .isEqualTo(at("node-killed", "restoredMillis"));
    assertThat(restored("node-hung", "eu-north gw-2")).isEqualTo(at("node-hung", "restoredMillis"));
  }

  @Test
  void a_client_of_a_dark_region_is_served_again_when_the_demo_says_so() {
    long began = demo.step("region-dark").path("beganMillis").asLong();
    Bounds west = looks.westClient.first(began, DemoTest::isServedElsewhere);
    Bounds north = looks.northClient.first(began, DemoTest::isServedElsewhere);

    close("region-dark", "restoredMillis", west.spanning(north));
  }

  /**
   * A tenth of the clients goes there first: which of them is chance, of ours as of the demo's. The
   * first that may come there is told by answers, and that one comes by a client of ours.
   */
  @Test
  void a_healed_region_serves_its_first_client_when_the_demo_says_so() {
    long began = demo.step("region-healed").path("beganMillis").asLong();
    Bounds served =
        looks
            .westClient
            .first(began, who -> who.startsWith("us-east "))
            .or(looks.northClient.first(began, who -> who.startsWith("us-east ")));

    assertThat(served).as("a client of ours was served").isNotEqualTo(Bounds.NEVER);
    answered(
        "region-healed",
        new Bounds(firstBack().earliest(), served.latest()),
        demo.next(served.latest(), r -> r.cameTo("us-east ", DARK)));
    assertThat(at("region-healed", "restoredMillis"))
        .isEqualTo(restored("region-healed", "us-east "));
  }

  @Test
  void a_changed_answer_is_seen_by_dig_when_the_demo_says_so() {
    long began = demo.step("region-dark").path("beganMillis").asLong();
    long ended = demo.step("region-dark").path("endedMillis").asLong();
    Bounds dark = everywhere(began, ended, DARK);

    close("region-dark", "switchedMillis", dark);
    close("region-healed", "switchedMillis", firstBack());
  }

  @Test
  void a_drained_region_is_answered_no_more_when_the_demo_says_so_and_then_a_client_succeeds() {
    long began = demo.step("region-drained").path("beganMillis").asLong();
    long ended = demo.step("region-drained").path("endedMillis").asLong();
    long switched = at("region-drained", "switchedMillis");

    Bounds drained =
        looks
            .northEuDns
            .last(began, ended, answers -> answers.contains(DRAINED))
            .and(looks.eastEuDns.last(began, ended, answers -> answers.contains(DRAINED)));

    close("region-drained", "switchedMillis", drained);
    Bounds served =
        looks.euClient.first(
            drained.latest(), who -> !who.isEmpty() && !who.startsWith("eu-west "));
    assertThat(served).as("a client of ours was served").isNotEqualTo(Bounds.NEVER);
    close("region-drained", "restoredMillis", new Bounds(drained.earliest(), served.latest()));
    assertThat(
            demo.requests().stream()
                .filter(r -> r.startMillis() >= switched && r.ok() && r.name().equals(Looks.EU))
                .filter(r -> !r.text().startsWith("eu-west "))
                .mapToLong(DemoRun.Request::endMillis)
                .min()
                .orElse(-1))
        .isEqualTo(at("region-drained", "restoredMillis"));
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

  /** Holds a figure of the demo against what was seen from outside. */
  private static void close(String step, String figure, Bounds seen) {
    assertThat(seen).as("%s of %s was seen", figure, step).isNotEqualTo(Bounds.NEVER);
    assertThat(seen.latest() - seen.earliest())
        .as("looks at %s of %s were close together", figure, step)
        .isLessThanOrEqualTo(FAR_MILLIS);
    assertThat(seen.distanceMillis(at(step, figure)))
        .as("%s of %s is %d, seen within %s", figure, step, at(step, figure), seen)
        .isLessThanOrEqualTo(CLOSE_MILLIS);
  }

  /**
   * A client is served again at its own next request, which chance may send elsewhere first, so
   * later than a look from outside was: no later than the end of the next one that comes there.
   */
  private static void answered(String step, Bounds seen, long nextMillis) {
    assertThat(seen).as("%s was seen to answer", step).isNotEqualTo(Bounds.NEVER);
    assertThat(at(step, "restoredMillis"))
        .as("restoredMillis of %s, seen within %s, next request ended %d", step, seen, nextMillis)
        .isBetween(
            seen.earliest() - CLOSE_MILLIS, Math.max(seen.latest(), nextMillis) + CLOSE_MILLIS);
  }

  /** When the healed region's address first was in an answer again. */
  private static Bounds firstBack() {
    long began = demo.step("region-healed").path("beganMillis").asLong();
    return looks
        .westDns
        .first(began, answers -> answers.contains(DARK))
        .or(looks.northDns.first(began, answers -> answers.contains(DARK)));
  }

  private static boolean isServedElsewhere(String who) {
    return !who.isEmpty() && !who.startsWith("us-east ");
  }

  /** When an address was out of the answers of both DNS servers that live on. */
  private static Bounds everywhere(long began, long ended, String address) {
    return looks
        .westDns
        .last(began, ended, answers -> answers.contains(address))
        .and(looks.northDns.last(began, ended, answers -> answers.contains(address)));
  }

  private static Bounds detected(String step, String line) {
    String pattern = "(?s).*" + line;
    long began = demo.step(step).path("beganMillis").asLong();
    return looks.metrics.stream()
        .map(run -> run.first(began, text -> text.lines().anyMatch(it -> it.matches(pattern))))
        .reduce(Bounds.NEVER, Bounds::or);
  }

  private static Bounds moved(Samples<String> address, String step) {
    long began = demo.step(step).path("beganMillis").asLong();
    return address.first(began, who -> who.endsWith("gw-2"));
  }

  private static long restored(String step, String who) {
    long began = demo.step(step).path("beganMillis").asLong();
    return demo.requests().stream()
        .filter(r -> r.startMillis() >= began && r.ok() && r.text().startsWith(who))
        .mapToLong(DemoRun.Request::endMillis)
        .min()
        .orElse(-1);
  }

  private static long at(String step, String figure) {
    JsonNode found = demo.step(step);
    return found.path("beganMillis").asLong() + found.path(figure).asLong();
  }
}
