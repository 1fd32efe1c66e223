package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Three edges and three runs in front of gateways that a user started, seen by dig and curl. */
@NeedsParts({Part.HAPROXY, Part.NGINX, Part.ENVOY, Part.DIG, Part.CURL})
@Isolated("an edge that hangs leaves two cells, and both must answer within a second")
class GatewaysTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  /** Three intervals and a tick: what was seen before counts no more. */
  private static final Duration FRESHNESS = Duration.ofSeconds(8);

  private static final String IDLE = "fairlead_cycle_outcome{outcome=\"idle\"";

  @RegisterExtension static final WhatHappened TOLD = new WhatHappened(() -> GatewaysTest.fleet);

  private static Fleet fleet;
  private static Outlook outlook;

  @BeforeAll
  static void start(@TempDir Path folder) {
    WrittenTopology topology =
        WrittenTopology.in(folder)
            .with("register: quorum", "register: quorum, token: \"${EDGE_TOKEN}\"");
    fleet = new Fleet(folder, topology, Map.of("EDGE_TOKEN", "only-for-processes-of-this-fleet"));
    outlook = fleet.outlook();
    fleet.startGateways();
    fleet.startEdges();
    fleet.startRuns();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @BeforeEach
  void all_is_well() {
    fleet.all().stream().filter(actor -> !actor.alive()).forEach(Actor::restart);
    fleet.awaitHome();
  }

  @Test
  void a_healthy_region_is_not_left_and_runs_that_come_and_go_move_nothing() {
    Map<String, String> before = outlook.picture();

    Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));
    for (String region : WrittenTopology.REGIONS) {
      fleet.actor("run-" + region).kill();
      Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));
      fleet.actor("run-" + region).restart();
    }
    Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));
  }

  @Test
  void each_make_of_gateway_is_replaced_by_its_neighbour_when_it_is_killed() {
    for (String region : WrittenTopology.REGIONS) {
      String holder = outlook.holder(region);
      Map<String, String> before = outlook.picture();

      fleet.actor(holder).kill();

      Await.until("another holder in " + region, SOON, () -> replaced(region, holder));
      assertThat(Outlook.difference(before, outlook.picture()))
          .isEqualTo(
              "{holder of %s=%s became %s}".formatted(region, holder, outlook.holder(region)));
    }
  }

  private static boolean replaced(String region, String before) {
    String now = outlook.holder(region);
    return !now.isEmpty() && !now.equals(before);
  }

  @Test
  void tls_with_server_name_passes_untouched_and_moves_like_plain_traffic() {
    String address = outlook.front("eu-west");
    String holder = outlook.holder("eu-west");
    assertThat(outlook.who("secure.demo.test", address)).isEqualTo(holder);
    assertThat(otherName(address)).as("curl's exit for a refused server name").isEqualTo("35");

    fleet.actor(holder).kill();

    Await.until("TLS moved", SOON, () -> replaced("eu-west", holder));
    assertThat(outlook.who("secure.demo.test", address))
        .isNotEmpty()
        .isNotEqualTo(holder)
        .isEqualTo(outlook.holder("eu-west"));
  }

  /** The gateway shakes no hand for a name that it does not know: the relay passes names on. */
  private static String otherName(String address) {
    String curl = Parts.program(Part.CURL).toString();
    String url = "https://other.demo.test:8443/";
    return Tools.output(
            List.of(
                "bash",
                "-c",
                "'%s' -sk --max-time 2 --resolve other.demo.test:8443:%s %s; echo $?"
                    .formatted(curl, address, url)))
        .strip();
  }

  @Test
  void a_trust_file_that_is_gone_is_named_and_nothing_is_called_down_for_it() throws IOException {
    Path trust = fleet.folder().resolve("secure.demo.test.crt");
    Path away = trust.resolveSibling("away.crt");
    String sentence =
        "cannot be probed from here: probes.secure is not tried: no file "
            + trust
            + "; put it right, or name another file under probes.secure.https.tls";
    Map<String, String> before = outlook.picture();
    Files.move(trust, away);
    try {
      Await.until("named", SOON, () -> said("eu-west", sentence) && said("eu-north", sentence));
      Await.throughout(FRESHNESS, () -> Outlook.difference(before, outlook.picture()));
      Status status = Status.of(fleet, "eu-west");
      assertThat(status.unrest()).isEmpty();
      assertThat(status.has("fairlead_probe_problems{region=\"eu-west\"} 1")).isTrue();
    } finally {
      Files.move(away, trust);
    }
    String again = "can be probed from here again: probes.secure";
    Await.until("tried again", SOON, () -> said("eu-west", again) && said("eu-north", again));
  }

  private static boolean said(String region, String sentence) {
    return fleet.actor("run-" + region).said().contains(sentence);
  }

  @Test
  void cutting_one_observers_path_moves_nothing_and_cutting_two_does() {
    Refusals balancer = new Refusals(fleet.folder(), "us-east-lb");
    Map<String, String> before = outlook.picture();
    try {
      balancer.cut(Refusals.Cut.CLOSED, observer("eu-west"));
      Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));

      balancer.cut(Refusals.Cut.SILENT, observer("eu-north"));
      Await.until(
          SOON,
          () -> outlook.missing(Map.of("public.demo.test", Set.of(outlook.balancer("eu-west")))));
    } finally {
      balancer.mend();
    }
    assertThat(outlook.who("public.demo.test", outlook.balancer("us-east")))
        .as("the load balancer serves its clients all the time")
        .isEqualTo("us-east-lb");
  }

  @Test
  void cutting_an_observers_path_to_a_node_that_serves_others_moves_nothing() {
    String holder = outlook.holder("eu-west");
    Refusals gateway = new Refusals(fleet.folder(), holder);
    Map<String, String> before = outlook.picture();
    try {
      for (Refusals.Cut cut : Refusals.Cut.values()) {
        gateway.cut(cut, observer("eu-west"));
        Await.until("a verdict", SOON, () -> Status.of(fleet).isDown("eu-west", holder));
        Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));
        gateway.mend();
        Await.until(SOON, () -> Status.of(fleet).unrest());
      }
    } finally {
      gateway.mend();
    }
  }

  @Test
  void a_run_whose_clock_jumps_moves_nothing_and_speaks_again_when_it_is_right() {
    Map<String, String> before = outlook.picture();
    fleet.actor("run-eu-west").kill();
    try (JumpingRun run = new JumpingRun("eu-west", fleet.file(), fleet.environment())) {
      Await.until("it ticks", SOON, () -> Status.of(fleet, "eu-west").has(IDLE));
      for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
        run.jump(jump);
        Await.until("it abstains", SOON, () -> abstains(1));
        Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));
        run.jump(Duration.ZERO);
        Await.until("it speaks again", SOON, () -> abstains(0));
      }
      String holder = outlook.holder("eu-west");
      fleet.actor(holder).kill();
      Await.until("another holder", SOON, () -> replaced("eu-west", holder));
    }
  }

  private static boolean abstains(int yes) {
    return Status.of(fleet, "us-east").has("fairlead_observer_blind{observer=\"eu-west\"} " + yes);
  }

  @Test
  void while_an_edge_hangs_the_others_answer_and_addresses_elsewhere_still_move() {
    Actor edge = fleet.actor("edge-us-east");
    String holder = outlook.holder("eu-west");
    edge.hang();
    try {
      fleet.actor(holder).kill();

      Await.until("another holder", SOON, () -> replaced("eu-west", holder));
      Await.until(SOON, () -> outlook.notServed(Outlook.names(), List.of("eu-west", "eu-north")));
    } finally {
      edge.proceed();
    }
  }

  @Test
  void without_the_edges_token_nobody_reads_or_changes_anything() {
    String edge = fleet.topology().address("eu-west", 53) + ":5380";
    assertThat(Tools.page(edge, "/healthz")).contains("ok");
    assertThat(Tools.page(edge, "/zones/demo.test")).contains("state.token").doesNotContain("ttl");
    Map<String, String> before = outlook.picture();
    Map<String, String> wrong = Map.of("EDGE_TOKEN", "another-token-0123456789");

    Verb status = fleet.verb(wrong, "status");
    assertThat(status.exit()).as(status.err()).isEqualTo(6);
    assertThat(status.err()).contains("state.token").doesNotContain("another-token");
    fleet.actor("run-eu-west").kill();
    try (Actor stranger = fleet.stranger("run", "eu-west", wrong)) {
      Await.until("it is told", SOON, () -> stranger.said().contains("state.token"));
      Await.throughout(A_WHILE, () -> Outlook.difference(before, outlook.picture()));
      assertThat(stranger.said()).doesNotContain("another-token").doesNotContain("\tat ");
    }
  }

  private static String observer(String region) {
    return fleet.topology().address(region, 1);
  }
}
