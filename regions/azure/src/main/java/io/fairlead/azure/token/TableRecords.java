package io.fairlead.azure.token;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ObjectBucket.Small;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records as entities of a table: the row is the partition, so that it is kept together. A record
 * is created by an insert, and replaced where its ETag is the one that was read.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api">Table
 *     service REST API</a>
 */
public final class TableRecords implements RecordTable {
  /** Of one property; an entity has 1 MiB in all. */
  private static final int PIECE = 64 << 10;

  private static final int PIECES = 15;
  private static final String BODY = "body";
  private static final String ABSENT = "ResourceNotFound";
  private static final int MOST_ANSWERED = 4 << 20;
  private static final int REFUSED = 300;
  private static final int NOT_FOUND = 404;
  private static final int EXISTS = 409;
  private static final int CHANGED = 412;

  private final TableRequests requests;
  private final AzureClients clients;
  private final Place place;

  /**
   * Where the entities are.
   *
   * @param account whose endpoint is that of its tables
   * @param table its name, letters and digits
   */
  public record Place(StorageAccount account, String table) {}

  /** The records of a table. Nothing is connected yet. */
  public TableRecords(AzureClients clients, Place place) {
    this.clients = clients;
    this.place = place;
    this.requests = new TableRequests(clients, place.account());
  }

  @Override
  public String name() {
    return "table " + place.table() + " of " + place.account().name();
  }

  @Override
  public int room() {
    return PIECE * PIECES;
  }

  @Override
  public Reading<Optional<Small>> get(Key key, Instant deadline) {
    Optional<Duration> time = clients.budget(deadline);
    if (time.isEmpty()) {
      return new Reading.Unreadable<>(AzureClients.NO_TIME + " " + name());
    }
    try (HttpResponse answer =
        requests.send(new HttpRequest(HttpMethod.GET, url(key)), time.get())) {
      byte[] body = answer.getBodyAsBinaryData().toStream().readNBytes(MOST_ANSWERED);
      if (answer.getStatusCode() < REFUSED) {
        return small(key, body, String.valueOf(answer.getHeaderValue(HttpHeaderName.ETAG)));
      }
      String code = TableRequests.code(answer, body);
      return answer.getStatusCode() == NOT_FOUND && code.equals(ABSENT)
          ? new Reading.Known<>(Optional.empty())
          : new Reading.Unreadable<>(refused("Get Entity", key, answer, code).sentence());
    } catch (IOException _) {
      return new Reading.Unreadable<>(named(key) + ": the answer broke off");
    } catch (RuntimeException e) {
      // Time-outs, cut connections and broken answers come as what the SDK's layers, Reactor and
      // the JDK make of them: no narrower type holds them all.
      return new Reading.Unreadable<>(requests.failure(e, "Get Entity", named(key)).sentence());
    }
  }

  @Override
  public ApplyOutcome put(Key key, byte[] body, @Nullable String expected, Instant deadline) {
    Optional<Duration> time = clients.budget(deadline);
    if (time.isEmpty()) {
      return new ApplyOutcome.Expired();
    }
    String operation = expected == null ? "Insert Entity" : "Update Entity";
    HttpRequest put =
        expected == null
            ? new HttpRequest(HttpMethod.POST, table())
                .setHeader(HttpHeaderName.PREFER, "return-no-content")
            : new HttpRequest(HttpMethod.PUT, url(key))
                .setHeader(HttpHeaderName.IF_MATCH, expected);
    put.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(entity(key, body));
    try (HttpResponse answer = requests.send(put, time.get())) {
      if (answer.getStatusCode() < REFUSED) {
        return new ApplyOutcome.Accepted();
      }
      String code = TableRequests.code(answer, answer.getBodyAsBinaryData().toBytes());
      return isChanged(answer.getStatusCode(), code)
          ? new ApplyOutcome.Conflict("another " + named(key))
          : outcome(refused(operation, key, answer, code));
    } catch (RuntimeException e) {
      // See above.
      return outcome(requests.failure(e, operation, named(key)));
    }
  }

  private static boolean isChanged(int status, String code) {
    return (status == EXISTS && code.equals("EntityAlreadyExists"))
        || status == CHANGED
        || (status == NOT_FOUND && code.equals(ABSENT));
  }

  private static ApplyOutcome outcome(AzureFailure failure) {
    return switch (failure.kind()) {
      case RETRY -> new ApplyOutcome.Refused(failure.sentence(), true);
      case CHANGED, ABSENT, GIVE_UP, OPERATOR ->
          new ApplyOutcome.Refused(failure.sentence(), false);
      case UNKNOWN -> new ApplyOutcome.Unknown(failure.sentence());
    };
  }

  private AzureFailure refused(String operation, Key key, HttpResponse answer, String code) {
    return AzureFailure.answered(
        answer.getStatusCode(), code, requests.call(operation, named(key)));
  }

  private static byte[] entity(Key key, byte[] body) {
    ObjectNode entity = JsonMapper.shared().createObjectNode();
    entity.put("PartitionKey", key.row()).put("RowKey", key.name());
    for (int piece = 0; piece * PIECE < body.length; piece++) {
      int from = piece * PIECE;
      byte[] some = Arrays.copyOfRange(body, from, Math.min(body.length, from + PIECE));
      entity.put(BODY + piece + "@odata.type", "Edm.Binary");
      entity.put(BODY + piece, Base64.getEncoder().encodeToString(some));
    }
    return entity.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Reading<Optional<Small>> small(Key key, byte[] answered, String tag) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      JsonNode entity = JsonMapper.shared().readTree(answered);
      for (int piece = 0; entity.has(BODY + piece); piece++) {
        body.writeBytes(Base64.getDecoder().decode(entity.path(BODY + piece).asString("")));
      }
    } catch (JacksonException | IllegalArgumentException notOurs) {
      return noRecord(key);
    }
    return body.size() == 0
        ? noRecord(key)
        : new Reading.Known<>(Optional.of(new Small(body.toByteArray(), tag)));
  }

  private Reading<Optional<Small>> noRecord(Key key) {
    return new Reading.Unreadable<>(
        named(key) + " is no record: it needs bytes in the property 'body0'");
  }

  private String table() {
    return place.account().endpoint() + "/" + place.table();
  }

  private String url(Key key) {
    return "%s(PartitionKey='%s',RowKey='%s')".formatted(table(), key.row(), key.name());
  }

  private String named(Key key) {
    return "entity " + key.name() + " of " + key.row() + " in " + name();
  }
}
