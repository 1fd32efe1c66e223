package io.fairlead.aws.token;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ObjectBucket.Small;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;

/**
 * Records as items {@code {id, revision, body}} of a DynamoDB table, below {@code tokens/}, so that
 * a role may be kept to them by their leading keys. Reads are strongly consistent; a write names
 * the revision that it replaces.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">
 *     Condition expressions</a>
 */
public final class DynamoRecords implements RecordTable {
  /** An item has 400 KB at most, the names of its attributes included. */
  private static final int ROOM = 384 << 10;

  private static final String ID = "id";
  private static final String REVISION = "revision";
  private static final String BODY = "body";

  private final AwsClients clients;
  private final Place place;

  /**
   * Where the items are.
   *
   * @param location of the table's endpoint, as in {@code eu-west-1}
   * @param table its name; the partition key is the text attribute {@code id}
   */
  public record Place(String location, String table) {}

  /** The records at a place. Nothing is connected yet. */
  public DynamoRecords(AwsClients clients, Place place) {
    this.clients = clients;
    this.place = place;
  }

  @Override
  public String name() {
    return "table " + place.table() + " in " + place.location();
  }

  @Override
  public int room() {
    return ROOM;
  }

  @Override
  public Reading<Optional<Small>> get(Key key, Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> time = clients.budget(deadline);
    if (time.isEmpty()) {
      return new Reading.Unreadable<>(AwsClients.NO_TIME + " " + name());
    }
    try {
      return small(
          key,
          clients
              .dynamo(place.location())
              .getItem(
                  GetItemRequest.builder()
                      .tableName(place.table())
                      .key(Map.of(ID, AttributeValue.fromS(id(key))))
                      .consistentRead(true)
                      .overrideConfiguration(time.get())
                      .build())
              .item());
    } catch (SdkException e) {
      return new Reading.Unreadable<>(AwsFailure.of(e, "dynamodb:GetItem", named(key)).sentence());
    }
  }

  @Override
  public ApplyOutcome put(Key key, byte[] body, @Nullable String expected, Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> time = clients.budget(deadline);
    if (time.isEmpty()) {
      return new ApplyOutcome.Expired();
    }
    try {
      clients.dynamo(place.location()).putItem(item(key, body, expected, time.get()));
      return new ApplyOutcome.Accepted();
    } catch (ConditionalCheckFailedException other) {
      return new ApplyOutcome.Conflict("another " + named(key));
    } catch (ReplicatedWriteConflictException elsewhere) {
      return new ApplyOutcome.Refused(named(key) + " is being written in another region", true);
    } catch (SdkException e) {
      return AwsFailure.of(e, "dynamodb:PutItem", named(key)).outcome();
    }
  }

  private PutItemRequest item(
      Key key, byte[] body, @Nullable String expected, AwsRequestOverrideConfiguration time) {
    long before = expected == null ? 0 : Long.parseLong(expected);
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(place.table())
            .item(
                Map.of(
                    ID, AttributeValue.fromS(id(key)),
                    REVISION, AttributeValue.fromN(Long.toString(before + 1)),
                    BODY, AttributeValue.fromB(SdkBytes.fromByteArray(body))))
            .overrideConfiguration(time);
    return expected == null
        ? put.conditionExpression("attribute_not_exists(" + ID + ")").build()
        : put.conditionExpression(REVISION + " = :expected")
            .expressionAttributeValues(Map.of(":expected", AttributeValue.fromN(expected)))
            .build();
  }

  private Reading<Optional<Small>> small(Key key, Map<String, AttributeValue> item) {
    if (item.isEmpty()) {
      return new Reading.Known<>(Optional.empty());
    }
    AttributeValue revision = item.get(REVISION);
    AttributeValue body = item.get(BODY);
    if (revision == null || revision.n() == null || body == null || body.b() == null) {
      return new Reading.Unreadable<>(
          named(key) + " is no record: it needs a number 'revision' and bytes 'body'");
    }
    return new Reading.Known<>(Optional.of(new Small(body.b().asByteArray(), revision.n())));
  }

  private static String id(Key key) {
    return "tokens/" + key.row() + "/" + key.name();
  }

  private String named(Key key) {
    return "item " + id(key) + " of " + name();
  }
}
