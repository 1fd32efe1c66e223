package io.fairlead.azure.client;

import com.azure.core.credential.TokenCredential;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How Azure is reached.
 *
 * @param identity of this process, asked for tokens where an account has no key
 * @param clock compared with deadlines and, as the stores' own corrects it, with orders' {@code
 *     notAfter}
 * @param http makes the JDK's client, whose trust may be another than the platform's
 * @param resourceManager where Azure Resource Manager answers, without a final slash
 */
public record AzureAccess(
    TokenCredential identity,
    InstantSource clock,
    Supplier<HttpClient.Builder> http,
    URI resourceManager) {
  /** Azure Resource Manager of the public cloud; its tokens are for it wherever it answers. */
  public static final URI PUBLIC = URI.create("https://management.azure.com");

  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Checks where tokens would go.
   *
   * @throws IllegalArgumentException when it is over the network without TLS
   */
  public AzureAccess {
    boolean here = HERE.contains(String.valueOf(resourceManager.getHost()));
    if (!here && !"https".equals(resourceManager.getScheme())) {
      throw new IllegalArgumentException(
          "no identity's token is sent over http: Azure Resource Manager is reached by https;"
              + " found '"
              + resourceManager
              + "'");
    }
  }

  /** The same in the public cloud. */
  public AzureAccess(
      TokenCredential identity, InstantSource clock, Supplier<HttpClient.Builder> http) {
    this(identity, clock, http, PUBLIC);
  }

  /** The same with the platform's trust. */
  public AzureAccess(TokenCredential identity, InstantSource clock) {
    this(identity, clock, HttpClient::newBuilder);
  }
}
