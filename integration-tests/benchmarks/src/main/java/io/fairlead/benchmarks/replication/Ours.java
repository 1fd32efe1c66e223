package io.fairlead.benchmarks.replication;

import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.Publication;
import io.fairlead.artifact.PublishTerms;
import io.fairlead.artifact.SetId;
import io.fairlead.artifact.TrustedKey;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.aws.artifact.S3Bucket;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.ContentClients;
import io.fairlead.bucket.BucketStore;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.PublishCycle;
import io.fairlead.cycle.PublishReport;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.port.ArtifactSource;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.register.VirtualThreads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Fairlead's own parts over one store: the master's, and what a region's process has. */
final class Ours implements AutoCloseable {
  /** Objects at a time, unless the command line says otherwise. */
  static final String PARALLEL = "16";

  static final String REGION = "b";
  private static final String MASTER = "a";
  static final String KEY = "master";

  private final String publicKey;
  private final ManifestGate gate;
  private final ContentClients clients;
  private final VirtualThreads threads = new VirtualThreads();
  private final Lanes lanes = new Lanes(threads, Integer.parseInt(PARALLEL));

  /** Over the store at an endpoint, believing what one key signed. */
  Ours(URI endpoint, String publicKey) {
    this.publicKey = publicKey;
    this.clients =
        new ContentClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(StoreProcess.ACCOUNT, StoreProcess.SECRET)),
                (service, location) -> Optional.of(endpoint),
                InstantSource.system()));
    TreeMap<String, TrustedKey> trusted = new TreeMap<>();
    trusted.put(KEY, TrustedKey.parse(publicKey));
    this.gate = new ManifestGate(new SetId("fleet", "gateway"), MASTER, new TrustedKeys(trusted));
  }

  ManifestGate gate() {
    return gate;
  }

  Lanes lanes() {
    return lanes;
  }

  String publicKey() {
    return publicKey;
  }

  /** A store in a bucket. */
  BucketStore store(String bucket) {
    return new BucketStore(
        new S3Bucket(clients, new S3Bucket.Place(StoreProcess.LOCATION, bucket, "")), lanes);
  }

  /** Requests that this process sent since the last question. */
  int requestsTaken() {
    return clients.callsTaken();
  }

  /** Publishes what a source has into a bucket. */
  void publish(ArtifactSource source, Path key, String bucket) {
    publish(PublishContent.of(source, List.of()), key, store(bucket));
  }

  /** Publishes some content into a store. */
  void publish(PublishContent content, Path key, ArtifactStore store) {
    Instant now = Instant.now();
    PublishTerms terms =
        new PublishTerms(gate.id(), MASTER, List.of(REGION), Duration.ofDays(1), 100);
    PublishReport report =
        new PublishCycle(
                new PublishCycle.Parts(store, gate, List.of(new FileSigner(KEY, key)), lanes))
            .run(
                content,
                new PublishCycle.Order(
                    terms, new Publication.Signing(new Note("a@b", ""), now), false, false),
                now.plus(Duration.ofHours(1)));
    if (!(report.outcome() instanceof PublishReport.Outcome.Done)) {
      throw new IllegalStateException("not published: " + report.outcome());
    }
  }

  @Override
  public void close() {
    clients.close();
    threads.close();
  }
}
