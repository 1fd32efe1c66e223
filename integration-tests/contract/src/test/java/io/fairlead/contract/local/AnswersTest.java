package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Which answers clients get, asked by dnsjava as a client: weights, flags, and hostile packets. */
class AnswersTest {
  private static final RegionGroup WEST = new RegionGroup("eu-west", "default");
  private static final RegionGroup NORTH = new RegionGroup("eu-north", "default");

  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private EdgeFlags flags;
  private long epoch;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
    flags = new EdgeFlags(client, "eu-west");
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  private void serve(Map<String, Integer> weights) {
    List<RecordChange> changes = new ArrayList<>();
    weights.forEach(
        (region, weight) ->
            changes.add(
                new RecordChange(
                    null,
                    new WeightedRecord(
                        new RecordKey("eu.orders.demo.test", RecordType.A, region),
                        Duration.ofSeconds(5),
                        weight,
                        List.of("192.0.2." + (Edges.REGIONS.indexOf(region) + 1)),
                        region + "/default"))));
    Step change = new Step.ChangeRecords(new RecordBatch(Edges.ZONE, epoch, ++epoch, changes));
    assertThat(
            new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE)))
                .change(List.of(order(change)), deadline()))
        .containsExactly(new ApplyOutcome.Accepted());
  }

  private static Order order(Step step) {
    return new Order("intent", step, Instant.now().plusSeconds(60));
  }

  private static Instant deadline() {
    return Instant.now().plusSeconds(10);
  }

  private InetSocketAddress dns(String region) {
    return Objects.requireNonNull(edges.places().get(region)).dns();
  }

  private Message ask(String region) throws IOException {
    SimpleResolver resolver = new SimpleResolver(dns(region));
    resolver.setTimeout(Duration.ofSeconds(5));
    Name name = Name.fromString("eu.orders.demo.test.");
    return resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
  }

  private Map<String, Integer> answers(String region, int queries) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < queries; i++) {
      List<Record> records = ask(region).getSection(Section.ANSWER);
      assertThat(records).hasSize(1);
      counts.merge(records.getFirst().rdataToString(), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void answers_are_in_proportion_to_the_weights() throws Exception {
    serve(Map.of("eu-north", 102, "eu-west", 153, "us-east", 0));
    int queries = 2000;

    Map<String, Integer> counts = answers("eu-west", queries);

    assertThat(counts.keySet()).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
    double north = counts.getOrDefault("192.0.2.1", 0) - queries * 0.4;
    double west = counts.getOrDefault("192.0.2.2", 0) - queries * 0.6;
    double chiSquare = north * north / (queries * 0.4) + west * west / (queries * 0.6);
    // One degree of freedom: above 40 once in 4 billion runs.
    assertThat(chiSquare).isLessThan(40);
  }

  @Test
  void a_flag_in_two_stores_takes_a_region_out_at_every_edge() throws Exception {
    serve(Map.of("eu-north", 1, "eu-west", 255));

    assertThat(flags.apply(List.of(order(new Step.RaiseFlag(WEST, 3))), deadline()))
        .containsExactly(new ApplyOutcome.Accepted());

    for (String region : Edges.REGIONS) {
      Await.until("eu-west is out at " + region, () -> only(region, "192.0.2.1"));
    }
    assertThat(flags.apply(List.of(order(new Step.LowerFlag(WEST, 3))), deadline()))
        .containsExactly(new ApplyOutcome.Accepted());
    for (String region : Edges.REGIONS) {
      Await.until(
          "eu-west is back at " + region, () -> answers(region, 1).containsKey("192.0.2.2"));
    }
  }

  @Test
  void a_zero_weight_answers_only_while_every_other_is_flagged() throws Exception {
    serve(Map.of("eu-north", 0, "eu-west", 255));
    assertThat(answers("eu-west", 50)).containsOnlyKeys("192.0.2.2");

    flags.apply(List.of(order(new Step.RaiseFlag(WEST, 3))), deadline());

    Await.until("the zero weight answers", () -> only("eu-west", "192.0.2.1"));
  }

  @Test
  void where_all_are_flagged_all_answer_by_weight() throws Exception {
    serve(Map.of("eu-north", 0, "eu-west", 255));
    flags.apply(List.of(order(new Step.RaiseFlag(WEST, 3))), deadline());
    Await.until("the zero weight answers", () -> only("eu-west", "192.0.2.1"));

    flags.apply(List.of(order(new Step.RaiseFlag(NORTH, 3))), deadline());

    Await.until("the weights count again", () -> only("eu-west", "192.0.2.2"));
  }

  @Test
  void a_flag_in_one_reachable_store_takes_nothing_out() throws Exception {
    serve(Map.of("eu-north", 1, "eu-west", 255));
    flags.apply(List.of(order(new Step.RaiseFlag(WEST, 3))), deadline());
    Await.until("eu-west is out", () -> only("eu-west", "192.0.2.1"));

    edges.stop("eu-north");
    edges.stop("us-east");

    Await.until("eu-west is back in", () -> answers("eu-west", 1).containsKey("192.0.2.2"));
  }

  @Test
  void a_zone_that_was_never_written_denies_nothing() throws Exception {
    assertThat(ask("eu-west").getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void a_restarted_edge_answers_from_what_it_kept() throws Exception {
    serve(Map.of("eu-west", 255));
    edges.stop("eu-west");
    edges.start("eu-west");

    assertThat(answers("eu-west", 1)).containsOnlyKeys("192.0.2.2");
  }

  @Test
  void hostile_packets_are_survived_and_never_answered_with_more_than_an_error() throws Exception {
    serve(Map.of("eu-west", 255));
    long seed = Long.getLong("fairlead.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] good =
        Message.newQuery(
                Record.newRecord(Name.fromString("eu.orders.demo.test."), Type.A, DClass.IN))
            .toWire();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(dns("eu-west"));
      socket.setSoTimeout(1);
      for (int i = 0; i < 3000; i++) {
        byte[] packet = mutate(good, random);
        socket.send(new DatagramPacket(packet, packet.length));
        drain(socket, "seed " + seed + " packet " + i);
      }
    }

    assertThat(answers("eu-west", 1)).as("seed %d", seed).containsOnlyKeys("192.0.2.2");
  }

  @Test
  void a_header_without_its_question_is_a_format_error_and_a_response_is_ignored()
      throws Exception {
    byte[] header = {0x12, 0x34, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    byte[] response = {0x12, 0x35, (byte) 0x81, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(dns("eu-west"));
      socket.setSoTimeout(5000);
      socket.send(new DatagramPacket(new byte[] {1, 2, 3}, 3));
      socket.send(new DatagramPacket(response, response.length));
      socket.send(new DatagramPacket(header, header.length));
      DatagramPacket answer = new DatagramPacket(new byte[512], 512);
      socket.receive(answer);

      Message message = new Message(java.util.Arrays.copyOf(answer.getData(), answer.getLength()));
      assertThat(message.getHeader().getID()).isEqualTo(0x1234);
      assertThat(message.getRcode()).isEqualTo(Rcode.FORMERR);
    }
  }

  @Test
  void too_many_connections_are_closed_and_datagrams_are_still_answered() throws Exception {
    serve(Map.of("eu-west", 255));
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 140; i++) {
        open.add(new Socket(dns("eu-west").getAddress(), dns("eu-west").getPort()));
      }
      Socket last = open.getLast();
      last.setSoTimeout(10_000);
      assertThat(last.getInputStream().read()).isEqualTo(-1);
      assertThat(answers("eu-west", 1)).containsOnlyKeys("192.0.2.2");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private boolean only(String region, String value) throws IOException {
    Map<String, Integer> counts = answers(region, 20);
    return counts.size() == 1 && counts.containsKey(value);
  }

  private static byte[] mutate(byte[] good, RandomGenerator random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(64) : good.length;
    byte[] packet = java.util.Arrays.copyOf(good, length);
    for (int n = random.nextInt(1, 6); n > 0 && length > 0; n--) {
      packet[random.nextInt(length)] = (byte) random.nextInt(256);
    }
    return packet;
  }

  private static void drain(DatagramSocket socket, String what) throws IOException {
    DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
    try {
      socket.receive(answer);
      assertThat(answer.getLength()).as(what).isLessThanOrEqualTo(1232);
    } catch (SocketTimeoutException none) {
      assertThat(answer.getLength()).as(what).isEqualTo(2048);
    }
  }
}
