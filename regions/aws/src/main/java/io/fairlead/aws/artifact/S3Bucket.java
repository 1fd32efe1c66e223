package io.fairlead.aws.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.ContentCalls;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.aws.wire.WireAnswer;
import io.fairlead.aws.wire.WireContent;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.BlobStream;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects of an S3 bucket below a prefix. Content is sent with its SHA-256, which S3 compares with
 * what it got, and carries it as metadata, so that an object that somebody wrote over shows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity</a>
 */
public final class S3Bucket implements ObjectBucket {
  private static final String DIGEST_HEADER = "x-amz-meta-sha256";

  /** Bytes of a key that a URL has as they are. */
  private static final String AS_IT_IS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private static final String TYPE = "application/octet-stream";
  private static final int NOT_FOUND = 404;
  private static final int BUSY = 409;
  private static final int CHANGED = 412;
  private static final int NO_SUCH_RANGE = 416;
  private static final int PAGE = 1000;

  private final ContentClients clients;
  private final Place place;

  /**
   * Where the objects are.
   *
   * @param location of the bucket, as in {@code eu-west-1}
   * @param prefix of their keys, without a final slash; empty = the whole bucket
   */
  public record Place(String location, String bucket, String prefix) {
    private String key(String name) {
      return prefix.isEmpty() ? name : prefix + "/" + name;
    }
  }

  /** The objects of a place. Nothing is connected yet. */
  public S3Bucket(ContentClients clients, Place place) {
    this.clients = clients;
    this.place = place;
  }

  @Override
  public String name() {
    String bucket = "s3://" + place.bucket();
    return place.prefix().isEmpty() ? bucket : bucket + "/" + place.prefix();
  }

  @Override
  public Reading<Optional<Small>> get(String key, int most, Instant deadline) {
    return asked(
        new Asked("s3:GetObject", key, deadline),
        time -> {
          WireAnswer answer =
              sent(SdkHttpMethod.GET, key, Map.of("Range", "bytes=0-" + (most - 1)), time);
          try (WireContent content = answer.content()) {
            return Optional.of(
                new Small(content.readNBytes(most), answer.header("etag").orElse("")));
          } catch (IOException e) {
            throw new Broken(e);
          }
        },
        Optional.of(new Small(new byte[0], "")));
  }

  @Override
  public Reading<Optional<Seen>> look(String key, Instant deadline) {
    return asked(
        new Asked("s3:GetObject", key, deadline),
        time -> {
          WireAnswer answer = sent(SdkHttpMethod.HEAD, key, Map.of(), time);
          return Optional.of(new Seen(answer.length(), answer.header(DIGEST_HEADER).orElse("")));
        },
        Optional.empty());
  }

  @Override
  public ApplyOutcome put(String key, byte[] body, Condition condition, Instant deadline) {
    Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", TYPE));
    switch (condition) {
      case Condition.Absent() -> headers.put("If-None-Match", "*");
      case Condition.Tagged(String tag) -> headers.put("If-Match", tag);
      case Condition.Always() -> {}
    }
    String hex = ContentDigest.of(body).hex();
    return sent(
        key,
        deadline,
        body.length,
        time ->
            put(
                new Put(key, headers, time),
                new ContentCalls.Body(new ByteArrayInputStream(body), body.length, hex)));
  }

  @Override
  public ApplyOutcome upload(String key, Blob blob, BlobStream content, Instant deadline) {
    LastBytesHeld stream = new LastBytesHeld(content, blob.length());
    String hex = blob.digest().hex();
    ApplyOutcome outcome =
        sent(
            key,
            deadline,
            blob.length(),
            time ->
                put(
                    new Put(key, Map.of("Content-Type", TYPE, DIGEST_HEADER, hex), time),
                    new ContentCalls.Body(stream, blob.length(), hex)));
    RuntimeException thrown = stream.thrown();
    if (thrown != null) {
      throw thrown;
    }
    return outcome;
  }

  @Override
  public Reading<Optional<Stated>> stated(String key, Instant deadline) {
    return asked(
        new Asked("s3:GetObject", key, deadline),
        time ->
            Optional.of(
                StatedObject.of(sent(SdkHttpMethod.HEAD, key, StatedObject.WITH_CHECKSUM, time))),
        Optional.empty());
  }

  @Override
  public Reading<BlobStream> open(String key, Instant deadline) {
    return opened(key, Map.of(), deadline);
  }

  @Override
  public Reading<BlobStream> openAs(String key, String tag, Instant deadline) {
    return opened(key, Map.of("If-Match", tag), deadline);
  }

  private Reading<BlobStream> opened(String key, Map<String, String> headers, Instant deadline) {
    return switch (asked(
        new Asked("s3:GetObject", key, deadline),
        time ->
            Optional.<BlobStream>of(
                new S3Stream(named(key), sent(SdkHttpMethod.GET, key, headers, time))),
        Optional.empty())) {
      case Reading.Unreadable<Optional<BlobStream>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<BlobStream>>(Optional<BlobStream> stream) ->
          stream
              .<Reading<BlobStream>>map(Reading.Known::new)
              .orElseGet(() -> new Reading.Unreadable<>("there is no " + named(key)));
    };
  }

