package io.fairlead.fleet;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS handshake must show.
 *
 * @param serverName SNI and the name that the certificate must carry; absent = the host probed
 * @param trust PEM file of the certificate authorities trusted; absent = the platform's
 * @param clientCertificate PEM file with a certificate chain, for gateways that ask for one
 * @param clientKey PEM file with its PKCS#8 key
 * @param minimumValidity time to expiry below which the probe fails
 */
public record TlsExpectation(
    @Nullable String serverName,
    @Nullable String trust,
    @Nullable String clientCertificate,
    @Nullable String clientKey,
    Duration minimumValidity) {
  public TlsExpectation {
    if (minimumValidity.isNegative()) {
      throw new IllegalArgumentException("minimum validity " + minimumValidity + " is negative");
    }
    if ((clientCertificate == null) != (clientKey == null)) {
      throw new IllegalArgumentException("a client certificate and its key go together");
    }
  }
}
