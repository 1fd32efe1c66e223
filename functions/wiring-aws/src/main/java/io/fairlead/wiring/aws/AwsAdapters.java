package io.fairlead.wiring.aws;

import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.RegionAdapters;
import io.fairlead.wiring.topology.Topology;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Regions of AWS as one technology among others, with the operator's own credentials. */
public final class AwsAdapters implements RegionAdapters {
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
    AwsClients clients =
        new AwsClients(new AwsAccess(credentials, Endpoints.of(System.getenv()), opening.clock()));
    AwsPorts ports =
        new AwsPorts(topology, new AwsPorts.Caller(opening.region(), opening.by()), clients);
    ElasticIpMover mover = ports.addresses();
    Route53Director director = ports.director();
    S3Flags flags = ports.flags();
    return new FleetPorts(
        ports.register(),
        ports.observations(),
        mover,
        director,
        flags,
        ports.history(),
        flags,
        clients::clockOffset,
        new TargetFindings(mover, director)::all,
        () -> {
          ports.close();
          clients.close();
        });
  }
}
