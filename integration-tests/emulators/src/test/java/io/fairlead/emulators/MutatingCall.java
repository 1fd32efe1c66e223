package io.fairlead.emulators;

import io.fairlead.aws.artifact.S3Bucket;
import io.fairlead.aws.cell.DynamoCell;
import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.aws.history.DynamoHistory;
import io.fairlead.aws.notice.SnsNotifier;
import io.fairlead.aws.observe.DynamoObservations;
import io.fairlead.aws.token.DynamoRecords;
import io.fairlead.health.Observation;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.Notifier.Notice;
import io.fairlead.port.ObjectBucket.Condition;
import io.fairlead.port.RecordTable;
import io.fairlead.wiring.json.HistoryPageCodec;
import io.fairlead.wiring.json.ObservationCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A call by which an adapter changes AWS.
 *
 * @param caller the class that makes it, as in {@code cell.S3Cell}
 * @param action as IAM names it
 * @param made makes it; what the adapter answers
 */
record MutatingCall(
    String caller, String action, Expected expected, Function<MutatingStage, Object> made) {

  /**
   * What is expected of it where no good answer comes.
   *
   * @param requests one a store
   * @param told how the adapter's answer begins
   */
  record Expected(int requests, String told) {}

  private static final String UNKNOWN = "Unknown[";
  private static final Duration CONTENT = Duration.ofSeconds(4);

  /** Every one of the adapters. */
  static final List<MutatingCall> ALL =
      List.of(
          one("address.Move", "ec2:AssociateAddress", MutatingStage::putOn),
          one("address.Move", "ec2:DisassociateAddress", MutatingStage::takeOff),
          // By a dry run: it changes nothing, and where nobody answers nothing is found amiss.
          new MutatingCall(
              "address.MovePermission",
              "ec2:AssociateAddress",
              new Expected(1, "{}"),
              MutatingStage::told),
          one("artifact.S3Bucket", "s3:PutObject", MutatingCall::pointer),
          one("cell.DynamoCell", "dynamodb:PutItem", MutatingCall::dynamoCell),
          one("cell.S3Cell", "s3:PutObject", MutatingCall::s3Cell),
          three("flag.FlagObjects", "s3:DeleteObject", MutatingStage::lower),
          three("flag.FlagObjects", "s3:PutObject", MutatingStage::raise),
          three("history.DynamoHistory", "dynamodb:PutItem", MutatingCall::page),
          new MutatingCall(
              "notice.SnsNotifier",
              "sns:Publish",
              new Expected(1, "[sns:Publish on arn:aws:sns:eu-west-1:111122223333:shop "),
              MutatingCall::notice),
          new MutatingCall(
              "observe.DynamoObservations",
              "dynamodb:PutItem",
              new Expected(1, "UNKNOWN"),
              MutatingCall::entry),
          one("token.DynamoRecords", "dynamodb:PutItem", MutatingCall::record),
          one("zone.ZoneBatch", "route53:ChangeResourceRecordSets", MutatingStage::changeRecords));

  /** Calls that need something to be there first, and how it comes there. */
  void prepare(MutatingStage stage) {
    switch (action) {
      case "ec2:DisassociateAddress" -> stage.putOn();
      case "s3:DeleteObject" -> stage.raise();
      default -> {}
    }
  }

  /** The operation as requests name it. */
  String operation() {
    return action.substring(action.indexOf(':') + 1);
  }

  private static MutatingCall one(
      String caller, String action, Function<MutatingStage, Object> made) {
    return new MutatingCall(caller, action, new Expected(1, UNKNOWN), made);
  }

  private static MutatingCall three(
      String caller, String action, Function<MutatingStage, Object> made) {
    return new MutatingCall(
        caller, action, new Expected(MutatingStage.LOCATIONS.size(), UNKNOWN), made);
  }

  private static Object dynamoCell(MutatingStage stage) {
    DynamoCell.Place place =
        new DynamoCell.Place(
            MutatingStage.HOME, MutatingStage.TABLE, "fleet-" + System.nanoTime(), "aws");
    return new DynamoCell(stage.clients, place).cas(0, new byte[1], MutatingStage.deadline());
  }

  private static Object s3Cell(MutatingStage stage) {
    S3Cell.Place place =
        new S3Cell.Place(MutatingStage.HOME, MutatingStage.bucket(MutatingStage.HOME), "fleet");
    return new S3Cell(stage.clients, place).cas(0, new byte[1], MutatingStage.deadline());
  }

  /** Content may take longer than a tick's calls: its caller's deadline ends it. */
  private static Object pointer(MutatingStage stage) {
    S3Bucket.Place place =
        new S3Bucket.Place(MutatingStage.HOME, MutatingStage.bucket(MutatingStage.HOME), "sets");
    try (ContentClients clients = new ContentClients(stage.clients.access())) {
      return new S3Bucket(clients, place)
          .put("now", new byte[1], new Condition.Absent(), Instant.now().plus(CONTENT));
    }
  }

  private static Object page(MutatingStage stage) {
    TreeMap<String, DynamoHistory.Table> tables = new TreeMap<>();
    MutatingStage.LOCATIONS.forEach(
        at -> tables.put(at, new DynamoHistory.Table(at, MutatingStage.TABLE)));
    HistoryEntry line = new HistoryEntry(Instant.EPOCH, 1, "freeze", "fleet", "a drill", "olga");
    return new DynamoHistory(stage.clients, new HistoryPageCodec(), tables)
        .keep(List.of(line), MutatingStage.deadline());
  }

  private static Object record(MutatingStage stage) {
    DynamoRecords.Place place = new DynamoRecords.Place(MutatingStage.HOME, MutatingStage.TABLE);
    RecordTable.Key key = new RecordTable.Key("feed.west", "page-" + System.nanoTime());
    return new DynamoRecords(stage.clients, place)
        .put(key, new byte[1], null, MutatingStage.deadline());
  }

  private static Object entry(MutatingStage stage) {
    TreeMap<String, DynamoObservations.Table> tables = new TreeMap<>();
    tables.put("west", new DynamoObservations.Table(MutatingStage.HOME, MutatingStage.TABLE));
    Observation mine =
        new Observation(
            "west",
            System.nanoTime(),
            "run-1",
            1,
            Instant.EPOCH,
            "9f3c12",
            17,
            false,
            "",
            new TreeMap<>());
    return new DynamoObservations(stage.clients, new ObservationCodec(), tables)
        .publish(mine, MutatingStage.deadline());
  }

  private static Object notice(MutatingStage stage) {
    List<String> failures = new ArrayList<>();
    String topic = "arn:aws:sns:eu-west-1:111122223333:shop";
    new SnsNotifier(
            stage.clients,
            new SnsNotifier.Topic(MutatingStage.HOME, topic),
            Set.of(),
            failures::add)
        .send(
            List.of(new Notice("moved", "shop", "address/west/front", "gw-2", Instant.EPOCH)),
            MutatingStage.deadline());
    return failures;
  }
}
