package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.FlagAlarms;
import io.fairlead.wiring.stack.FlagPlace;
import io.fairlead.wiring.topology.ZoneHost;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.InsufficientDataHealthStatus;

/**
 * The checks that take a region out: two of three, each inverted on its flag's object, or on the
 * alarm that stands for it where the store is private.
 */
record CheckExamination(
    Route53Calls route53, AwsStacks stacks, Instant deadline, List<Finding> findings) {
  private static final int NEEDED = 2;
  private static final String DEPLOY = "deploy what 'fairlead stacks' writes";

  void run() {
    SortedMap<String, String> checks = new TreeMap<>();
    stacks
        .topology()
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.Route53 route53) {
                checks.putAll(route53.checks());
              }
            });
    if (stacks.hostedZones().isEmpty()) {
      return;
    }
    for (RegionGroup flag : stacks.topology().fleet().regionGroups()) {
      String id = checks.get(flag.toString());
      if (id == null) {
        findings.add(
            Finding.error(
                "check/" + flag,
                "its id in 'zones.NAME.route53.checks'",
                "none",
                "put output 'Checks' of the global stack there"));
      } else {
        calculated(flag, id);
      }
    }
  }

  private void calculated(RegionGroup flag, String id) {
    String subject = "check/" + flag;
    HealthCheckConfig check = read(subject, id);
    if (check == null) {
      return;
    }
    int stores = stacks.stores().size() + FlagPlace.of(stacks.topology()).size();
    Integer threshold = check.healthThreshold();
    if (check.type() != HealthCheckType.CALCULATED
        || check.childHealthChecks().size() != stores
        || threshold == null
        || threshold != NEEDED) {
      findings.add(
          Finding.error(
              subject,
              "a calculated check, " + NEEDED + " of " + stores,
              check.typeAsString() + ", " + threshold + " of " + check.childHealthChecks().size(),
              DEPLOY));
    }
    check.childHealthChecks().forEach(child -> flag(flag, subject, child));
  }

  private void flag(RegionGroup flag, String subject, String id) {
    HealthCheckConfig check = read(subject, id);
    if (check == null) {
      return;
    }
    if (check.type() == HealthCheckType.CLOUDWATCH_METRIC) {
      alarmed(flag, subject, check);
      return;
    }
    if (!Boolean.TRUE.equals(check.inverted())) {
      findings.add(
          Finding.error(
              subject,
              "check " + id + " to be inverted",
              "one that fails while no flag is there",
              DEPLOY));
    }
    String path = "/" + S3Flags.key(stacks.topology().fleet().name(), flag);
    String host = String.valueOf(check.fullyQualifiedDomainName());
    boolean ofStore =
        stacks.stores().entrySet().stream()
            .filter(store -> !FlagAlarms.stores(stacks).containsKey(store.getKey()))
            .anyMatch(store -> host.startsWith(store.getValue() + ".s3."));
    boolean ofBlobs =
        FlagPlace.of(stacks.topology()).values().stream()
            .anyMatch(
                place ->
                    place.host().equals(host)
                        && (place.path() + path.substring(1)).equals(check.resourcePath()));
    if (!ofBlobs && (!path.equals(check.resourcePath()) || !ofStore)) {
      findings.add(
          Finding.error(
              subject,
              "check " + id + " on " + path + " of a flag store",
              host + check.resourcePath(),
              DEPLOY));
    }
  }

  /** A private store's flag: an alarm, whose last word holds where there is no news. */
  private void alarmed(RegionGroup flag, String subject, HealthCheckConfig check) {
    String wanted = FlagAlarms.name(stacks.topology().fleet().name(), flag);
    boolean ofStore =
        check.alarmIdentifier().name().equals(wanted)
            && FlagAlarms.stores(stacks).containsValue(check.alarmIdentifier().regionAsString());
    boolean asWritten =
        !Boolean.TRUE.equals(check.inverted())
            && check.insufficientDataHealthStatus()
                == InsufficientDataHealthStatus.LAST_KNOWN_STATUS;
    if (!ofStore || !asWritten) {
      findings.add(
          Finding.error(
              subject,
              "alarm " + wanted + " of a private flag store, not inverted, LastKnownStatus",
              check.alarmIdentifier().name()
                  + " in "
                  + check.alarmIdentifier().regionAsString()
                  + ", inverted "
                  + check.inverted()
                  + ", "
                  + check.insufficientDataHealthStatusAsString(),
              DEPLOY));
    }
  }

  private @Nullable HealthCheckConfig read(String subject, String id) {
    var budget = route53.turn(deadline);
    if (budget.isEmpty()) {
      findings.add(Finding.error(subject, "an answer", AwsClients.NO_TIME, "ask again"));
      return null;
    }
    try {
      return route53
          .client()
          .getHealthCheck(ask -> ask.healthCheckId(id).overrideConfiguration(budget.get()))
          .healthCheck()
          .healthCheckConfig();
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "check " + id,
              AwsFailure.of(e, "route53:GetHealthCheck", id).sentence(),
              DEPLOY));
      return null;
    }
  }
}
