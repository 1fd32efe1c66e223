package io.fairlead.aws.observe;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.health.Observation;
import io.fairlead.port.Codec;
import io.fairlead.port.Observations;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Observation entries, each an item {@code {id, rank, entry}} of a table in its own observer's
 * location: a dark location takes one entry with it and no more. The table compares the ranks.
 */
public final class DynamoObservations implements Observations {
  private static final String PREFIX = "observation/";

  private final AwsClients clients;
  private final Codec<Observation> codec;
  private final SortedMap<String, Table> tables;

  /** Where an observer's entry is. */
  public record Table(String location, String name) {}

  /** The entries of a fleet's observers, by region. */
  public DynamoObservations(
      AwsClients clients, Codec<Observation> codec, SortedMap<String, Table> tables) {
    this.clients = clients;
    this.codec = codec;
    this.tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  @Override
  public Published publish(Observation mine, Instant deadline) {
    Table table = tables.get(mine.observer());
    var budget = clients.budget(deadline);
    if (table == null || budget.isEmpty()) {
      return Published.UNKNOWN;
    }
    AttributeValue rank = AttributeValue.fromS(rank(mine));
    try {
      clients
          .dynamo(table.location())
          .putItem(
              PutItemRequest.builder()
                  .tableName(table.name())
                  .item(
                      Map.of(
                          "id", AttributeValue.fromS(PREFIX + mine.observer()),
                          "rank", rank,
                          "entry",
                              AttributeValue.fromB(SdkBytes.fromByteArray(codec.encode(mine)))))
                  .conditionExpression("attribute_not_exists(id) OR #rank < :rank")
                  .expressionAttributeNames(Map.of("#rank", "rank"))
                  .expressionAttributeValues(Map.of(":rank", rank))
                  .overrideConfiguration(budget.get())
                  .build());
      return Published.WRITTEN;
    } catch (ConditionalCheckFailedException notRising) {
      return Published.NOT_RISING;
    } catch (SdkException e) {
      return Published.UNKNOWN;
    }
  }

  @Override
  public Entries latest(Instant deadline) {
    SortedMap<String, Observation> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    for (Read read :
        SideBySide.all(
            List.copyOf(tables.entrySet()),
            (Map.Entry<String, Table> at) -> read(at.getKey(), at.getValue(), deadline))) {
      if (read.entry() != null) {
        found.put(read.observer(), read.entry());
      } else if (read.why() != null) {
        unreadable.put(read.observer(), read.why());
      }
    }
    return new Entries(found, unreadable);
  }

  /** An entry, or why there is none; neither = it was never written. */
  private record Read(String observer, @Nullable Observation entry, @Nullable String why) {}

  private Read read(String observer, Table table, Instant deadline) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new Read(observer, null, AwsClients.NO_TIME);
    }
    try {
      Map<String, AttributeValue> item =
          clients
              .dynamo(table.location())
              .getItem(
                  GetItemRequest.builder()
                      .tableName(table.name())
                      .key(Map.of("id", AttributeValue.fromS(PREFIX + observer)))
                      .consistentRead(true)
                      .overrideConfiguration(budget.get())
                      .build())
              .item();
      return item.isEmpty() ? new Read(observer, null, null) : decoded(observer, item);
    } catch (SdkException e) {
      String where = "table " + table.name() + " in " + table.location();
      return new Read(observer, null, AwsFailure.of(e, "dynamodb:GetItem", where).sentence());
    }
  }

  private Read decoded(String observer, Map<String, AttributeValue> item) {
    AttributeValue entry = item.get("entry");
    if (entry == null || entry.b() == null) {
      return new Read(observer, null, "the item of " + observer + " has no bytes 'entry'");
    }
    try {
      Observation observation = codec.decode(entry.b().asByteArray());
      return observation.observer().equals(observer)
          ? new Read(observer, observation, null)
          : new Read(observer, null, "the entry is by " + observation.observer());
    } catch (IllegalArgumentException e) {
      return new Read(observer, null, "the entry cannot be read: " + e.getMessage());
    }
  }

  /** Text that compares as (slot, run id, sequence) do: numbers of fixed width. */
  private static String rank(Observation entry) {
    return "%019d %s %019d".formatted(entry.slot(), entry.runId(), entry.sequence());
  }
}
