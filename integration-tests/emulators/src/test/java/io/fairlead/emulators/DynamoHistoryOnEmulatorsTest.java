package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.history.DynamoHistory;
import io.fairlead.contract.HistoryArchiveContract;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.HistoryArchive;
import io.fairlead.wiring.json.HistoryPageCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Archived history in DynamoDB. LocalStack has it in its image alone. */
@OnEmulators(
    value = "history",
    parts = {Part.MINISTACK, Part.DYNAMODB_LOCAL, Part.MOTO, Part.LOCALSTACK_IN_DOCKER})
class DynamoHistoryOnEmulatorsTest extends HistoryArchiveContract implements OnPart {
  private static final List<String> LOCATIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");

  private final Running on;
  private String table = "";

  DynamoHistoryOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void otherTables() {
    AwsClients clients = on.clients(first -> first.dynamo("eu-west-1").listTables());
    table = on.name("history");
    LOCATIONS.forEach(location -> Tables.make(clients, location, table));
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected HistoryArchive archive() {
    TreeMap<String, DynamoHistory.Table> tables = new TreeMap<>();
    LOCATIONS.forEach(at -> tables.put("region-" + at, new DynamoHistory.Table(at, table)));
    return new DynamoHistory(on.clients(), new HistoryPageCodec(), tables);
  }

  @Override
  protected String lose(int store) {
    String location = LOCATIONS.get(store);
    on.clients().dynamo(location).deleteTable(it -> it.tableName(table));
    return "region-" + location;
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void an_item_that_is_no_page_is_told_and_hides_no_other() {
    keep(lines(0, 5));
    for (AttributeValue foreign :
        List.of(AttributeValue.fromS("holiday"), AttributeValue.fromN("7"))) {
      put(Map.of("id", AttributeValue.fromS("history/9999999999999999999-x"), "page", foreign));

      assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 5));
      assertThat(since(START).unreadable()).containsOnlyKeys("region-eu-west-1");
    }
  }

  @Test
  void entries_registers_and_slots_beside_the_pages_are_passed_over() {
    put(
        Map.of(
            "id", AttributeValue.fromS("observation/eu-west"),
            "entry", AttributeValue.fromS("x")));
    keep(lines(0, 5));

    assertThat(since(Instant.EPOCH).lines()).containsExactlyElementsOf(lines(0, 5));
    assertThat(since(Instant.EPOCH).unreadable()).isEmpty();
  }

  private void put(Map<String, AttributeValue> item) {
    on.clients().dynamo("eu-west-1").putItem(put -> put.tableName(table).item(item));
  }
}
