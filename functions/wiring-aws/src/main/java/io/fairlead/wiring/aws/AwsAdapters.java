package io.fairlead.wiring.aws;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.CloudAdapters;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Passport;
import io.fairlead.wiring.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Regions of AWS as one technology among others, with the operator's own credentials, or as another
 * cloud's passport is known there.
 */
public final class AwsAdapters implements CloudAdapters {
  /** One, so that a role which {@link #bar} has assumed is not assumed once more. */
  private final AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();

  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.AWS);
  }

  @Override
  public Optional<String> bar() {
    OperatorCredentials operator = new OperatorCredentials(System.getenv());
    try {
      credentials.resolveCredentials();
      return Optional.empty();
    } catch (SdkException _) {
      return Optional.of(
          "no credentials for AWS: " + operator.none() + " has any; " + operator.remedy() + ".");
    }
  }

  /**
   * Ports with the credentials that AWS's own tools would find.
   *
   * @throws io.fairlead.wiring.region.WrongVariable when {@link Endpoints#VARIABLE} cannot be read
   */
  @Override
  public FleetPorts open(Topology topology, Opening opening) {
    AwsClients clients = clients(credentials, opening);
    AwsPorts ports = new AwsPorts(topology, caller(opening), clients);
    TargetFindings targets = new TargetFindings(ports.addresses(), ports.director());
    S3Flags flags = ports.flags();
    return new FleetPorts(
        ports.register(),
        ports.observations(),
        targets.mover(),
        targets.director(),
        flags,
        ports.history(),
        flags,
        clients::clockOffset,
        targets::all,
        () -> {
          ports.close();
          clients.close();
        });
  }

  @Override
  public FleetParts parts(Topology topology, Opening opening) {
    AwsClients clients = clients(abroad(topology, opening), opening);
    AwsPorts ports = new AwsPorts(topology, caller(opening), clients);
    return AwsParts.of(
        topology,
        ports,
        new TargetFindings(ports.addresses(), ports.director()),
        () -> {
          ports.close();
          clients.close();
        });
  }

  /** That of a process which has credentials of AWS by itself; nothing is asked yet. */
  @Override
  public List<Passport> passports(Opening opening) {
    return ForeignAccess.passport(System.getenv(), clients(credentials, opening)).stream().toList();
  }

  /** What a process that may be in another cloud signs with. */
  private AwsCredentialsProvider abroad(Topology topology, Opening opening) {
    return ForeignAccess.credentials(System.getenv(), ForeignAccess.locations(topology), opening)
        .or(() -> opening.region() == null ? bar().map(ForeignAccess::none) : Optional.empty())
        .orElse(credentials);
  }

  private static AwsPorts.Caller caller(Opening opening) {
    return new AwsPorts.Caller(opening.region(), opening.by());
  }

  private static AwsClients clients(AwsCredentialsProvider credentials, Opening opening) {
    return new AwsClients(
        new AwsAccess(credentials, Endpoints.of(System.getenv()), opening.clock()));
  }
}
