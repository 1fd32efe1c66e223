package io.fairlead.emulators.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.aws.artifact.S3Bucket;
import io.fairlead.contract.BucketSourceContract;
import io.fairlead.emulators.OnEmulators;
import io.fairlead.emulators.Running;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** Sets that are published from buckets of S3. */
@OnEmulators(
    value = "sources",
    parts = {Part.VERSITYGW, Part.MINISTACK})
class S3SourceOnEmulatorsTest extends BucketSourceContract implements OnPart {
  private static final int MORE_THAN_A_PAGE = 1_001;

  private final Running on;
  private RunningBucket made;

  S3SourceOnEmulatorsTest(Running on) {
    this.on = on;
  }

  @BeforeEach
  void anotherBucket() {
    made = RunningBucket.on(on, "source");
  }

  @AfterEach
  void close() {
    made.close();
  }

  @Override
  public Part part() {
    return on.part();
  }

  @Override
  protected ObjectBucket bucket() {
    return new S3Bucket(
        made.content(), new S3Bucket.Place(Buckets.LOCATION, made.name(), "gateways/source"));
  }

  @Override
  protected void write(String key, byte[] bytes) {
    on.clients()
        .s3(Buckets.LOCATION)
        .putObject(put -> put.bucket(made.name()).key(key), RequestBody.fromBytes(bytes));
  }

  @Test
  void what_the_store_has_a_sha256_of_is_not_read() {
    on.clients()
        .s3(Buckets.LOCATION)
        .putObject(
            put ->
                put.bucket(made.name())
                    .key("gateways/source/a")
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString("a 1"));
    ObjectBucket.Stated stated = stated("a");

    assertThat(stated.sha256()).isEqualTo(ContentDigest.of("a 1".getBytes(UTF_8)).hex());
    assertThat(opened()).isZero();
    assertThat(remark()).isEmpty();
  }

  private ObjectBucket.Stated stated(String key) {
    if (bucket().stated(key, Instant.now().plusSeconds(60))
        instanceof Reading.Known<Optional<ObjectBucket.Stated>>(var known)) {
      return known.orElseThrow();
    }
    throw new AssertionError("nothing is said of " + key);
  }

  @Test
  void a_list_of_several_pages_is_one_set() {
    IntStream.range(0, MORE_THAN_A_PAGE)
        .parallel()
        .forEach(each -> put("apis/%04d.yaml".formatted(each), ""));

    assertThat(paths()).hasSize(MORE_THAN_A_PAGE).isSorted().contains("apis/1000.yaml");
  }

  @Test
  void metadata_that_anybody_may_write_is_not_believed() {
    on.clients()
        .s3(Buckets.LOCATION)
        .putObject(
            put ->
                put.bucket(made.name())
                    .key("gateways/source/a")
                    .metadata(Map.of("sha256", "0".repeat(64))),
            RequestBody.fromString("a 1"));

    assertThat(opened()).isEqualTo(1);
  }
}
