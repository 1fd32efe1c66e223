package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.SideBySide;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.aws.Endpoints;
import io.fairlead.wiring.aws.OperatorCredentials;
import io.fairlead.wiring.region.Cause;
import io.fairlead.wiring.region.Examiner;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.GlobalTemplate;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looks at tables, buckets, addresses, checks, stacks, what keeps ticks coming, quotas and roles
 * with the operator's own credentials.
 */
public final class AwsExaminer implements Examiner {
  /** As the probe cycle: an observer whose clock is further off abstains. */
  private static final Duration CLOCK_MARGIN = Duration.ofSeconds(10);

  private final Function<Opening, AwsClients> clients;

  /** With the credentials that AWS's own tools would find. */
  public AwsExaminer() {
    this(
        opening ->
            new AwsClients(
                new AwsAccess(
                    DefaultCredentialsProvider.builder().build(),
                    Endpoints.of(System.getenv()),
                    opening.clock())));
  }

  /** With other clients. */
  public AwsExaminer(Function<Opening, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.AWS);
  }

  @Override
  public List<Cause> causes(Topology topology, Opening opening, Instant deadline) {
    Unasked unasked = new Unasked(topology, new OperatorCredentials(System.getenv()));
    try (AwsClients opened = clients.apply(opening)) {
      opened.access().credentials().resolveCredentials();
      return new FirstCalls(opened, AwsStacks.of(topology), deadline)
          .cause(unasked).stream().toList();
    } catch (SdkException _) {
      return List.of(unasked.without());
    }
  }

  @Override
  public List<Finding> examine(Topology topology, Opening opening, Instant deadline) {
    List<Finding> findings = new ArrayList<>();
    List<String> standing = new ArrayList<>();
    AwsStacks stacks = AwsStacks.of(topology);
    // A fleet may have a zone there and no region: nothing is deployed for it.
    boolean none = stacks.scopes().isEmpty();
    try (AwsClients opened = clients.apply(opening);
        AwsPorts ports = new AwsPorts(topology, new AwsPorts.Caller(null, "doctor"), opened)) {
      stacks
          .objection()
          .filter(_ -> !none)
          .ifPresent(
              why ->
                  findings.add(
                      Finding.warning(
                          "templates", "a topology that they serve", why, "see infra/README.md")));
      GlobalTemplate.darkTogether(stacks).ifPresent(findings::add);
      StoreExamination stores = new StoreExamination(opened, stacks, deadline, findings);
      stacks.scopes().forEach(stores::table);
      stacks.stores().forEach(stores::flags);
      stacks.stores().forEach(stores::canary);
      new AddressExamination(opened, topology.fleet(), deadline, findings).run();
      new CheckExamination(ports.route53(), stacks, deadline, findings).run();
      StackExamination deployed = new StackExamination(opened, stacks, deadline, findings);
      DeployedExamination made = new DeployedExamination(opened, stacks, deadline, findings);
      stacks
          .scopes()
          .forEach(
              (region, scope) -> {
                SortedMap<String, String> outputs = deployed.region(region, scope);
                if (!outputs.isEmpty()) {
                  made.region(region, outputs);
                  standing.add(region);
                }
              });
      if (!none) {
        deployed.global();
      }
      new QuotaExamination(ports.route53(), stacks, deadline, findings).run();
      zones(ports.director(), stacks, deadline, findings);
      // Last: these are many questions, and each region's are asked beside the others'.
      RoleExamination roles = new RoleExamination(opened, stacks, deadline);
      SideBySide.all(standing, roles::region).forEach(findings::addAll);
      opened.clockOffset().ifPresent(offset -> clock(offset, findings));
    }
    return findings;
  }

  /**
   * What Route 53's API tells and what its servers answer may differ for a minute, not longer; and
   * who else has records under the fleet's names, or changed one of the fleet's.
   */
  private static void zones(
      Route53Director director, AwsStacks stacks, Instant deadline, List<Finding> findings) {
    for (String zone : stacks.hostedZones().keySet()) {
      director
          .behind(zone, deadline)
          .ifPresent(
              who ->
                  findings.add(
                      Finding.warning(
                          "zone/" + zone,
                          "its epoch record from every authoritative server",
                          who,
                          "ask again in a minute; then see that the registrar names the zone's"
                              + " servers")));
      for (String other : director.strangers(zone, deadline)) {
        findings.add(
            Finding.warning(
                "zone/" + zone,
                "weighted records of the fleet alone under its names",
                other,
                "move it to another name: no tick changes it, and it answers in their place"));
      }
    }
    director
        .findings()
        .forEach(
            (zone, edit) ->
                findings.add(
                    Finding.warning(
                        "zone/" + zone,
                        "its records as they were written last",
                        edit,
                        "see 'fairlead plan': the next change puts them right")));
  }

  private static void clock(Duration offset, List<Finding> findings) {
    if (offset.abs().compareTo(CLOCK_MARGIN) > 0) {
      findings.add(
          Finding.error(
              "clock",
              "this machine's within " + CLOCK_MARGIN.toSeconds() + " s of AWS's",
              offset.toSeconds() + " s between them",
              "let it be set by NTP: orders of yours would come too late"));
    }
  }
}
