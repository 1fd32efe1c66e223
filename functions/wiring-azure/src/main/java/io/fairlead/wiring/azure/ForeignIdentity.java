package io.fairlead.wiring.azure;

import com.azure.core.credential.TokenRequestContext;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.identity.NoToken;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Passport;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;

/** How Azure knows a process that runs elsewhere, and how others know one that runs in Azure. */
final class ForeignIdentity {
  /** What tokens of other clouds are made for when they are exchanged in Entra ID. */
  static final String EXCHANGE = "api://AzureADTokenExchange";

  /** What Azure's token is made for when it is exchanged in AWS. */
  private static final String AUDIENCE = "FAIRLEAD_AWS_AUDIENCE";

  private static final String FUNCTION = "IDENTITY_ENDPOINT";

  private ForeignIdentity() {}

  /** The identity of a process with a passport of AWS; empty where it has one of its own. */
  static Optional<AzureIdentity> of(Map<String, String> environment, Opening opening) {
    boolean own =
        has(environment, "AZURE_CLIENT_SECRET")
            || has(environment, "AZURE_FEDERATED_TOKEN_FILE")
            || has(environment, FUNCTION);
    return own
        ? Optional.empty()
        : opening
            .passport(Cloud.AWS)
            .map(
                passport ->
                    AzureIdentity.federated(
                        environment,
                        () -> token(environment, passport),
                        opening.clock(),
                        HttpClient::newBuilder));
  }

  private static String token(Map<String, String> environment, Passport passport) {
    if (!has(environment, "AZURE_TENANT_ID") || !has(environment, "AZURE_CLIENT_ID")) {
      throw new IllegalStateException(
          "put the identity that trusts this function's role into AZURE_TENANT_ID and"
              + " AZURE_CLIENT_ID");
    }
    return passport.token(EXCHANGE);
  }

  /**
   * By what other clouds know a process with a managed identity; empty where nobody asks for it.
   */
  static Optional<Passport> passport(Map<String, String> environment, Opening opening) {
    if (!has(environment, FUNCTION) && !has(environment, AUDIENCE)) {
      return Optional.empty();
    }
    AzureIdentity identity = AzureIdentity.of(environment, null, opening.clock()).brief();
    return Optional.of(new AzurePassport(identity));
  }

  private static boolean has(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  /** A managed identity in other clouds. */
  private record AzurePassport(AzureIdentity identity) implements Passport {
    @Override
    public Cloud issuer() {
      return Cloud.AZURE;
    }

    @Override
    public String token(String audience) {
      try {
        return identity
            .getTokenSync(new TokenRequestContext().addScopes(audience + "/.default"))
            .getToken();
      } catch (NoToken none) {
        throw new IllegalStateException(none.getMessage(), none);
      }
    }
  }
}
