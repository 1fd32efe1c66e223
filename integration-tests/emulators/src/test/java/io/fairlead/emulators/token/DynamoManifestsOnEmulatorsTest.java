package io.fairlead.emulators.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.token.DynamoRecords;
import io.fairlead.bucket.TableManifests;
import io.fairlead.emulators.OnEmulators;
import io.fairlead.emulators.Running;
import io.fairlead.emulators.Tables;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.RecordTable;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pages in DynamoDB. */
@OnEmulators(
    value = "tokens",
    parts = {Part.MINISTACK, Part.DYNAMODB_LOCAL, Part.LOCALSTACK_IN_DOCKER})
class DynamoManifestsOnEmulatorsTest extends TableManifestsContract implements OnPart {
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
  RecordTable records() {
    return records(table);
  }

  private ManifestStore store(String named) {
    return new TableManifests(records(named));
  }

  private RecordTable records(String named) {
    return new DynamoRecords(on.clients(), new DynamoRecords.Place(LOCATION, named));
  }

  @Test
  void a_table_that_is_not_there_is_named_with_the_action() {
    assertThat(store("gone").pointer("feed.eu-west", soon()).toString())
        .contains("Unreadable", "dynamodb:GetItem", "tokens/feed.eu-west/pointer of table gone");
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
