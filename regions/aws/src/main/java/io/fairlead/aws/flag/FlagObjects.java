package io.fairlead.aws.flag;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of one flag store: read, create, replace and delete, each under a condition. */
final class FlagObjects {
  private static final int BUSY = 409;
  private static final int CHANGED = 412;
  private static final int NOT_FOUND = 404;

  private final AwsClients clients;
  private final FlagStore store;
  private final Instant deadline;

  FlagObjects(AwsClients clients, FlagStore store, Instant deadline) {
    this.clients = clients;
    this.store = store;
    this.deadline = deadline;
  }

  /** Answer to a read. */
  @SuppressWarnings("ArrayRecordComponent")
  sealed interface Got {
    record There(byte[] body, String etag) implements Got {}

    record Absent() implements Got {}

    record Failed(String why) implements Got {}
  }

  /** Answer to a write. */
  sealed interface Put {
    record Done() implements Put {}

    /** The condition was not met: another write came between. */
    record Changed() implements Put {}

    record Failed(String why) implements Put {}
  }

  Got get(String key) {
    return get(key, key);
  }

  /**
   * Reads an object as one of several.
   *
   * @param told what a failure names, where it is the store's and not this object's
   */
  Got get(String key, String told) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new Got.Failed("no time was left to ask " + store.name());
    }
    try {
      ResponseBytes<GetObjectResponse> object =
          clients
              .s3(store.location())
              .getObjectAsBytes(
                  GetObjectRequest.builder()
                      .bucket(store.bucket())
                      .key(key)
                      .overrideConfiguration(budget.get())
                      .build());
      return new Got.There(object.asByteArray(), object.response().eTag());
    } catch (NoSuchKeyException absent) {
      return new Got.Absent();
    } catch (SdkException e) {
      return new Got.Failed(why(e, "s3:GetObject", told));
    }
  }

  /**
   * Writes an object.
   *
   * @param etag of the object to replace; null = create it where there is none
   */
  Put put(String key, byte[] body, @Nullable String etag) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new Put.Failed("no time was left to ask " + store.name());
    }
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(store.bucket())
            .key(key)
            .contentType("application/json")
            .overrideConfiguration(budget.get());
    if (etag == null) {
      put.ifNoneMatch("*");
    } else {
      put.ifMatch(etag);
    }
    try {
      clients.s3(store.location()).putObject(put.build(), RequestBody.fromBytes(body));
      return new Put.Done();
    } catch (SdkException e) {
      return failed(e, "s3:PutObject", key);
    }
  }

  /** Deletes the object that has this ETag. */
  Put delete(String key, String etag) {
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return new Put.Failed("no time was left to ask " + store.name());
    }
    try {
      clients
          .s3(store.location())
          .deleteObject(
              DeleteObjectRequest.builder()
                  .bucket(store.bucket())
                  .key(key)
                  .ifMatch(etag)
                  .overrideConfiguration(budget.get())
                  .build());
      return new Put.Done();
    } catch (SdkException e) {
      return failed(e, "s3:DeleteObject", key);
    }
  }

  private Put failed(SdkException e, String action, String key) {
    if (e instanceof S3Exception s3
        && (s3.statusCode() == CHANGED || s3.statusCode() == BUSY || s3.statusCode() == NOT_FOUND)
        && !"NoSuchBucket".equals(s3.awsErrorDetails().errorCode())) {
      return new Put.Changed();
    }
    return new Put.Failed(why(e, action, key));
  }

  private String why(SdkException e, String action, String key) {
    return AwsFailure.of(e, action, "s3://" + store.bucket() + "/" + key).sentence();
  }
}
