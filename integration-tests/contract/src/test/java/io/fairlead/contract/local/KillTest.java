package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.ClientSettings;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge killed with SIGKILL comes back with everything that it had acknowledged. */
class KillTest {
  private static final String HOST =
      "127." + (int) (ProcessHandle.current().pid() % 200 + 20) + ".252.53";
  private static final int KILLS = 5;

  @TempDir private Path folder;
  private EdgeClient client;

  @BeforeEach
  void start() {
    client =
        new EdgeClient(
            new ClientSettings(
                Edges.FLEET,
                new TreeMap<>(Map.of("eu-west", URI.create("http://" + HOST + ":5380"))),
                null,
                null,
                Duration.ofSeconds(5),
                InstantSource.system()));
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(10);
  }

  private static WeightedRecord at(long epoch) {
    RecordKey key = new RecordKey("a.demo.test", RecordType.A, "eu-west");
    return new WeightedRecord(
        key, Duration.ofSeconds(5), (int) (epoch % 256), List.of("192.0.2.1"), null);
  }

  private EdgeTrafficDirector director() {
    return new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE)));
  }

  private RecordSets read() {
    Reading<RecordSets> reading =
        Objects.requireNonNull(
            director().zones(new TreeSet<>(List.of(Edges.ZONE)), soon()).get(Edges.ZONE));
    return switch (reading) {
      case Reading.Known<RecordSets> known -> known.value();
      case Reading.Unreadable<RecordSets> dark -> throw new AssertionError(dark.why());
    };
  }

  /** Writes one epoch after the other until one is not acknowledged; answers the last that was. */
  private long writeUntilKilled(long from, AtomicLong acknowledged) {
    for (long epoch = from; ; epoch++) {
      RecordChange change = new RecordChange(epoch == 0 ? null : at(epoch), at(epoch + 1));
      Step step =
          new Step.ChangeRecords(new RecordBatch(Edges.ZONE, epoch, epoch + 1, List.of(change)));
      Order order = new Order("intent-" + epoch, step, Instant.now().plusSeconds(60));
      ApplyOutcome outcome = director().change(List.of(order), soon()).getFirst();
      if (!outcome.equals(new ApplyOutcome.Accepted())) {
        return epoch;
      }
      acknowledged.set(epoch + 1);
    }
  }

  @Test
  void no_acknowledged_change_of_records_is_lost_and_none_is_half_there() throws Exception {
    long epoch = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int kill = 0; kill < KILLS; kill++) {
        AtomicLong acknowledged = new AtomicLong(epoch);
        long from = epoch;
        Future<Long> last;
        try (EdgeProcess edge = EdgeProcess.start(folder, HOST)) {
          last = threads.submit(() -> writeUntilKilled(from, acknowledged));
          long enough = epoch + 5 + kill;
          Await.until("some changes", () -> acknowledged.get() >= enough);
          edge.kill();
        }
        epoch = last.get();
        try (EdgeProcess edge = EdgeProcess.start(folder, HOST)) {
          RecordSets found = read();
          assertThat(found.epoch()).isBetween(epoch, epoch + 1);
          assertThat(found.records().values()).containsExactly(at(found.epoch()));
          epoch = found.epoch();
          edge.kill();
        }
      }
    }
  }

  @Test
  void holders_flags_and_freeze_are_there_after_a_kill() throws Exception {
    AddressId front = new AddressId("eu-west", "front");
    String flag = "/flags/us-east/default";
    try (EdgeProcess edge = EdgeProcess.start(folder, HOST)) {
      Order order =
          new Order("a", new Step.MoveAddress(front, null, "gw-2"), Instant.now().plusSeconds(60));
      assertThat(new EdgeAddressMover(client).move(List.of(order), soon()))
          .containsExactly(new ApplyOutcome.Accepted());
      put(
          flag,
          "{\"fleet\":\"three-regions\",\"region\":\"us-east\",\"group\":\"default\","
              + "\"epoch\":7,\"by\":\"eu-west\"}");
      put("/freeze", "{\"fleet\":\"three-regions\",\"by\":\"ana\",\"reason\":\"audit\"}");
      edge.kill();
    }

    try (EdgeProcess edge = EdgeProcess.start(folder, HOST)) {
      assertThat(
              new EdgeAddressMover(client)
                  .holders(new TreeSet<>(List.of(front)), soon())
                  .get(front))
          .isEqualTo(new Reading.Known<>(new HeldBy("gw-2")));
      assertThat(get(flag)).contains("\"epoch\":7");
      assertThat(get("/freeze")).contains("\"by\":\"ana\"");
      edge.kill();
    }
  }

  private void put(String path, String body) {
    EdgeRequest request =
        EdgeRequest.of("PUT", path, body.getBytes(StandardCharsets.UTF_8))
            .with("If-None-Match", "*");
    assertThat(client.ask(Map.of("eu-west", request)).get("eu-west"))
        .isInstanceOfSatisfying(Answer.Got.class, got -> assertThat(got.status()).isEqualTo(201));
  }

  private String get(String path) {
    Answer answer = client.ask(Map.of("eu-west", EdgeRequest.get(path))).get("eu-west");
    return answer instanceof Answer.Got got
        ? new String(got.body(), StandardCharsets.UTF_8)
        : String.valueOf(answer);
  }
}
