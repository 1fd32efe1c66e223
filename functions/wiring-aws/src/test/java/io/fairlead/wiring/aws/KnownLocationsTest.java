package io.fairlead.wiring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.topology.rule.AwsLocations;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** What `validate` knows of AWS's regions is what the SDK knows. */
final class KnownLocationsTest {
  @Test
  void the_locations_known_are_the_sdks_of_partition_aws() {
    assertThat(AwsLocations.known())
        .containsExactlyElementsOf(
            Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .filter(region -> PartitionMetadata.of(region).id().equals("aws"))
                .map(Region::id)
                .sorted()
                .toList());
  }
}
