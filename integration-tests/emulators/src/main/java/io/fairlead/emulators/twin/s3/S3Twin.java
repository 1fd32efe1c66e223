package io.fairlead.emulators.twin.s3;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.Xml;
import io.fairlead.emulators.twin.s3.BucketPolicy.Ask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * S3's buckets, named in the path: strongly consistent reads; writes and deletions under {@code
 * If-Match} and {@code If-None-Match}, of which exactly one of several that race succeeds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">Conditional
 *     requests</a>
 */
public final class S3Twin implements Service {
  private static final String META = "x-amz-meta-";
  private static final String SECURE = "aws:SecureTransport";

  private final TwinClock clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<String, BucketPolicy> policies = new ConcurrentHashMap<>();

  /** No buckets, under a clock. */
  public S3Twin(TwinClock clock) {
    this.clock = clock;
  }

  /** Makes a bucket in a region. */
  public void bucket(String region, String name) {
    buckets.put(name, new Bucket(region, clock));
  }

  /**
   * Puts a bucket's policy, which holds for the account's own requests as well. Requests come by
   * HTTPS unless {@code X-Forwarded-Proto} says otherwise; health checks of flags by HTTP.
   *
   * @throws IllegalArgumentException where it says what is not understood here
   */
  public void policy(String bucket, JsonNode document) {
    policies.put(bucket, BucketPolicy.parse(document));
  }

  /** Puts an object by hand, under no condition; null deletes it. */
  public void put(String bucket, String key, byte @Nullable [] bytes) {
    Bucket in = found(bucket);
    synchronized (in) {
      in.set(key, bytes == null ? null : new Stored(bytes, new TreeMap<>()));
    }
  }

  /** Forgets what changed in the buckets at an instant and after it. */
  public void rewind(Instant to) {
    buckets.values().forEach(bucket -> bucket.rewind(to));
  }

  /** The bytes of an object now; empty where there is none. */
  public Optional<byte[]> object(String bucket, String key) {
    return Optional.ofNullable(found(bucket).now().get(key)).map(Stored::bytes);
  }

  /** Whether a public GET found the object at an instant: what a health check sees. */
  public boolean isThere(String bucket, String key, Instant at) {
    Bucket in = buckets.get(bucket);
    BucketPolicy policy = policies.get(bucket);
    return in != null
        && in.at(at).containsKey(key)
        && (policy == null
            || isOpen(policy, new Ask("s3:GetObject", arn(bucket, key), Map.of(SECURE, "false"))));
  }

  @Override
  public String operation(Request request) {
    boolean object = Place.of(request.path()).key() != null;
    return switch (request.method()) {
      case "PUT" -> object ? "PutObject" : "CreateBucket";
      case "DELETE" -> object ? "DeleteObject" : "DeleteBucket";
      case "HEAD" -> object ? "HeadObject" : "HeadBucket";
      default -> object ? "GetObject" : "ListBucket";
    };
  }

