package io.fairlead.port;

import java.time.Instant;

/**
 * Signs manifests. The private key may be in a file or never leave a key service; whoever verifies
 * needs the public key alone.
 */
public interface Signer {
  /** The key's id, as topologies name it. */
  String keyId();

  /** Signs a message of any length. */
  Signed sign(byte[] message, Instant deadline);

  /** Answer to {@code sign}. */
  sealed interface Signed {
    /** The signature: of Ed25519, or of ECDSA in DER. */
    @SuppressWarnings("ArrayRecordComponent")
    record Signature(byte[] bytes) implements Signed {}

    /** There is none. */
    record Failed(String why) implements Signed {}
  }
}
