package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.DynamoCell;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.history.DynamoHistory;
import io.fairlead.aws.observe.DynamoObservations;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.health.Observation;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.HistoryArchive.Kept;
import io.fairlead.port.Observations.Published;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import io.fairlead.quorum.SingleCell;
import io.fairlead.quorum.VersionedCas;
import io.fairlead.wiring.json.HistoryPageCodec;
import io.fairlead.wiring.json.ObservationCodec;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A global table with strong consistency rejects a write of an item that another region is writing.
 * The table is DynamoDB Local's; it never rejects so by itself, so the twin before it does, in
 * DynamoDB's words.
 */
@NeedsParts(Part.DYNAMODB_LOCAL)
class GlobalTableConflictTest {
  private static final String HERE = "eu-west-1";
  private static final String THERE = "us-east-1";
  private static final Fault REJECTED = new Fault.Refused(400, "ReplicatedWriteConflictException");
  private static final byte[] OURS = {1};
  private static final byte[] THEIRS = {2};

  private static Emulator tables;
  private static AwsClients elsewhere;
  private static HttpClient http;
  private static int made;

  private AwsTwin twin;
  private AwsClients clients;
  private String table;

  @BeforeAll
  static void startTables() throws IOException {
    tables = Emulator.sharedByAllRegions();
    elsewhere = tables.clients();
    http = HttpClient.newHttpClient();
    Emulator.warm(() -> elsewhere.dynamo(THERE).listTables());
  }

  @AfterAll
  static void stopTables() {
    http.close();
    elsewhere.close();
    tables.close();
  }

  @BeforeEach
  void start() throws IOException {
    made++;
    table = "register-" + made;
    Tables.make(elsewhere, THERE, table);
    twin = new AwsTwin(TwinClock.running());
    twin.serve("dynamodb", new Behind(tables.endpoint(), http));
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                InstantSource.system()));
  }

  @AfterEach
  void stop() {
    clients.close();
    twin.close();
  }

  @Test
  void a_write_that_another_region_was_ahead_of_is_a_conflict_that_tells_what_is_there() {
    rejectedBehind(() -> cell(elsewhere, THERE).cas(0, THEIRS, soon()));

    assertThat(cell(clients, HERE).cas(0, OURS, soon()))
        .isInstanceOfSatisfying(
            CellCas.Conflict.class, lost -> assertThat(bytes(lost.current())).isEqualTo(THEIRS));
    assertThat(bytes(cell(elsewhere, THERE).read(soon()))).isEqualTo(THEIRS);
  }

  @Test
  void a_write_of_another_region_that_is_not_to_be_seen_yet_leaves_ours_unknown() {
    cell(elsewhere, THERE).cas(0, THEIRS, soon());
    rejectedBehind(() -> {});

    assertThat(cell(clients, HERE).cas(1, OURS, soon()))
        .isInstanceOfSatisfying(
            CellCas.Unknown.class,
            dark -> assertThat(dark.why()).contains(table, "being written in another region"));
    assertThat(bytes(cell(elsewhere, THERE).read(soon()))).isEqualTo(THEIRS);
    assertThat(cell(clients, HERE).cas(1, OURS, soon())).isEqualTo(new CellCas.Ok(2));
  }

  @Test
  void where_the_second_look_gets_no_answer_either_ours_is_unknown() {
    twin.faults().add(new Where("dynamodb", HERE, "PutItem"), REJECTED, 1);
    twin.faults().add(new Where("dynamodb", HERE, "GetItem"), new Fault.CutBefore(), 9);

    assertThat(cell(clients, HERE).cas(0, OURS, soon()))
        .isInstanceOfSatisfying(
            CellCas.Unknown.class, dark -> assertThat(dark.why()).contains("dynamodb:GetItem"));
  }

  @Test
  void a_register_that_another_region_wrote_first_is_a_lost_race_and_nothing_is_retried() {
    SingleCell theirs = new SingleCell(cell(elsewhere, THERE));
    rejectedBehind(() -> theirs.cas(0, THEIRS, "theirs", soon()));

    assertThat(new SingleCell(cell(clients, HERE)).cas(0, OURS, "ours", soon()))
        .isEqualTo(new VersionedCas.Conflict(1));
    assertThat(twin.calls()).filteredOn(call -> call.operation().equals("PutItem")).hasSize(1);
  }

  @Test
  void an_observation_entry_that_is_rejected_so_is_unknown_and_the_next_one_is_written() {
    TreeMap<String, DynamoObservations.Table> entries = new TreeMap<>();
    entries.put("west", new DynamoObservations.Table(HERE, table));
    var observations = new DynamoObservations(clients, new ObservationCodec(), entries);
    rejectedBehind(() -> {});

    assertThat(observations.publish(entry(1), soon())).isEqualTo(Published.UNKNOWN);
    assertThat(observations.latest(soon()).found()).isEmpty();
    assertThat(observations.publish(entry(2), soon())).isEqualTo(Published.WRITTEN);
  }

  @Test
  void a_page_of_history_that_most_regions_reject_so_is_unknown_and_says_why() {
    TreeMap<String, DynamoHistory.Table> places = new TreeMap<>();
    for (String location : List.of(HERE, THERE, "eu-central-1")) {
      places.put(location, new DynamoHistory.Table(location, table));
    }
    DynamoHistory history = new DynamoHistory(clients, new HistoryPageCodec(), places);
    List<HistoryEntry> lines =
        List.of(new HistoryEntry(Instant.EPOCH, 1, "freeze", "fleet", "a drill", "olga"));
    twin.faults().add(new Where("dynamodb", "", "PutItem"), REJECTED, 2);

    assertThat(history.keep(lines, soon()))
        .isInstanceOfSatisfying(
            Kept.Unknown.class,
            dark ->
                assertThat(dark.why())
                    .contains("1 of 3 tables took it", "ReplicatedWriteConflictException"));
    assertThat(history.keep(lines, soon())).isEqualTo(new Kept.Done());
  }

  /** Ours is rejected while another region does something. */
  private void rejectedBehind(Runnable other) {
    Where ours = new Where("dynamodb", HERE, "PutItem");
    twin.faults()
        .add(
            call -> {
              boolean hit = ours.test(call);
              if (hit) {
                other.run();
              }
              return hit;
            },
            REJECTED,
            1);
  }

  private DynamoCell cell(AwsClients reached, String location) {
    return new DynamoCell(reached, new DynamoCell.Place(location, table, "fleet", "aws"));
  }

  private static Observation entry(long slot) {
    return new Observation(
        "west", slot, "run-1", 1, Instant.EPOCH, "9f3c12", 17, false, "", new TreeMap<>());
  }

  private static byte[] bytes(CellRead read) {
    return read instanceof CellRead.Value(_, byte[] value) ? value : new byte[0];
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(20);
  }
}
