package io.fairlead.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input and bad surroundings, met by real edges and runs with a sentence or a held state. */
@NeedsParts({Part.HAPROXY, Part.NGINX, Part.ENVOY, Part.DIG, Part.CURL})
@Order(4)
class FaultsTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String WEST = "eu-west";
  private static final String FREEZE =
      "{\"fleet\":\"gateways\",\"by\":\"ana\",\"reason\":\"maintenance\"}";

  @TempDir private Path folder;
  private WrittenTopology topology;
  private Fleet fleet;

  @BeforeEach
  void write() {
    topology = WrittenTopology.in(folder);
    fleet = new Fleet(folder, topology, Map.of());
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  @Test
  void a_topology_that_is_wrong_ends_both_processes_with_every_problem_in_words()
      throws IOException {
    Path wrong = folder.resolve("wrong.yaml");
    Files.writeString(wrong, topology.text().replace("jurisdiction: EU", "jurisdicton: EU"));
    Path huge = folder.resolve("huge.yaml");
    Files.writeString(huge, topology.text() + "# x".repeat(1 << 20));

    for (String verb : List.of("edge", "run")) {
      assertSentence(fleet.startVerb(verb, WEST, wrong), 3, "did you mean 'jurisdiction'");
      assertSentence(fleet.startVerb(verb, WEST, huge), 3, "at most 1048576 bytes");
    }
  }

  @Test
  void a_port_that_is_taken_is_named_with_what_to_do() throws IOException {
    String edge = topology.address(WEST, 53);
    try (ServerSocket _ = listening(edge, 5380)) {
      assertSentence(fleet.startVerb("edge", WEST), 1, edge + " port 5380: another process uses");
    }
    try (DatagramSocket _ = new DatagramSocket(new InetSocketAddress(edge, 5300))) {
      assertSentence(fleet.startVerb("edge", WEST), 1, edge + " port 5300: another process uses");
    }
    try (ServerSocket _ = listening(topology.address(WEST, 100), 8443)) {
      assertSentence(fleet.startVerb("edge", WEST), 1, "floating address front cannot listen");
    }
    try (ServerSocket _ = listening(topology.address(WEST, 1), 5390)) {
      assertSentence(fleet.startVerb("run", WEST), 1, "run's HTTP cannot listen");
    }
    Actor edgeNow = fleet.startVerb("edge", WEST);
    Await.until("nothing of the failed starts is left", SOON, () -> serves(edge));
    assertThat(edgeNow.alive()).isTrue();
  }

  @Test
  void a_state_folder_that_cannot_be_used_ends_an_edge_and_no_run() throws IOException {
    Files.writeString(folder.resolve("state"), "a file in its place");

    assertSentence(fleet.startVerb("edge", WEST), 1, "state.directory");

    fleet.startVerb("run", WEST);
    Await.until("a run keeps nothing in it", SOON, () -> Status.of(fleet, WEST).has("fairlead_"));
  }

  @Test
  void a_state_folder_that_takes_no_writes_ends_an_edge_with_what_to_do() throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));

    Actor edge = fleet.startOnReadOnly("edge", WEST, state);

    assertSentence(edge, 1, "edge-" + WEST + " cannot be used: ");
    assertThat(edge.said()).contains("make it writable, or name another one in state.directory");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void a_register_that_a_newer_fairlead_wrote_is_held_and_left_as_it_is() {
    startFleet();
    long epoch = NewerFairlead.rewrite(topology, "gateways");
    String holder = fleet.outlook().holder(WEST);

    fleet.actor(holder).kill();

    Await.until("held", SOON, () -> WrittenTopology.REGIONS.stream().allMatch(this::saysNewer));
    Verb status = fleet.verb("status");
    Verb drain = fleet.verb("drain", "region/" + WEST, "--yes");
    assertThat(fleet.outlook().holder(WEST)).as("nothing moves").isEmpty();
    assertThat(List.of(status.exit(), drain.exit())).containsOnly(6);
    assertThat(status.err()).contains("has format 99").contains("upgrade this one");
    assertThat(NewerFairlead.rewrite(topology, "gateways")).as("nobody wrote").isEqualTo(epoch + 1);
  }

  private boolean saysNewer(String region) {
    return fleet.actor("run-" + region).said().contains("a newer Fairlead wrote it");
  }

  @Test
  void a_state_file_of_a_newer_version_is_refused_by_name_and_left_as_it_is()
      throws IOException, InterruptedException {
    Actor edge = fleet.startVerb("edge", WEST);
    String http = topology.address(WEST, 53) + ":5380";
    Await.until("it serves", SOON, () -> serves(topology.address(WEST, 53)));
    assertThat(Tools.put(http, "/freeze", FREEZE)).isEqualTo(201);
    edge.kill();
    Path flags = folder.resolve("state/edge-" + WEST + "/flags-all.state");
    byte[] newer = newer(flags);
    Files.write(flags, newer);

    edge.restart();

    assertSentence(edge, 1, "flags-all.state has format 99, this version reads 1");
    assertThat(flags).hasBinaryContent(newer);
  }

  private static byte[] newer(Path file) throws IOException {
    String text = Files.readString(file);
    assertThat(text).startsWith("fairlead-edge 1 ");
    return text.replaceFirst("fairlead-edge 1 ", "fairlead-edge 99 ").getBytes();
  }

  @Test
  void a_region_with_another_topology_plans_nothing_and_status_tells_who_has_which() {
    fleet.startGateways();
    fleet.startEdges();
    Path other = topology.with("ttl: 5s", "ttl: 7s").to(folder.resolve("other.yaml"));
    fleet.startVerb("run", "eu-north");
    fleet.startVerb("run", "us-east");
    fleet.startVerb("run", WEST, other);

    Await.until(
        "the other topology is held back",
        SOON,
        () -> Status.of(fleet, WEST).has("fairlead_cycle_outcome{outcome=\"foreigntopology\""));
    Await.until(SOON, () -> fleet.outlook().notServed(Outlook.names(), WrittenTopology.REGIONS));
    Verb status = fleet.verb("status", "-o", "json");

    assertThat(status.exit()).as(status.err()).isZero();
    String west = digest(status.out(), WEST);
    assertThat(west).isNotEqualTo(digest(status.out(), "us-east"));
    assertThat(digest(status.out(), "eu-north")).isEqualTo(digest(status.out(), "us-east"));
    assertThat(fleet.verb("status").out()).contains(west.substring(0, 6));
    assertThat(fleet.actor("run-" + WEST).said()).contains("is active, this function has");
  }

  private static String digest(String status, String region) {
    String flat = status.replaceAll("\\s+", "");
    return flat.replaceAll(
        ".*\\{\"region\":\"" + region + "\",[^}]*\"digest\":\"([0-9a-f]+)\".*", "$1");
  }

  @Test
  void while_no_majority_of_cells_can_write_nothing_is_changed_and_nothing_is_lost()
      throws IOException {
    startFleet();
    Map<String, String> before = fleet.outlook().picture();
    Verb history = fleet.verb("history", "--since", "1h");
    for (String region : List.of("eu-north", "us-east")) {
      fleet.actor("edge-" + region).kill();
      fleet.startOnFullDisk("edge", region);
    }
    Await.until(SOON, () -> Outlook.difference(before, fleet.outlook().picture()));
    String holder = fleet.outlook().holder(WEST);

    fleet.actor(holder).kill();

    Await.until(
        "the register cannot be written",
        SOON,
        () -> Stream.of("run-eu-west", "run-eu-north").anyMatch(this::saysNotKnown));
    assertThat(fleet.outlook().holder(WEST)).as("no change without its journal entry").isEmpty();
    for (String region : List.of("eu-north", "us-east")) {
      fleet.startVerb("edge", region);
    }
    Await.until("the address moved", SOON, () -> !fleet.outlook().holder(WEST).isEmpty());
    Await.until(SOON, () -> gone(history));
    assertThat(fleet.actor("run-eu-west").said()).doesNotContain("\tat ");
  }

  /** Lines of the journal that were there and are no more; an empty text when all are. */
  private String gone(Verb before) {
    Verb after = fleet.verb("history", "--since", "1h");
    List<String> lost = lines(before);
    lost.removeAll(lines(after));
    return after.exit() != 0 ? after.err() : lost.isEmpty() ? "" : "gone: " + lost;
  }

  /** Columns are as wide as what stands in them. */
  private static List<String> lines(Verb history) {
    return new ArrayList<>(
        history.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList());
  }

  private boolean saysNotKnown(String run) {
    String said = fleet.actor(run).said();
    return said.contains("the register's write is not confirmed")
        || said.contains("register unreachable");
  }

  private void startFleet() {
    fleet.startGateways();
    fleet.startEdges();
    fleet.startRuns();
    fleet.awaitHome();
  }

  private static ServerSocket listening(String address, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(address, port));
    return socket;
  }

  private static boolean serves(String edge) {
    return Tools.page(edge + ":5380", "/healthz").contains("ok");
  }

  /** It ended by itself, with a code and a sentence and no stack trace. */
  private static void assertSentence(Actor ended, int code, String sentence) {
    assertThat(ended.exit()).as(ended.said()).isEqualTo(code);
    assertThat(ended.said())
        .contains("fairlead: ")
        .contains(sentence)
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
  }
}
