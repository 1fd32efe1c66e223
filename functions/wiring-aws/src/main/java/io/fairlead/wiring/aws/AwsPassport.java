package io.fairlead.wiring.aws;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.identity.WebTokens;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Passport;

/**
 * A role of AWS in other clouds.
 *
 * @param clients with the role's credentials
 * @param location where the process runs
 */
public record AwsPassport(AwsClients clients, String location) implements Passport {
  @Override
  public Cloud issuer() {
    return Cloud.AWS;
  }

  @Override
  public String token(String audience) {
    return new WebTokens(clients, location).token(audience);
  }
}
