package io.fairlead.emulators.world;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.fleet.RegionGroup;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/**
 * Route 53's checks of a flag, made beforehand as the global template makes them: one inverted
 * check a store, and one over them that fails where two stores hold the flag.
 */
record FlagChecks(AwsClients clients, String fleet, List<FlagStore> stores) {
  private static final int NEEDED = 2;
  private static final int INTERVAL = 30;

  /** The check that the records of a region and group carry. */
  String of(RegionGroup flag) {
    List<String> each = new ArrayList<>();
    for (FlagStore store : stores) {
      each.add(made(flag + " in " + store.bucket(), absence(store, flag)));
    }
    return made(
        flag + " of " + stores.getFirst().bucket(),
        HealthCheckConfig.builder()
            .type(HealthCheckType.CALCULATED)
            .healthThreshold(NEEDED)
            .childHealthChecks(each)
            .build());
  }

  private HealthCheckConfig absence(FlagStore store, RegionGroup flag) {
    return HealthCheckConfig.builder()
        .type(HealthCheckType.HTTP)
        .port(80)
        .inverted(true)
        .fullyQualifiedDomainName(store.bucket() + ".s3." + store.location() + ".amazonaws.com")
        .resourcePath("/" + S3Flags.key(fleet, flag))
        .requestInterval(INTERVAL)
        .failureThreshold(1)
        .build();
  }

  private String made(String reference, HealthCheckConfig config) {
    return clients
        .route53()
        .createHealthCheck(make -> make.callerReference(reference).healthCheckConfig(config))
        .healthCheck()
        .id();
  }
}
