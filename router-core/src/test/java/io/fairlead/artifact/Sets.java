package io.fairlead.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets, keys and signed manifests for tests. */
final class Sets {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final SetId ID = new SetId("three-regions", "gateway");
  static final PublishTerms TERMS =
      new PublishTerms(ID, "eu-west", List.of("us-east", "eu-north"), Duration.ofDays(7), 25);

  private Sets() {}

  static KeyPair key(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(256);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static TrustedKeys trusting(Map<String, KeyPair> keys) {
    TreeMap<String, TrustedKey> trusted = new TreeMap<>();
    keys.forEach(
        (id, key) ->
            trusted.put(
                id,
                TrustedKey.parse(
                    Base64.getEncoder().encodeToString(key.getPublic().getEncoded()))));
    return new TrustedKeys(trusted);
  }

  static KeySignature signature(String id, KeyPair key, byte[] body) {
    try {
      String algorithm =
          key.getPublic().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519";
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key.getPrivate());
      signature.update(body);
      return new KeySignature(id, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] signed(Manifest manifest, String id, KeyPair key) {
    byte[] body = SignedManifest.body(manifest);
    return new SignedManifest(body, List.of(signature(id, key, body))).encode();
  }

  static ArtifactObject object(String path, String content, ArtifactKind kind, String... tags) {
    byte[] bytes = content.getBytes(UTF_8);
    return new ArtifactObject(
        path, new Blob(ContentDigest.of(bytes), bytes.length), kind, List.of(tags));
  }

  static ArtifactObject api(String name, String content, String... tags) {
    return object("apis/" + name, content, ArtifactKind.APIS, tags);
  }

  static Manifest first(ArtifactObject... objects) {
    return manifest(Publication.of(null, List.of(objects), TERMS, at(NOON)));
  }

  static Publication.Signing at(Instant now) {
    return new Publication.Signing(new Note("anna@desk", "orders v2"), now);
  }

  static Manifest manifest(Publication publication) {
    if (publication instanceof Publication.Next(Manifest manifest, _)) {
      return manifest;
    }
    throw new AssertionError(publication.toString());
  }

  /** A pointer to a manifest under some signature. */
  static Published published(Manifest manifest) {
    byte[] bytes = SignedManifest.body(manifest);
    return new Published(Pointer.to(manifest.version(), bytes), manifest);
  }
}
