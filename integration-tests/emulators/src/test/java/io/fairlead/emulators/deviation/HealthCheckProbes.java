package io.fairlead.emulators.deviation;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.deviation.Probe.Asked;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/** What Route 53 documents about the health checks that take records out. */
record HealthCheckProbes(AwsClients clients) {
  private static final String NOBODY = "01234567-89ab-cdef-0123-456789abcdef";

  SortedMap<String, Asked> all() {
    return new TreeMap<>(
        Map.of(
            "route53 a check is made inverted", this::isMadeInverted,
            "route53 an update inverts a check", this::isInverted,
            "route53 an update raises the version of a check", this::versionRises,
            "route53 an update of an old version of a check is refused", this::isCompared,
            "route53 GetHealthCheckStatus tells what checkers saw", this::isObserved,
            "route53 the status of an unknown check is refused", this::unknown));
  }

  private Route53Client route53() {
    return clients.route53();
  }

  private HealthCheck made(boolean inverted) {
    return route53()
        .createHealthCheck(
            make ->
                make.callerReference("probe-" + System.nanoTime())
                    .healthCheckConfig(
                        it ->
                            it.type(HealthCheckType.HTTPS)
                                .fullyQualifiedDomainName("flags.probe.test")
                                .resourcePath("/flag")
                                .port(443)
                                .requestInterval(30)
                                .failureThreshold(1)
                                .inverted(inverted)))
        .healthCheck();
  }

  private HealthCheck now(HealthCheck check) {
    return route53().getHealthCheck(get -> get.healthCheckId(check.id())).healthCheck();
  }

  private void update(HealthCheck check, long version, boolean inverted) {
    route53()
        .updateHealthCheck(
            up -> up.healthCheckId(check.id()).healthCheckVersion(version).inverted(inverted));
  }

  private boolean saysInverted(HealthCheck check) {
    return Boolean.TRUE.equals(now(check).healthCheckConfig().inverted());
  }

  private boolean isMadeInverted() {
    return saysInverted(made(true)) && !saysInverted(made(false));
  }

  private boolean isInverted() {
    HealthCheck check = made(false);
    update(check, check.healthCheckVersion(), true);
    return saysInverted(check);
  }

  private boolean versionRises() {
    HealthCheck check = made(false);
    update(check, check.healthCheckVersion(), true);
    Long version = now(check).healthCheckVersion();
    return version != null && version > check.healthCheckVersion();
  }

  private boolean isCompared() {
    HealthCheck check = made(false);
    update(check, check.healthCheckVersion(), true);
    String code = Probe.code(() -> update(check, check.healthCheckVersion(), false));
    return code.equals("HealthCheckVersionMismatch") && saysInverted(check);
  }

  private boolean isObserved() {
    HealthCheck check = made(false);
    return route53()
        .getHealthCheckStatus(get -> get.healthCheckId(check.id()))
        .healthCheckObservations()
        .stream()
        .anyMatch(seen -> seen.statusReport() != null && !seen.statusReport().status().isEmpty());
  }

  private boolean unknown() {
    return Probe.code(() -> route53().getHealthCheckStatus(get -> get.healthCheckId(NOBODY)))
        .equals("NoSuchHealthCheck");
  }
}
