package io.fairlead.aws.history;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.Codec;
import io.fairlead.port.HistoryArchive;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Pages of history, each an item {@code {id, page}} of every region's table; kept once most tables
 * have it. A page is named by its last line's time and its content, so keeping it again writes the
 * same item. Only a person's question reads them, by a scan: the tables hold little else.
 */
public final class DynamoHistory implements HistoryArchive {
  /** Below DynamoDB's 400 KB an item, names included. */
  private static final int MAX_BYTES = 350_000;

  /** Pages of a scan, each of 1 MB at most. */
  private static final int MOST_SCANS = 500;

  private static final int DIGEST_DIGITS = 16;
  private static final String PREFIX = "history/";

  private final AwsClients clients;
  private final Codec<List<HistoryEntry>> codec;
  private final SortedMap<String, Table> tables;

  /** Where a region's table is. */
  public record Table(String location, String name) {}

  /** An archive over the tables of regions, by region. */
  public DynamoHistory(
      AwsClients clients, Codec<List<HistoryEntry>> codec, SortedMap<String, Table> tables) {
    this.clients = clients;
    this.codec = codec;
    this.tables = new TreeMap<>(tables);
  }

  @Override
  public Kept keep(List<HistoryEntry> lines, Instant deadline) {
    byte[] page = codec.encode(lines);
    if (page.length > MAX_BYTES && lines.size() > 1) {
      int half = lines.size() / 2;
      Kept first = keep(lines.subList(0, half), deadline);
      return first instanceof Kept.Done ? keep(lines.subList(half, lines.size()), deadline) : first;
    }
    String id =
        PREFIX + "%019d".formatted(lines.getLast().at().toEpochMilli()) + "-" + digest(page);
    List<String> failed =
        SideBySide.all(
                List.copyOf(tables.entrySet()),
                (Map.Entry<String, Table> at) -> put(at, id, page, deadline))
            .stream()
            .filter(why -> !why.isEmpty())
            .toList();
    int done = tables.size() - failed.size();
    return 2 * done > tables.size()
        ? new Kept.Done()
        : new Kept.Unknown(
            done + " of " + tables.size() + " tables took it: " + String.join("; ", failed));
  }

  @Override
  public Found since(Instant from, Instant deadline) {
    Set<HistoryEntry> lines = new LinkedHashSet<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    List<Map.Entry<String, Table>> all = List.copyOf(tables.entrySet());
    List<Scanned> scans = SideBySide.all(all, at -> scan(at.getValue(), from, deadline));
    for (int i = 0; i < all.size(); i++) {
      lines.addAll(scans.get(i).lines());
      if (!scans.get(i).why().isEmpty()) {
        unreadable.put(all.get(i).getKey(), scans.get(i).why());
      }
    }
    return new Found(
        lines.stream()
            .filter(line -> !line.at().isBefore(from))
            .sorted(Comparator.comparingLong(HistoryEntry::epoch).thenComparing(HistoryEntry::at))
            .toList(),
        unreadable);
  }

  /** One sentence where it failed; empty = the table has it. */
  private String put(Map.Entry<String, Table> at, String id, byte[] page, Instant deadline) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return at.getKey() + ": " + AwsClients.NO_TIME;
    }
    try {
      clients
          .dynamo(at.getValue().location())
          .putItem(
              PutItemRequest.builder()
                  .tableName(at.getValue().name())
                  .item(
                      Map.of(
                          "id", AttributeValue.fromS(id),
                          "page", AttributeValue.fromB(SdkBytes.fromByteArray(page))))
                  .overrideConfiguration(budget.get())
                  .build());
      return "";
    } catch (SdkException e) {
      return at.getKey()
          + ": "
          + AwsFailure.of(e, "dynamodb:PutItem", "table " + at.getValue().name()).sentence();
    }
  }

  /** What one table has, and why there may be more. */
  private record Scanned(List<HistoryEntry> lines, String why) {}

  private Scanned scan(Table table, Instant from, Instant deadline) {
    List<HistoryEntry> lines = new ArrayList<>();
    Map<String, AttributeValue> next = Map.of();
    String unread = "";
    try {
      for (int i = 0; i < MOST_SCANS; i++) {
        var budget = clients.budget(deadline);
        if (budget.isEmpty()) {
          return new Scanned(lines, AwsClients.NO_TIME);
        }
        ScanResponse found =
            clients
                .dynamo(table.location())
                .scan(
                    request(table, from)
                        .exclusiveStartKey(next.isEmpty() ? null : next)
                        .overrideConfiguration(budget.get())
                        .build());
        for (Map<String, AttributeValue> item : found.items()) {
          String why = read(item, lines);
          unread = unread.isEmpty() ? why : unread;
        }
        next = found.lastEvaluatedKey();
        if (next.isEmpty()) {
          return new Scanned(lines, unread);
        }
      }
      return new Scanned(lines, "it has more than " + MOST_SCANS + " MB");
    } catch (SdkException e) {
      return new Scanned(
          lines, AwsFailure.of(e, "dynamodb:Scan", "table " + table.name()).sentence());
    }
  }

  /**
   * Adds the lines of a page; why it cannot be read, empty = it is. Others are read all the same.
   */
  private String read(Map<String, AttributeValue> item, List<HistoryEntry> lines) {
    try {
      lines.addAll(codec.decode(page(item)));
      return "";
    } catch (IllegalArgumentException e) {
      return "a page cannot be read: " + e.getMessage();
    }
  }

  private static byte[] page(Map<String, AttributeValue> item) {
    AttributeValue page = item.get("page");
    if (page == null || page.b() == null) {
      throw new IllegalArgumentException("an item of a page's name has no bytes 'page'");
    }
    return page.b().asByteArray();
  }

  private static ScanRequest.Builder request(Table table, Instant from) {
    String least = PREFIX + "%019d".formatted(Math.max(0, from.toEpochMilli()));
    return ScanRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .filterExpression("begins_with(id, :prefix) AND id >= :least")
        .expressionAttributeValues(
            Map.of(
                ":prefix", AttributeValue.fromS(PREFIX),
                ":least", AttributeValue.fromS(least)));
  }

  private static String digest(byte[] page) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(page);
      return HexFormat.of().formatHex(sha256).substring(0, DIGEST_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
