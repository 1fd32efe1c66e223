package io.fairlead.emulators.artifact;

import io.fairlead.artifact.Blob;
import io.fairlead.aws.artifact.S3Bucket;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.azure.artifact.BlobBucket;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.bucket.BucketStore;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.port.Lanes;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/** Buckets and containers that tests make, and what is done to them behind the stores' backs. */
final class Buckets {
  static final String LOCATION = "eu-west-1";

  private static final String PREFIX = "fleet/artifacts";

  private Buckets() {}

  /** A store in a bucket of S3, which is made. */
  static BucketStore s3(AwsClients clients, ContentClients content, String bucket) {
    clients.s3(LOCATION).createBucket(make -> make.bucket(bucket));
    return existing(content, bucket);
  }

  static BucketStore existing(ContentClients content, String bucket) {
    return new BucketStore(
        new S3Bucket(content, new S3Bucket.Place(LOCATION, bucket, PREFIX)), Lanes.ONE);
  }

  /** Clients for content, by the machine's clock. */
  static ContentClients content(AwsClients clients) {
    AwsAccess access = clients.access();
    return new ContentClients(
        new AwsAccess(access.credentials(), access.endpoints(), InstantSource.system()));
  }

  static void spoil(AwsClients clients, String bucket, Blob blob, byte[] content) {
    clients
        .s3(LOCATION)
        .putObject(
            put -> put.bucket(bucket).key(PREFIX + "/" + key(blob)),
            RequestBody.fromBytes(content));
  }

  /** A store in a container. */
  static BucketStore blobs(BlobStore container) {
    return new BucketStore(new BlobBucket(azure(), container, PREFIX), Lanes.ONE);
  }

  /** Clients of Azure for content. */
  static AzureClients azure() {
    InstantSource clock = InstantSource.system();
    return new AzureClients(
        new AzureAccess(AzureIdentity.of(Map.of(), null, clock), clock), Duration.ofSeconds(20));
  }

  static void spoil(BlobStore container, Blob blob, byte[] content) {
    Azurite.clients()
        .container(container.account(), container.container())
        .getBlobClient(PREFIX + "/" + key(blob))
        .upload(new ByteArrayInputStream(content), content.length, true);
  }

  private static String key(Blob blob) {
    String hex = blob.digest().hex();
    return "sha256/" + hex.substring(0, 2) + "/" + hex;
  }
}
