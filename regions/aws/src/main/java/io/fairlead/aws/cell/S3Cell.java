package io.fairlead.aws.cell;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A cell in one S3 object: a first line with its version, then the value. A write names the ETag of
 * the object that it replaces. An ETag may be no more than a digest of the bytes, so that the
 * version has to be among them: else a value that comes back would be the same object again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class S3Cell implements CasCell {
  private static final Pattern HEAD = Pattern.compile("fairlead-cell version=([1-9][0-9]{0,17})");
  private static final int LONGEST_HEAD = 64;
  private static final int NOT_FOUND = 404;
  private static final int BUSY = 409;
  private static final int CHANGED = 412;

  private final AwsClients clients;
  private final Place place;

  /**
   * Where the object is.
   *
   * @param location of the bucket, as in {@code eu-west-1}; its failure domain too
   */
  public record Place(String location, String bucket, String key) {}

  /** The cell at a place. Nothing is connected yet. */
  public S3Cell(AwsClients clients, Place place) {
    this.clients = clients;
    this.place = place;
  }

  @Override
  public CellRead read(Instant deadline) {
    return get(deadline).read();
  }

  @Override
  public CellCas cas(long expected, byte[] next, Instant deadline) {
    Got now = get(deadline);
    return switch (now.read()) {
      case CellRead.Unknown(String why) -> new CellCas.Unknown(why);
      case CellRead.Empty empty when expected != 0 -> new CellCas.Conflict(empty);
      case CellRead.Value value when value.version() != expected -> new CellCas.Conflict(value);
      case CellRead.Empty _, CellRead.Value _ -> put(expected, next, now.etag(), deadline);
    };
  }

  @Override
  public String failureDomain() {
    return "aws/" + place.location();
  }

  /** An answer with the ETag to name in a write; null = there is no object. */
  private record Got(CellRead read, @Nullable String etag) {}

  private Got get(Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new Got(new CellRead.Unknown(AwsClients.NO_TIME), null);
    }
    try {
      return got(
          clients
              .s3(place.location())
              .getObjectAsBytes(
                  GetObjectRequest.builder()
                      .bucket(place.bucket())
                      .key(place.key())
                      .overrideConfiguration(budget.get())
                      .build()));
    } catch (NoSuchKeyException absent) {
      return new Got(new CellRead.Empty(), null);
    } catch (SdkException e) {
      return new Got(
          new CellRead.Unknown(AwsFailure.of(e, "s3:GetObject", name()).sentence()), null);
    }
  }

  private Got got(ResponseBytes<GetObjectResponse> object) {
    byte[] bytes = object.asByteArray();
    int end = 0;
    while (end < bytes.length && end < LONGEST_HEAD && bytes[end] != '\n') {
      end++;
    }
    Matcher head = HEAD.matcher(new String(bytes, 0, end, StandardCharsets.US_ASCII));
    if (!head.matches()) {
      return new Got(
          new CellRead.Unknown(
              name() + " is not a cell: its first line is not 'fairlead-cell version=N'"),
          null);
    }
    byte[] value = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
    return new Got(
        new CellRead.Value(Long.parseLong(head.group(1)), value), object.response().eTag());
  }

  private static byte[] body(long version, byte[] value) {
    byte[] head = ("fairlead-cell version=" + version + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] body = Arrays.copyOf(head, head.length + value.length);
    System.arraycopy(value, 0, body, head.length, value.length);
    return body;
  }

  private CellCas put(long expected, byte[] next, @Nullable String etag, Instant deadline) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new CellCas.Unknown(AwsClients.NO_TIME);
    }
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .overrideConfiguration(budget.get());
    if (etag == null) {
      put.ifNoneMatch("*");
    } else {
      put.ifMatch(etag);
    }
    try {
      clients
          .s3(place.location())
          .putObject(put.build(), RequestBody.fromBytes(body(expected + 1, next)));
      return new CellCas.Ok(expected + 1);
    } catch (S3Exception e) {
      // 409: another write of the object was under way; 404: it was deleted meanwhile.
      return e.statusCode() == CHANGED || e.statusCode() == BUSY || e.statusCode() == NOT_FOUND
          ? new CellCas.Conflict(read(deadline))
          : unknown(e);
    } catch (SdkException e) {
      return unknown(e);
    }
  }

  private CellCas unknown(SdkException e) {
    return new CellCas.Unknown(AwsFailure.of(e, "s3:PutObject", name()).sentence());
  }

  private String name() {
    return "s3://" + place.bucket() + "/" + place.key();
  }
}
