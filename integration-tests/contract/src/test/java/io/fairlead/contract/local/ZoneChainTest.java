package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A zone change of more records than one batch holds, by the real steering cycle on three edges: a
 * chain of batches under rising epochs, one intent each, whose driver is killed between them.
 */
class ZoneChainTest {
  private static final int NAMES = 60;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private Steered steered;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
    Fleet fleet = ManyNames.fleet(NAMES);
    steered =
        new Steered(fleet, new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE))));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_large_change_arrives_in_batches_whatever_is_killed_between_them(Steered.Death death) {
    steered.death = death;

    steered.tickUntil(LIMIT, () -> records().size() == 3 * NAMES && steered.calm());
    assertChain("created");
    assertThat(records().filter("eu-west")).allMatch(record -> record.weight() > 0);

    steered.change(state -> drain(state, steered.epoch()));
    steered.tickUntil(
        LIMIT,
        () ->
            steered.calm()
                && records().filter("eu-west").stream().allMatch(record -> record.weight() == 0));
    assertChain("drained");
    assertThat(records().filter("eu-north")).allMatch(record -> record.weight() > 0);
    assertThat(records().size()).isEqualTo(3 * NAMES);
  }

  private static RegisterState drain(RegisterState state, long epoch) {
    OperatorNote note = new OperatorNote("drain", "anna", "", Instant.now(), null, epoch + 1);
    return switch (OperatorVerbs.drain(state, "region/eu-west", note)) {
      case VerbAnswer.Changed(RegisterState next) -> next;
      case VerbAnswer.Unchanged(String why) -> throw new AssertionError(why);
      case VerbAnswer.Refused(String why) -> throw new AssertionError(why);
    };
  }

  /** Every batch was an intent of its own, no batch was too large, and the edges agree. */
  private void assertChain(String what) {
    List<HistoryEntry> confirmed = steered.confirmed("zone/" + Edges.ZONE);
    assertThat(confirmed).as(what).hasSizeGreaterThanOrEqualTo(2);
    assertThat(confirmed).extracting(HistoryEntry::epoch).isSorted().doesNotHaveDuplicates();
    assertThat(steered.batches)
        .as(what)
        .allMatch(batch -> batch.changes().size() <= RecordBatch.MAX_CHANGES)
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(
            client
                .askAll(EdgeRequest.get("/zones/" + Edges.ZONE), Instant.now().plusSeconds(5))
                .values()
                .stream()
                .map(answer -> ManyNames.digest(answer))
                .distinct())
        .as(what + ": all edges hold the same")
        .hasSize(1);
    steered.batches.clear();
  }

  private Records records() {
    Reading<RecordSets> reading =
        steered
            .director()
            .zones(new TreeSet<>(List.of(Edges.ZONE)), Instant.now().plusSeconds(5))
            .get(Edges.ZONE);
    return switch (reading) {
      case Reading.Known<RecordSets>(RecordSets sets) ->
          new Records(List.copyOf(sets.records().values()));
      case Reading.Unreadable<RecordSets>(String why) -> throw new AssertionError(why);
      case null -> throw new AssertionError("not read");
    };
  }

  private record Records(List<WeightedRecord> all) {
    int size() {
      return all.size();
    }

    List<WeightedRecord> filter(String region) {
      return Stream.of(all)
          .flatMap(List::stream)
          .filter(record -> record.key().setIdentifier().equals(region))
          .toList();
    }
  }
}
