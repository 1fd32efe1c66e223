package io.fairlead.emulators.mixed;

import io.fairlead.fleet.Cloud;
import java.util.List;

/** Where the regions one, two and three are, and who hosts the zones. */
enum Layout {
  /** Two regions in AWS, three in Azure; zones of both. */
  TWO_IN_AWS(Cloud.AWS, Cloud.AWS, Cloud.AZURE),
  /** The other way round. */
  TWO_IN_AZURE(Cloud.AZURE, Cloud.AZURE, Cloud.AWS),
  /** All in AWS, zones of Route 53 alone. */
  AWS_ALONE(Cloud.AWS, Cloud.AWS, Cloud.AWS),
  /** All in Azure, zones of Azure alone. */
  AZURE_ALONE(Cloud.AZURE, Cloud.AZURE, Cloud.AZURE);

  static final List<String> REGIONS = List.of("one", "two", "three");

  private final List<Cloud> clouds;

  Layout(Cloud one, Cloud two, Cloud three) {
    this.clouds = List.of(one, two, three);
  }

  Cloud cloud(String region) {
    return clouds.get(REGIONS.indexOf(region));
  }

  /** Whether anything of the fleet is in a cloud. */
  boolean has(Cloud cloud) {
    return clouds.contains(cloud);
  }
}
