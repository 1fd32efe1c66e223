package io.fairlead.azure.client;

import com.azure.core.credential.TokenCredential;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * How Azure is reached.
 *
 * @param identity of this process, asked for tokens where an account has no key
 * @param clock compared with deadlines and, as the stores' own corrects it, with orders' {@code
 *     notAfter}
 * @param http makes the JDK's client, whose trust may be another than the platform's
 */
public record AzureAccess(
    TokenCredential identity, InstantSource clock, Supplier<HttpClient.Builder> http) {
  /** The same with the platform's trust. */
  public AzureAccess(TokenCredential identity, InstantSource clock) {
    this(identity, clock, HttpClient::newBuilder);
  }
}