  @Override
  public Refusal stranger() {
    return new Refusal(
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    Place place = Place.of(call.path());
    if (call.operation().equals("CreateBucket")) {
      return created(place.bucket(), call);
    }
    Bucket bucket = found(place.bucket());
    refuseElsewhere(bucket, place.bucket(), call);
    refuseByPolicy(place, call);
    synchronized (bucket) {
      return switch (call.operation()) {
        case "PutObject" -> put(bucket, place, call.request());
        case "DeleteObject" -> delete(bucket, place, call.request());
        case "GetObject", "HeadObject" -> get(bucket, place);
        case "DeleteBucket" -> deleted(bucket, place.bucket());
        case "HeadBucket" -> new Reply(200, "");
        default -> list(bucket, place.bucket(), call.parameter("prefix"));
      };
    }
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    Xml xml = new Xml();
    xml.in(
        "Error",
        () ->
            xml.put("Code", refusal.code())
                .put("Message", refusal.getMessage())
                .put("RequestId", requestId));
    return xml.toString();
  }

  private record Place(String bucket, @Nullable String key) {
    static Place of(String path) {
      String[] parts = path.substring(1).split("/", 2);
      return new Place(parts[0], parts.length < 2 || parts[1].isEmpty() ? null : parts[1]);
    }

    String object() {
      return java.util.Objects.requireNonNull(key);
    }
  }

  private Bucket found(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    return bucket;
  }

  private Reply created(String name, Call call) {
    if (buckets.putIfAbsent(name, new Bucket(call.region(), clock)) != null) {
      throw new Refusal(409, "BucketAlreadyOwnedByYou", "You own " + name + " already.");
    }
    return new Reply(200, "");
  }

  private Reply deleted(Bucket bucket, String name) {
    if (!bucket.now().isEmpty()) {
      throw new Refusal(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    buckets.remove(name);
    return new Reply(204, "");
  }

  /** A bucket is reached through its own region; nobody who does not sign says through which. */
  private static void refuseElsewhere(Bucket bucket, String name, Call call) {
    if (!call.region().isEmpty() && !call.region().equals(bucket.region())) {
      throw new Refusal(
          301,
          "PermanentRedirect",
          name + " must be addressed by the endpoint of " + bucket.region());
    }
  }

  /** A denial counts for everybody; whoever does not sign may do what is allowed to everybody. */
  private void refuseByPolicy(Place place, Call call) {
    BucketPolicy policy = policies.get(place.bucket());
    if (policy == null) {
      return;
    }
    Map<String, String> keys = new TreeMap<>();
    boolean clear = call.request().header("x-forwarded-proto").equals("http");
    keys.put(SECURE, Boolean.toString(!clear));
    for (String condition : List.of("if-none-match", "if-match")) {
      if (!call.request().header(condition).isEmpty()) {
        keys.put("s3:" + condition, call.request().header(condition));
      }
    }
    Ask ask =
        new Ask(
            "s3:" + call.operation().replace("Head", "Get"),
            arn(place.bucket(), place.key()),
            keys);
    boolean refused = call.account().isEmpty() ? !isOpen(policy, ask) : policy.denies(ask);
    // Whoever may not list is not told what is absent.
    boolean hidden =
        call.account().isEmpty()
            && !found(place.bucket()).now().containsKey(String.valueOf(place.key()))
            && !isOpen(policy, new Ask("s3:ListBucket", arn(place.bucket(), null), keys));
    if (refused || hidden) {
      throw new Refusal(403, "AccessDenied", "Access Denied");
    }
  }

  private static boolean isOpen(BucketPolicy policy, Ask ask) {
    return policy.allows(ask) && !policy.denies(ask);
  }

  private static String arn(String bucket, @Nullable String key) {
    return "arn:aws:s3:::" + bucket + (key == null ? "" : "/" + key);
  }

  private Reply put(Bucket bucket, Place place, Request request) {
    Stored there = bucket.now().get(place.object());
    String match = request.header("if-match");
    if (!match.isEmpty() && there == null) {
      throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
    }
    boolean changed = there != null && !match.isEmpty() && !there.etag().equals(quoted(match));
    boolean taken = there != null && request.header("if-none-match").equals("*");
    if (changed || taken) {
      throw conditionFailed();
    }
    SortedMap<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            (header, value) -> {
              if (header.startsWith(META) || header.equals("content-type")) {
                headers.put(header, value);
              }
            });
    headers.put("Last-Modified", clock.http());
    Stored object = new Stored(Chunks.body(request), headers);
    bucket.set(place.object(), object);
    return new Reply(200, new TreeMap<>(Map.of("ETag", object.etag())), new byte[0]);
  }

  private static Reply delete(Bucket bucket, Place place, Request request) {
    Stored there = bucket.now().get(place.object());
    String match = request.header("if-match");
    if (!match.isEmpty() && there == null) {
      throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
    }
    if (there != null
        && !match.isEmpty()
        && !match.equals("*")
        && !there.etag().equals(quoted(match))) {
      throw conditionFailed();
    }
    bucket.set(place.object(), null);
    return new Reply(204, "");
  }

  private static Reply get(Bucket bucket, Place place) {
    Stored there = bucket.now().get(place.object());
    if (there == null) {
      throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
    }
    SortedMap<String, String> headers = new TreeMap<>(there.headers());
    headers.put("ETag", there.etag());
    return new Reply(200, headers, there.bytes());
  }

  private static Reply list(Bucket bucket, String name, String prefix) {
    Xml xml = new Xml();
    xml.in(
        "ListBucketResult",
        () -> {
          xml.put("Name", name).put("Prefix", prefix).put("IsTruncated", false);
          bucket
              .now()
              .forEach(
                  (key, object) -> {
                    if (key.startsWith(prefix)) {
                      xml.in(
                          "Contents",
                          () ->
                              xml.put("Key", key)
                                  .put("ETag", object.etag())
                                  .put("Size", object.bytes().length));
                    }
                  });
        });
    return new Reply(200, xml.toString());
  }

  private static Refusal conditionFailed() {
    return new Refusal(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  }

  private static String quoted(String etag) {
    return etag.startsWith("\"") ? etag : '"' + etag + '"';
  }
}
