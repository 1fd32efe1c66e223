package io.fairlead.azure.artifact;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.fairlead.artifact.Blob;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.AzureFailure;
import io.fairlead.azure.client.AzureFailure.Kind;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.BlobStream;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Blobs of a container below a prefix. Content carries its SHA-256 as metadata, so that a blob that
 * somebody wrote over shows.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/put-blob">Put Blob</a>
 */
public final class BlobBucket implements ObjectBucket {
  private static final HttpHeaderName TYPE = HttpHeaderName.fromString("x-ms-blob-type");
  private static final HttpHeaderName RANGE = HttpHeaderName.fromString("x-ms-range");
  private static final HttpHeaderName DIGEST = HttpHeaderName.fromString("x-ms-meta-sha256");

  /** What accounts with a hierarchical namespace mark their folders with. */
  private static final HttpHeaderName FOLDER = HttpHeaderName.fromString("x-ms-meta-hdi_isfolder");

  private static final int PAGE = 5000;

  /** The slowest that content may go, in bytes a second: what is slower is given up. */
  private static final long SLOWEST = 16_384;

  private final AzureClients clients;
  private final BlobStore store;
  private final String prefix;
  private final BlobRequests requests;

  /**
   * The blobs of a store. Nothing is connected yet.
   *
   * @param clients for content
   * @param prefix of their names, without a final slash; empty = the whole container
   */
  public BlobBucket(AzureClients clients, BlobStore store, String prefix) {
    this.clients = clients;
    this.store = store;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
    this.requests = new BlobRequests(clients, store);
  }

