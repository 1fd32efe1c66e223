package io.fairlead.artifact;

import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys that manifests may be signed with, by id; two while one replaces the other. */
public final class TrustedKeys {
  private final SortedMap<String, TrustedKey> byId;

  /** These keys and no others. */
  public TrustedKeys(SortedMap<String, TrustedKey> byId) {
    this.byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
  }

  /** What is wrong with a text's signatures; empty where one is of a trusted key. */
  public Optional<ManifestVerdict.Refused> objection(SignedManifest signed) {
    List<String> ids = signed.signatures().stream().map(KeySignature::keyId).toList();
    List<KeySignature> known =
        signed.signatures().stream().filter(each -> byId.containsKey(each.keyId())).toList();
    if (known.isEmpty()) {
      return Optional.of(
          new ManifestVerdict.Refused(
              ManifestVerdict.Reason.UNKNOWN_KEY,
              "it is signed with %s, and the topology trusts %s"
                  .formatted(
                      String.join(", ", ids),
                      byId.isEmpty() ? "no key" : String.join(", ", byId.keySet()))));
    }
    if (known.stream().anyMatch(each -> verifies(each, signed.body()))) {
      return Optional.empty();
    }
    return Optional.of(
        new ManifestVerdict.Refused(
            ManifestVerdict.Reason.BAD_SIGNATURE,
            "no signature fits its content: it was changed, or signed with another key than "
                + String.join(", ", known.stream().map(KeySignature::keyId).toList())));
  }

  /** Whether a signature over some text is that of the trusted key whose id it has. */
  public boolean verifies(KeySignature signature, byte[] body) {
    TrustedKey key = byId.get(signature.keyId());
    try {
      return key != null && key.verifies(body, Base64.getDecoder().decode(signature.base64()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
