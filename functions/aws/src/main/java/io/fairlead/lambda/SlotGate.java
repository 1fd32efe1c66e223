package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Lets one run of a region into each slot: an item {@code slot/REGION} of its table that only
 * rises. It saves double work and no more; two runs of one slot leave the same end state.
 */
final class SlotGate {
  private final AwsClients clients;
  private final String location;
  private final String table;
  private final String region;

  SlotGate(AwsClients clients, String location, String table, String region) {
    this.clients = clients;
    this.location = location;
    this.table = table;
    this.region = region;
  }

  /** How a run stands to a slot. */
  enum Entry {
    /** This run ticks. */
    MINE,
    /** This slot, or a later one, is another run's. */
    DONE,
    /** The table did not answer: ticking twice is better than not at all. */
    UNKNOWN
  }

  /** Asks for a slot. */
  Entry enter(Instant slot, Instant deadline) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return Entry.UNKNOWN;
    }
    AttributeValue value = AttributeValue.fromN(Long.toString(slot.toEpochMilli()));
    try {
      clients
          .dynamo(location)
          .putItem(
              PutItemRequest.builder()
                  .tableName(table)
                  .item(Map.of("id", AttributeValue.fromS("slot/" + region), "slot", value))
                  .conditionExpression("attribute_not_exists(id) OR #slot < :slot")
                  .expressionAttributeNames(Map.of("#slot", "slot"))
                  .expressionAttributeValues(Map.of(":slot", value))
                  .overrideConfiguration(budget.get())
                  .build());
      return Entry.MINE;
    } catch (ConditionalCheckFailedException done) {
      return Entry.DONE;
    } catch (SdkException unanswered) {
      return Entry.UNKNOWN;
    }
  }
}
