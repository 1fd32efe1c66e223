package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.cell.SmallDisk;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.http.Json;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.local.zone.ZoneJson;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edge whose state is on a disk that is full, beside two that have room. Where this user may
 * mount no small disk, folders stand where it writes its temporary files.
 */
class FullEdgeTest {
  private static final String WEST = "eu-west";
  private static final AddressId FRONT = new AddressId(WEST, "front");

  @TempDir private Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private boolean mounted;
  private Edges edges;
  private EdgeClient client;
  private EdgeAddressMover mover;
  private EdgeTrafficDirector director;

  @BeforeEach
  void start() throws IOException {
    mounted = SmallDisk.isAllowed();
    if (mounted) {
      open.add(SmallDisk.mount(folder.resolve(WEST)));
    }
    edges = new Edges(folder);
    open.add(edges);
    client = edges.client();
    open.add(client);
    mover = new EdgeAddressMover(client);
    director = new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE)));
    open.add(new EchoNode('1', edges.address(WEST, 11), 8080));
    open.add(new EchoNode('2', edges.address(WEST, 12), 8080));
    assertThat(move(null, "gw-1")).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(change(0, 4, created(9))).isEqualTo(new ApplyOutcome.Accepted());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void what_a_full_disk_did_not_take_is_said_and_not_done_until_there_is_room() throws Exception {
    RecordSets before = zoneAtWest();
    fill();

    assertThat(move("gw-1", "gw-2")).isEqualTo(new ApplyOutcome.Unknown(refusal("relays-all")));
    assertThat(change(4, 5, raised())).isEqualTo(new ApplyOutcome.Accepted());
    assertHeld(before);
    edges.stop(WEST);
    edges.start(WEST);
    assertHeld(before);

    free();
    assertThat(move("gw-1", "gw-2")).isEqualTo(new ApplyOutcome.Accepted());
    director.level(deadline());
    assertThat(answering()).isEqualTo('2');
    assertThat(zoneAtWest().epoch()).isEqualTo(5);
    assertThat(zoneAtWest().records().values()).containsExactly(record(200));
  }

  /** The address is where it was, the zone is what it was, and no half of a file lies about. */
  private void assertHeld(RecordSets before) throws IOException {
    assertThat(mover.holders(new TreeSet<>(List.of(FRONT)), deadline()).get(FRONT))
        .isEqualTo(new Reading.Known<>(new HeldBy("gw-1")));
    assertThat(answering()).isEqualTo('1');
    assertThat(zoneAtWest()).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder.resolve(WEST))) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp") && mounted)).isEmpty();
    }
  }

  private void fill() throws IOException {
    if (!mounted) {
      for (String file : List.of("relays-all", "zone-" + Edges.ZONE)) {
        Files.createDirectories(temporary(file).resolve("in-the-way"));
      }
      return;
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve(WEST).resolve("filler"))) {
      for (byte[] block = new byte[4096]; ; ) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessage("No space left on device");
    }
  }

  private void free() throws IOException {
    if (mounted) {
      Files.delete(folder.resolve(WEST).resolve("filler"));
      return;
    }
    for (String file : List.of("relays-all", "zone-" + Edges.ZONE)) {
      Files.delete(temporary(file).resolve("in-the-way"));
      Files.delete(temporary(file));
    }
  }

  private Path temporary(String file) {
    return folder.resolve(WEST).resolve(file + ".state.tmp");
  }

  private String refusal(String file) {
    return folder.resolve(WEST).resolve(file + ".state")
        + " cannot be written: "
        + (mounted ? "No space left on device" : "Is a directory");
  }

  private ApplyOutcome move(@Nullable String from, String to) {
    return mover
        .move(List.of(order(new Step.MoveAddress(FRONT, from, to), from + to)), deadline())
        .getFirst();
  }

  private ApplyOutcome change(long from, long to, RecordChange... changes) {
    RecordBatch batch = new RecordBatch(Edges.ZONE, from, to, List.of(changes));
    return director
        .change(List.of(order(new Step.ChangeRecords(batch), "zone" + to)), deadline())
        .getFirst();
  }

  private static Order order(Step step, String intent) {
    return new Order(intent, step, Instant.now().plusSeconds(60));
  }

  private static Instant deadline() {
    return Instant.now().plusSeconds(10);
  }

  private static RecordChange created(int weight) {
    return new RecordChange(null, record(weight));
  }

  private static RecordChange raised() {
    return new RecordChange(record(9), record(200));
  }

  private static WeightedRecord record(int weight) {
    return new WeightedRecord(
        new RecordKey("eu.orders." + Edges.ZONE, RecordType.A, WEST),
        Duration.ofSeconds(5),
        weight,
        List.of("192.0.2.1"),
        null);
  }

  /** The name of the node that a new connection to the address reaches. */
  private char answering() throws IOException {
    try (Socket socket = new Socket(edges.address(WEST, 100), 8080)) {
      socket.setSoTimeout(5000);
      return (char) socket.getInputStream().read();
    }
  }

  /** What this edge alone serves. */
  private RecordSets zoneAtWest() {
    EdgeRequest ask = EdgeRequest.get("/zones/" + Edges.ZONE);
    Answer answer = client.askAll(ask, deadline()).get(WEST);
    if (answer instanceof Answer.Got got && got.status() == 200) {
      return ZoneJson.zone(Json.parse(got.body()));
    }
    throw new AssertionError(answer);
  }
}
