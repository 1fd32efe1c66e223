package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Pointer;
import io.fairlead.aws.token.DynamoRecords;
import io.fairlead.bucket.TableManifests;
import io.fairlead.contract.ManifestStoreContract;
import io.fairlead.emulators.OnEmulators;
import io.fairlead.emulators.Running;
import io.fairlead.emulators.Tables;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pages in DynamoDB. */
@OnEmulators(
    value = "tokens",
    parts = {Part.MINISTACK, Part.DYNAMODB_LOCAL, Part.LOCALSTACK_IN_DOCKER})
class DynamoManifestsOnEmulatorsTest extends ManifestStoreContract implements OnPart {
  private static final String LOCATION = "eu-west-1";

  private final Running on;
  private String table = "";

  DynamoManifestsOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void anotherTable() {
    on.clients(first -> first.dynamo(LOCATION).listTables());
    table = on.name("tokens");
    Tables.make(on.clients(), LOCATION, table);
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected ManifestStore store() {
    return store(table);
  }

  private ManifestStore store(String named) {
    return new TableManifests(records(named));
  }

  private RecordTable records(String named) {
    return new DynamoRecords(on.clients(), new DynamoRecords.Place(LOCATION, named));
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void a_table_that_is_not_there_is_named_with_the_action() {
    assertThat(store("gone").pointer("feed.eu-west", soon()).toString())
        .contains("Unreadable", "dynamodb:GetItem", "tokens/feed.eu-west/pointer of table gone");
  }

  @Test
  void a_page_that_was_broken_off_is_not_there_and_is_made_whole_by_the_next_writer() {
    byte[] signed = new byte[records(table).room() * 2 + 1];
    new Random(1).nextBytes(signed);
    Pointer pointer = Pointer.to(1, signed);
    ManifestStore broken = new TableManifests(new BrokenOff(records(table), new AtomicInteger(2)));

    assertThat(broken.keepManifest(SET, pointer, signed, soon()))
        .isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(store().manifest(SET, pointer, soon()))
        .isEqualTo(new Reading.Known<>(Optional.empty()));
    assertThat(store().keepManifest(SET, pointer, signed, soon()))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(manifest(store(), pointer)).isEqualTo(signed);
  }

  @Test
  void an_item_of_somebody_else_is_told_and_not_overwritten() {
    on.clients()
        .dynamo(LOCATION)
        .putItem(
            put ->
                put.tableName(table)
                    .item(Map.of("id", AttributeValue.fromS("tokens/feed.eu-west/pointer"))));

    assertThat(store().pointer("feed.eu-west", soon()).toString())
        .contains("Unreadable", "is no record: it needs a number 'revision' and bytes 'body'");
  }
}
