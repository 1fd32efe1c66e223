package io.fairlead.wiring.aws;

import io.fairlead.aws.artifact.S3Bucket;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.aws.key.KmsSigner;
import io.fairlead.aws.token.DynamoRecords;
import io.fairlead.bucket.BucketStore;
import io.fairlead.bucket.TableManifests;
import io.fairlead.fleet.Cloud;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Signer;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.StoreAdapters;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.KeyPlace;
import io.fairlead.wiring.topology.SigningKey;
import io.fairlead.wiring.topology.TokenStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stores of artifact sets in S3 and of tokens in DynamoDB, and keys of KMS, with the operator's own
 * credentials, a function's, or as another cloud's passport is known there.
 */
public final class AwsStores implements StoreAdapters {
  private final @Nullable AwsAccess access;
  private final AwsCredentialsProvider operators;
  private @Nullable ContentClients clients;
  private @Nullable AwsClients quick;

  /** With the credentials that AWS's own tools would find. */
  public AwsStores() {
    this.access = null;
    this.operators = DefaultCredentialsProvider.builder().build();
  }

  /** As a function reaches AWS. */
  public AwsStores(AwsAccess access) {
    this.access = access;
    this.operators = access.credentials();
  }

  @Override
  public boolean serves(ArtifactPlace place) {
    return place instanceof ArtifactPlace.S3;
  }

  @Override
  public Optional<String> bar(Opening opening) {
    if (opening.passport(Cloud.AZURE).isPresent()) {
      return Optional.empty();
    }
    OperatorCredentials operator = new OperatorCredentials(System.getenv());
    try {
      operators.resolveCredentials();
      return Optional.empty();
    } catch (SdkException _) {
      return Optional.of(
          "no credentials for AWS: " + operator.none() + " has any; " + operator.remedy() + ".");
    }
  }

  @Override
  public CollectableStore open(ArtifactPlace place, Opening opening, Lanes lanes) {
    return new BucketStore(bucket(place, opening), lanes);
  }

  @Override
  public ObjectBucket bucket(ArtifactPlace place, Opening opening) {
    if (!(place instanceof ArtifactPlace.S3(var location, var bucket, var prefix))) {
      throw new IllegalArgumentException("no bucket of S3: " + place.text());
    }
    return new S3Bucket(clients(opening, location), new S3Bucket.Place(location, bucket, prefix));
  }

  @Override
  public boolean serves(TokenStore store) {
    return store instanceof TokenStore.Dynamo;
  }

  @Override
  public ManifestStore open(TokenStore store, Opening opening) {
    if (!(store instanceof TokenStore.Dynamo(var location, var table))) {
      throw new IllegalArgumentException("no table of DynamoDB: " + store.text());
    }
    return new TableManifests(
        new DynamoRecords(quick(opening, location), new DynamoRecords.Place(location, table)));
  }

  @Override
  public boolean serves(KeyPlace place) {
    return place instanceof KeyPlace.Kms;
  }

  @Override
  public Signer signer(SigningKey key, Opening opening) {
    if (!(key.place() instanceof KeyPlace.Kms kms)) {
      throw new IllegalArgumentException("no key of KMS: " + key.place().text());
    }
    return new KmsSigner(
        quick(opening, kms.location()), new KmsSigner.Key(key.id(), kms.location(), kms.arn()));
  }

  /** Clients whose calls are as short as those of a tick. */
  private synchronized AwsClients quick(Opening opening, String location) {
    AwsClients made = quick;
    if (made == null) {
      made = new AwsClients(reached(opening, location));
      quick = made;
    }
    return made;
  }

  /** A process of another cloud asks the STS beside the first store that it opens. */
  private AwsAccess reached(Opening opening, String location) {
    return access == null
        ? new AwsAccess(
            ForeignAccess.credentials(System.getenv(), List.of(location), opening)
                .orElse(operators),
            Endpoints.of(System.getenv()),
            opening.clock())
        : access;
  }

  private synchronized ContentClients clients(Opening opening, String location) {
    ContentClients made = clients;
    if (made == null) {
      made = new ContentClients(reached(opening, location));
      clients = made;
    }
    return made;
  }
}