  @Override
  public ApplyOutcome delete(String key, Instant deadline) {
    Optional<Duration> time = clients.limit(deadline, 0);
    if (time.isEmpty()) {
      return new ApplyOutcome.Expired();
    }
    try {
      clients
          .calls()
          .send(request(SdkHttpMethod.DELETE, key, Map.of(), time.get()), null)
          .content()
          .close();
      return new ApplyOutcome.Accepted();
    } catch (NoSuchKeyException absent) {
      return new ApplyOutcome.Accepted();
    } catch (SdkException e) {
      return failure(e, "s3:DeleteObject", key).outcome();
    }
  }

  @Override
  public Reading<Page> list(String prefix, String from, Instant deadline) {
    Asked asked = new Asked("s3:ListBucket", prefix, deadline);
    return switch (asked(asked, time -> Optional.of(page(prefix, from, time)), Optional.empty())) {
      case Reading.Unreadable<Optional<Page>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<Optional<Page>>(Optional<Page> page) ->
          page.<Reading<Page>>map(Reading.Known::new)
              .orElseGet(() -> new Reading.Unreadable<>("there is no bucket " + name()));
    };
  }

  private Page page(String prefix, String from, Duration time) {
    int own = place.key("").length();
    ListObjectsV2Response answer =
        s3().listObjectsV2(
                it ->
                    it.bucket(place.bucket())
                        .prefix(place.key(prefix))
                        .continuationToken(from.isEmpty() ? null : from)
                        .maxKeys(PAGE)
                        .overrideConfiguration(ContentClients.within(time)));
    String next = answer.nextContinuationToken();
    return new Page(
        answer.contents().stream().map(object -> StatedObject.listed(object, own)).toList(),
        next == null ? "" : next);
  }

  private S3Client s3() {
    return clients.s3(place.location());
  }

  private String named(String key) {
    return name() + "/" + key;
  }

  /** What is written where, but for its bytes. */
  private record Put(String key, Map<String, String> headers, Duration limit) {}

  private void put(Put put, ContentCalls.Body body) {
    clients
        .calls()
        .putObject(request(SdkHttpMethod.PUT, put.key(), put.headers(), put.limit()), body)
        .content()
        .close();
  }

  /** One of the requests of each object. */
  private WireAnswer sent(
      SdkHttpMethod method, String key, Map<String, String> headers, Duration limit) {
    return clients.calls().getObject(request(method, key, headers, limit));
  }

  private ContentCalls.Request request(
      SdkHttpMethod method, String key, Map<String, String> headers, Duration limit) {
    return new ContentCalls.Request(method, at(key), place.location(), headers, limit);
  }

  /** Where an object is; what a key of ours consists of and a prefix may, percent-encoded. */
  private URI at(String key) {
    StringBuilder path = new StringBuilder();
    for (byte each : place.key(key).getBytes(StandardCharsets.UTF_8)) {
      if (AS_IT_IS.indexOf(each) >= 0) {
        path.append((char) each);
      } else {
        path.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return URI.create(clients.base(place.location(), place.bucket()) + path.toString());
  }

  /** A read: its action, what it is of, and when the answer must be in. */
  private record Asked(String action, String key, Instant deadline) {}

  /** An answer that broke off. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(IOException cause) {
      super(cause);
    }
  }

  /**
   * One read.
   *
   * @param nothing what an object without a byte answers where some are asked for
   */
  private <T> Reading<Optional<T>> asked(
      Asked asked, Function<Duration, Optional<T>> call, Optional<T> nothing) {
    Optional<Duration> time = clients.limit(asked.deadline(), 0);
    if (time.isEmpty()) {
      return new Reading.Unreadable<>(AwsClients.NO_TIME + " " + name());
    }
    try {
      return new Reading.Known<>(call.apply(time.get()));
    } catch (NoSuchKeyException absent) {
      return new Reading.Known<>(Optional.empty());
    } catch (Broken broken) {
      return new Reading.Unreadable<>(named(asked.key()) + ": the answer broke off");
    } catch (SdkException e) {
      if (e instanceof S3Exception s3 && s3.statusCode() == NO_SUCH_RANGE) {
        return new Reading.Known<>(nothing);
      }
      if (e instanceof S3Exception s3 && s3.statusCode() == CHANGED) {
        return new Reading.Unreadable<>(named(asked.key()) + " changed while it was read");
      }
      return new Reading.Unreadable<>(failure(e, asked.action(), asked.key()).sentence());
    }
  }

  private ApplyOutcome sent(String key, Instant deadline, long length, Consumer<Duration> call) {
    Optional<Duration> time = clients.limit(deadline, length);
    if (time.isEmpty()) {
      return new ApplyOutcome.Expired();
    }
    try {
      call.accept(time.get());
      return new ApplyOutcome.Accepted();
    } catch (S3Exception e) {
      return isChanged(e)
          ? new ApplyOutcome.Conflict("another " + named(key))
          : failure(e, "s3:PutObject", key).outcome();
    } catch (SdkException e) {
      return failure(e, "s3:PutObject", key).outcome();
    }
  }

  /** 409: another write of it was under way; 404: it was deleted meanwhile. */
  private static boolean isChanged(S3Exception e) {
    return e.statusCode() == CHANGED
        || e.statusCode() == BUSY
        || (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(e.awsErrorDetails().errorCode()));
  }

  private AwsFailure failure(SdkException e, String action, String key) {
    return AwsFailure.of(e, action, named(key));
  }
}