  @Override
  public String name() {
    String container = store.account().name() + "/" + store.container();
    return prefix.isEmpty()
        ? container
        : container + "/" + prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public Reading<Optional<Small>> get(String key, int most, Instant deadline) {
    return asked(
        new Asked("Get Blob", key, deadline),
        time -> {
          HttpRequest get = new HttpRequest(HttpMethod.GET, url(key));
          get.setHeader(RANGE, "bytes=0-" + (most - 1));
          try (HttpResponse answer = requests.send(get, time);
              InputStream body = answer.getBodyAsBinaryData().toStream()) {
            return new Small(body.readNBytes(most), answer.getHeaderValue(HttpHeaderName.ETAG));
          } catch (IOException e) {
            throw new IllegalStateException("the answer broke off", e);
          }
        });
  }

  @Override
  public Reading<Optional<Seen>> look(String key, Instant deadline) {
    return asked(
        new Asked("Get Blob Properties", key, deadline),
        time -> {
          try (HttpResponse answer =
              requests.send(new HttpRequest(HttpMethod.HEAD, url(key)), time)) {
            String digest = answer.getHeaderValue(DIGEST);
            return new Seen(
                Long.parseLong(answer.getHeaderValue(HttpHeaderName.CONTENT_LENGTH)),
                digest == null ? "" : digest);
          }
        });
  }

  @Override
  public ApplyOutcome put(String key, byte[] body, Condition condition, Instant deadline) {
    HttpRequest put = new HttpRequest(HttpMethod.PUT, url(key));
    switch (condition) {
      case Condition.Absent() -> put.setHeader(HttpHeaderName.IF_NONE_MATCH, "*");
      case Condition.Tagged(String tag) -> put.setHeader(HttpHeaderName.IF_MATCH, tag);
      case Condition.Always() -> {}
    }
    return sent(new Asked("Put Blob", key, deadline), put, BinaryData.fromBytes(body));
  }

  @Override
  public ApplyOutcome upload(String key, Blob blob, BlobStream content, Instant deadline) {
    LastBytesHeld stream = new LastBytesHeld(content);
    HttpRequest put = new HttpRequest(HttpMethod.PUT, url(key));
    put.setHeader(DIGEST, blob.digest().hex());
    BinaryData body =
        blob.length() == 0
            ? BinaryData.fromBytes(new byte[0])
            : BinaryData.fromStream(stream, blob.length());
    ApplyOutcome outcome = sent(new Asked("Put Blob", key, deadline), put, body);
    RuntimeException thrown = stream.thrown();
    if (thrown != null) {
      throw thrown;
    }
    return outcome;
  }

  @Override
  public Reading<Optional<Stated>> stated(String key, Instant deadline) {
    return asked(
        new Asked("Get Blob Properties", key, deadline),
        time -> {
          try (HttpResponse answer =
              requests.send(new HttpRequest(HttpMethod.HEAD, url(key)), time)) {
            String tag = answer.getHeaderValue(HttpHeaderName.ETAG);
            // The service keeps MD5 alone, and that only as a writer said it.
            return new Stated(tag(tag), "", "true".equals(answer.getHeaderValue(FOLDER)));
          }
        });
  }

  @Override
  public Reading<BlobStream> open(String key, Instant deadline) {
    return opened(key, new HttpRequest(HttpMethod.GET, url(key)), deadline);
  }

  @Override
  public Reading<BlobStream> openAs(String key, String tag, Instant deadline) {
    HttpRequest get = new HttpRequest(HttpMethod.GET, url(key));
    return opened(key, get.setHeader(HttpHeaderName.IF_MATCH, tag), deadline);
  }

  private Reading<BlobStream> opened(String key, HttpRequest get, Instant deadline) {
    Reading<Optional<BlobStream>> opened =
        asked(
            new Asked("Get Blob", key, deadline),
            time -> new AnsweredStream(named(key), requests.send(get, time)));
    return switch (opened) {
      case Reading.Unreadable<Optional<BlobStream>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<BlobStream>>(Optional<BlobStream> stream) ->
          stream
              .<Reading<BlobStream>>map(Reading.Known::new)
              .orElseGet(() -> new Reading.Unreadable<>("there is no " + named(key)));
    };
  }

  @Override
  public ApplyOutcome delete(String key, Instant deadline) {
    Optional<Duration> time = clients.budget(deadline);
    if (time.isEmpty()) {
      return new ApplyOutcome.Expired();
    }
    Asked asked = new Asked("Delete Blob", key, deadline);
    try (HttpResponse _ = requests.send(new HttpRequest(HttpMethod.DELETE, url(key)), time.get())) {
      return new ApplyOutcome.Accepted();
    } catch (RuntimeException e) {
      // See above.
      AzureFailure failure = requests.failure(e, asked.operation(), prefix + key);
      return failure.kind() == Kind.ABSENT ? new ApplyOutcome.Accepted() : outcome(failure, asked);
    }
  }

  @Override
  public Reading<Page> list(String prefix, String from, Instant deadline) {
    Reading<Optional<Page>> page =
        asked(new Asked("List Blobs", prefix, deadline), time -> page(prefix, from, time));
    return switch (page) {
      case Reading.Unreadable<Optional<Page>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<Page>>(Optional<Page> known) ->
          known
              .<Reading<Page>>map(Reading.Known::new)
              .orElseGet(() -> new Reading.Unreadable<>("there is no container " + name()));
    };
  }

  private Page page(String wanted, String from, Duration time) {
    ListBlobsOptions options =
        new ListBlobsOptions().setPrefix(prefix + wanted).setMaxResultsPerPage(PAGE);
    PagedIterable<BlobItem> blobs = requests.container().listBlobs(options, time);
    for (PagedResponse<BlobItem> page :
        from.isEmpty() ? blobs.iterableByPage() : blobs.iterableByPage(from)) {
      List<Listed> listed = new ArrayList<>();
      for (BlobItem blob : page.getElements()) {
        listed.add(
            new Listed(
                blob.getName().substring(prefix.length()),
                blob.getProperties().getContentLength(),
                tag(blob.getProperties().getETag()),
                false));
      }
      String next = page.getContinuationToken();
      return new Page(listed, next == null ? "" : next);
    }
    return new Page(List.of(), "");
  }

  /** Lists have tags without the quotation marks that headers have. */
  private static String tag(String written) {
    return written.startsWith("\"") ? written : "\"" + written + "\"";
  }

  private String url(String key) {
    return requests.url(prefix + key);
  }

  private String named(String key) {
    return name() + "/" + key;
  }

  /** A request: its operation, what it is of, and when the answer must be in. */
  private record Asked(String operation, String key, Instant deadline) {}

  /** One read; empty = what was asked for is not there. */
  private <T> Reading<Optional<T>> asked(Asked asked, Function<Duration, T> call) {
    Optional<Duration> time = clients.budget(asked.deadline());
    if (time.isEmpty()) {
      return new Reading.Unreadable<>(AzureClients.NO_TIME + " " + name());
    }
    try {
      return new Reading.Known<>(Optional.of(call.apply(time.get())));
    } catch (RuntimeException e) {
      // Time-outs, cut connections and broken answers come as what the SDK's layers, Reactor and
      // the JDK make of them: no narrower type holds them all.
      AzureFailure failure = requests.failure(e, asked.operation(), prefix + asked.key());
      return switch (failure.kind()) {
        case ABSENT -> new Reading.Known<>(Optional.empty());
        case CHANGED -> new Reading.Unreadable<>(named(asked.key()) + " changed while it was read");
        case RETRY, GIVE_UP, OPERATOR, UNKNOWN -> new Reading.Unreadable<>(failure.sentence());
      };
    }
  }

  private ApplyOutcome sent(Asked asked, HttpRequest put, BinaryData body) {
    Optional<Duration> time = clients.budget(asked.deadline());
    if (time.isEmpty()) {
      return new ApplyOutcome.Expired();
    }
    long length = body.getLength() == null ? 0 : body.getLength();
    put.setHeader(TYPE, "BlockBlob")
        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/octet-stream")
        .setHeader(HttpHeaderName.CONTENT_LENGTH, Long.toString(length))
        .setBody(body);
    try (HttpResponse _ = requests.send(put, time.get().plusSeconds(length / SLOWEST))) {
      return new ApplyOutcome.Accepted();
    } catch (RuntimeException e) {
      // See above.
      return outcome(requests.failure(e, asked.operation(), prefix + asked.key()), asked);
    }
  }

  private ApplyOutcome outcome(AzureFailure failure, Asked asked) {
    return switch (failure.kind()) {
      case CHANGED, ABSENT -> new ApplyOutcome.Conflict("another " + named(asked.key()));
      case RETRY -> new ApplyOutcome.Refused(failure.sentence(), true);
      case GIVE_UP, OPERATOR -> new ApplyOutcome.Refused(failure.sentence(), false);
      case UNKNOWN -> new ApplyOutcome.Unknown(failure.sentence());
    };
  }
}
