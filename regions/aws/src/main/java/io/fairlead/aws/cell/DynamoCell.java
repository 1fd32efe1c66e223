package io.fairlead.aws.cell;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A cell in one item {@code {id, version, value}} of a DynamoDB table. Reads are strongly
 * consistent; a write names the version that it replaces. On a global table with multi-region
 * strong consistency one such cell is enough for a fleet.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">
 *     Condition expressions</a>
 */
public final class DynamoCell implements CasCell {
  private static final String ID = "id";
  private static final String VERSION = "version";
  private static final String VALUE = "value";

  private final AwsClients clients;
  private final Place place;

  /**
   * Where the item is.
   *
   * @param location of the table's endpoint, as in {@code eu-west-1}
   * @param table its name; the partition key is the text attribute {@code id}
   * @param id the item's key: the fleet's name
   * @param failureDomain what fails together with it; the same for all locations of a global table
   */
  public record Place(String location, String table, String id, String failureDomain) {}

  /** The cell at a place. Nothing is connected yet. */
  public DynamoCell(AwsClients clients, Place place) {
    this.clients = clients;
    this.place = place;
  }

  @Override
  public CellRead read(Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new CellRead.Unknown(AwsClients.NO_TIME);
    }
    try {
      return value(
          clients
              .dynamo(place.location())
              .getItem(
                  GetItemRequest.builder()
                      .tableName(place.table())
                      .key(Map.of(ID, AttributeValue.fromS(place.id())))
                      .consistentRead(true)
                      .overrideConfiguration(budget.get())
                      .build())
              .item());
    } catch (SdkException e) {
      return new CellRead.Unknown(AwsFailure.of(e, "dynamodb:GetItem", name()).sentence());
    }
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new CellCas.Unknown(AwsClients.NO_TIME);
    }
    try {
      clients.dynamo(place.location()).putItem(put(expected, next, budget.get()));
      return new CellCas.Ok(expected + 1);
    } catch (ConditionalCheckFailedException lost) {
      return new CellCas.Conflict(value(lost.item()));
    } catch (ReplicatedWriteConflictException elsewhere) {
      return rejected(expected, read(deadline));
    } catch (SdkException e) {
      return new CellCas.Unknown(AwsFailure.of(e, "dynamodb:PutItem", name()).sentence());
    }
  }

  /**
   * Another region of a global table was writing the item, so that ours was rejected. The other one
   * is a conflict once a read shows it; until then nobody knows what the next write meets.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html#API_PutItem_Errors">
   *     ReplicatedWriteConflictException</a>
   */
  private CellCas rejected(long expected, CellRead now) {
    return switch (now) {
      case CellRead.Value value when value.version() != expected -> new CellCas.Conflict(value);
      case CellRead.Empty empty when expected != 0 -> new CellCas.Conflict(empty);
      case CellRead.Value _, CellRead.Empty _ ->
          new CellCas.Unknown(name() + " is being written in another region");
      case CellRead.Unknown(String why) ->
          new CellCas.Unknown(name() + " was being written in another region; then " + why);
    };
  }

  @Override
  public String failureDomain() {
    return place.failureDomain();
  }

  private PutItemRequest put(long expected, byte[] next, AwsRequestOverrideConfiguration budget) {
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(place.table())
            .item(
                Map.of(
                    ID, AttributeValue.fromS(place.id()),
                    VERSION, AttributeValue.fromN(Long.toString(expected + 1)),
                    VALUE, AttributeValue.fromB(SdkBytes.fromByteArray(next))))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .overrideConfiguration(budget);
    return expected == 0
        ? put.conditionExpression("attribute_not_exists(" + ID + ")").build()
        : put.conditionExpression("version = :expected")
            .expressionAttributeValues(
                Map.of(":expected", AttributeValue.fromN(Long.toString(expected))))
            .build();
  }

  private CellRead value(Map<String, AttributeValue> item) {
    if (item.isEmpty()) {
      return new CellRead.Empty();
    }
    AttributeValue version = item.get(VERSION);
    AttributeValue value = item.get(VALUE);
    if (version == null || version.n() == null || value == null || value.b() == null) {
      return new CellRead.Unknown(
          name() + " is not a cell: it needs a number 'version' and bytes 'value'");
    }
    return new CellRead.Value(Long.parseLong(version.n()), value.b().asByteArray());
  }

  private String name() {
    return "item " + place.id() + " of table " + place.table() + " in " + place.location();
  }
}
