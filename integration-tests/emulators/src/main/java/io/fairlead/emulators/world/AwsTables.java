package io.fairlead.emulators.world;

import io.fairlead.aws.cell.DynamoCell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.history.DynamoHistory;
import io.fairlead.aws.observe.DynamoObservations;
import io.fairlead.emulators.Tables;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.json.HistoryPageCodec;
import io.fairlead.wiring.json.ObservationCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table of each region, as the template of a region makes it: the region's cell, its observer's
 * entry and its pages of history are items of it.
 */
final class AwsTables {
  private static final String ID = "id";

  private final AwsClients clients;
  private final SortedMap<String, String> locations = new TreeMap<>(AwsFleet.LOCATIONS);
  private final String name;

  /** Makes the tables, with nothing in them. */
  AwsTables(AwsClients clients, String name) {
    this.clients = clients;
    this.name = name;
    locations.values().forEach(location -> Tables.make(clients, location, name));
  }

  /** A fleet's cell in the table of each of these locations. */
  List<CasCell> cells(String fleet, List<String> of) {
    return of.stream()
        .<CasCell>map(
            location ->
                new DynamoCell(clients, new DynamoCell.Place(location, name, fleet, location)))
        .toList();
  }

  /** The observers' entries, each in its own region's table. */
  Observations entries() {
    SortedMap<String, DynamoObservations.Table> tables = new TreeMap<>();
    locations.forEach(
        (region, location) -> tables.put(region, new DynamoObservations.Table(location, name)));
    return new DynamoObservations(clients, new ObservationCodec(), tables);
  }

  /** Pages of history, each in most tables. */
  HistoryArchive history() {
    SortedMap<String, DynamoHistory.Table> tables = new TreeMap<>();
    locations.forEach(
        (region, location) -> tables.put(region, new DynamoHistory.Table(location, name)));
    return new DynamoHistory(clients, new HistoryPageCodec(), tables);
  }

  /** Every item as it is now, by location and id. */
  SortedMap<String, Items> copy() {
    SortedMap<String, Items> all = new TreeMap<>();
    locations.values().forEach(location -> all.put(location, items(location)));
    return all;
  }

  /** The items of one table by id. */
  record Items(SortedMap<String, Map<String, AttributeValue>> byId) {}

  private Items items(String location) {
    SortedMap<String, Map<String, AttributeValue>> byId = new TreeMap<>();
    clients
        .dynamo(location)
        .scanPaginator(scan -> scan.tableName(name).consistentRead(true))
        .items()
        .forEach(item -> byId.put(Objects.requireNonNull(item.get(ID)).s(), item));
    return new Items(byId);
  }

  /** Puts what was copied in the place of all. */
  void replace(SortedMap<String, Items> copied) {
    copied.forEach(
        (location, before) -> {
          SortedMap<String, Map<String, AttributeValue>> now = items(location).byId();
          now.forEach(
              (id, item) -> {
                if (!before.byId().containsKey(id)) {
                  AttributeValue key = Objects.requireNonNull(item.get(ID));
                  clients
                      .dynamo(location)
                      .deleteItem(gone -> gone.tableName(name).key(Map.of(ID, key)));
                }
              });
          before
              .byId()
              .forEach(
                  (id, item) -> {
                    if (!item.equals(now.get(id))) {
                      clients.dynamo(location).putItem(put -> put.tableName(name).item(item));
                    }
                  });
        });
  }
}
