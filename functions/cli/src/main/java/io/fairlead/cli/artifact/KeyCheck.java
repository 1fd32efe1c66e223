package io.fairlead.cli.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.artifact.KeySignature;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.port.Signer;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.SigningKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tries the keys that a set is to be signed with, before anybody is asked to decide: whoever takes
 * an office over, or makes a store anew, often does so because the region with the key is dark.
 */
final class KeyCheck {
  /** No manifest begins so: what is signed here can never be taken for one. */
  private static final String MESSAGE = "fairlead-key-check/1\n";

  private final SetParts set;
  private final TrustedKeys trusted;
  private final List<String> ids;

  KeyCheck(SetParts set, DeclaredSets sets) {
    this.set = set;
    this.trusted = sets.topology().replication().trustedKeys();
    this.ids = List.copyOf(sets.topology().replication().keys().keySet());
  }

  /**
   * Lets each key sign something.
   *
   * @throws Stop where one does not, or is another one than regions trust under its id
   */
  void tried(Instant deadline) {
    for (Signer signer : set.signers()) {
      byte[] message = (MESSAGE + set.id().fleet() + "/" + set.id().set()).getBytes(UTF_8);
      switch (signer.sign(message, deadline)) {
        case Signer.Signed.Failed(String why) ->
            throw new Stop(
                ExitCode.UNREACHABLE, said(signer) + " does not sign: " + why + advice());
        case Signer.Signed.Signature(byte[] bytes) -> {
          String text = Base64.getEncoder().encodeToString(bytes);
          if (!trusted.verifies(new KeySignature(signer.keyId(), text), message)) {
            throw new Stop(
                ExitCode.REFUSED,
                said(signer)
                    + " is another one than the topology's public key of that name: every reader"
                    + " would refuse what it signs"
                    + advice());
          }
        }
      }
    }
  }

  /** Which keys sign, for people. */
  String text() {
    return set.declared().sign().stream()
        .map(SigningKey::text)
        .collect(Collectors.joining(" and ", "  signed with ", ", which regions trust\n"));
  }

  private String said(Signer signer) {
    return "set '%s': nothing was published: key %s".formatted(set.id().set(), signer.keyId());
  }

  private String advice() {
    return ". Name one that signs with --key ID=kms:ARN, ID=keyvault:URL or ID=file:PATH; the topology trusts %s. Where none of them is left, make a new key and add its public key to 'replication.keys' in every region, beside the others"
        .formatted(String.join(", ", ids));
  }
}
