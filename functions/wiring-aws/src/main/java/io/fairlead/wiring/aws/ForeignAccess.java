package io.fairlead.wiring.aws;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.identity.RoleByToken;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Passport;
import io.fairlead.wiring.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** How AWS knows a process that runs elsewhere, and how others know one that runs in AWS. */
final class ForeignAccess {
  /** The role that Azure's token is good for, as AWS's own tools name it. */
  static final String ROLE = "AWS_ROLE_ARN";

  /** The audience that Azure's token is made for, which the role trusts. */
  static final String AUDIENCE = "FAIRLEAD_AWS_AUDIENCE";

  private static final String LAMBDA = "AWS_LAMBDA_FUNCTION_NAME";
  private static final String LOCATION = "AWS_REGION";

  private ForeignAccess() {}

  /**
   * What a process with a passport of Azure signs with; empty where it has keys of AWS, or no such
   * passport.
   *
   * @param locations whose STS is asked, one after the other
   */
  static Optional<AwsCredentialsProvider> credentials(
      Map<String, String> environment, List<String> locations, Opening opening) {
    Optional<Passport> passport = opening.passport(Cloud.AZURE);
    boolean keys =
        has(environment, "AWS_ACCESS_KEY_ID") || has(environment, "AWS_WEB_IDENTITY_TOKEN_FILE");
    if (passport.isEmpty() || keys) {
      return Optional.empty();
    }
    if (!has(environment, ROLE) || !has(environment, AUDIENCE)) {
      return Optional.of(
          none(
              AwsFailure.NO_ROLE
                  + "put the role that trusts this function's identity into "
                  + ROLE
                  + " and the audience that it trusts into "
                  + AUDIENCE));
    }
    AwsClients asking =
        new AwsClients(
            new AwsAccess(
                AnonymousCredentialsProvider.create(), Endpoints.of(environment), opening.clock()));
    String audience = environment.getOrDefault(AUDIENCE, "");
    RoleByToken.Role role =
        new RoleByToken.Role(
            environment.getOrDefault(ROLE, ""),
            "fairlead-" + (opening.region() == null ? "operator" : opening.region()),
            locations);
    return Optional.of(new RoleByToken(asking, role, () -> passport.orElseThrow().token(audience)));
  }

  /** Each has an STS of its own. Without a region there, Route 53's alone is asked for. */
  static List<String> locations(Topology topology) {
    TreeSet<String> locations = new TreeSet<>();
    AwsPorts.scopes(topology)
        .keySet()
        .forEach(region -> locations.add(topology.fleet().region(region).location()));
    return locations.isEmpty() ? List.of("us-east-1") : List.copyOf(locations);
  }

  /** By what other clouds know a function of AWS; empty elsewhere. */
  static Optional<Passport> passport(Map<String, String> environment, AwsClients clients) {
    return has(environment, LAMBDA) && has(environment, LOCATION)
        ? Optional.of(new AwsPassport(clients, environment.getOrDefault(LOCATION, "")))
        : Optional.empty();
  }

  /** Credentials that are none: whoever asks is told why at once. */
  static AwsCredentialsProvider none(String why) {
    return () -> {
      throw SdkClientException.create(why);
    };
  }

  private static boolean has(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }
}
