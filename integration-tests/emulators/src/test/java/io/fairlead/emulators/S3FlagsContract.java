package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.contract.EvacuationFlagsContract;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Evacuation flags in S3, on whatever serves it. */
abstract class S3FlagsContract extends EvacuationFlagsContract {
  static final List<String> LOCATIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");

  private static int tests;

  /** What reaches it. */
  abstract AwsClients clients();

  @BeforeEach
  void otherBuckets() {
    tests++;
    LOCATIONS.forEach(
        location -> clients().s3(location).createBucket(make -> make.bucket(bucket(location))));
  }

  @Override
  protected EvacuationFlags flags() {
    return s3();
  }

  @Override
  protected void holdAsPerson(RegionGroup flag) {
    LOCATIONS.forEach(location -> put(location, S3Flags.key(OnTwin.FLEET, flag), "on call"));
  }

  @Override
  protected void freezeOneStoreAsPerson() {
    put(LOCATIONS.getFirst(), S3Flags.freezeKey(OnTwin.FLEET), "wait");
  }

  @Test
  void with_one_store_gone_a_flag_is_raised_and_the_store_is_unreadable_and_named() {
    clients()
        .s3(LOCATIONS.getLast())
        .deleteBucket(delete -> delete.bucket(bucket(LOCATIONS.getLast())));

    assertThat(raise(FLAG, 418)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().unreadable()).containsOnlyKeys("store-us-east-1");
  }

  @Test
  void with_two_stores_gone_it_is_unknown_whether_a_flag_is_raised() {
    for (String location : LOCATIONS.subList(1, 3)) {
      clients().s3(location).deleteBucket(delete -> delete.bucket(bucket(location)));
    }

    assertThat(raise(FLAG, 418)).isInstanceOf(ApplyOutcome.Unknown.class);
  }

  @Test
  void a_persons_word_releases_any_flag_and_lifts_the_freeze() {
    Instant deadline = now().plusSeconds(10);
    raise(FLAG, 418);
    s3().hold(FLAG, deadline);
    s3().freeze("a drill", deadline);
    assertThat(read().frozen()).isTrue();

    assertThat(s3().release(FLAG, deadline)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(s3().unfreeze(deadline)).isEqualTo(new ApplyOutcome.Accepted());

    assertThat(read().raised(FLAG)).isFalse();
    assertThat(read().frozen()).isFalse();
  }

  private S3Flags s3() {
    return new S3Flags(
        clients(),
        new S3Flags.Owner(OnTwin.FLEET, "eu-west"),
        LOCATIONS.stream().map(at -> new FlagStore("store-" + at, at, bucket(at))).toList(),
        new TreeSet<>(List.of(FLAG, new RegionGroup("us-east", "portal"))));
  }

  /** As docs/operations.md tells people to. */
  private void put(String location, String key, String text) {
    clients()
        .s3(location)
        .putObject(
            put -> put.bucket(bucket(location)).key(key).ifNoneMatch("*"),
            RequestBody.fromString(text));
  }

  static String bucket(String location) {
    return "flags-" + tests + "-" + location;
  }
}
