package io.fairlead.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Sets, keys and signed manifests for tests. */
final class Sets {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final SetId ID = new SetId("three-regions", "gateway");
  static final PublishTerms TERMS =
      new PublishTerms(ID, "eu-west", List.of("us-east", "eu-north"), Duration.ofDays(7), 25);

  private static final Map<Blob, byte[]> KEPT = new ConcurrentHashMap<>();

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
    return manifest(next(null, List.of(objects), TERMS, NOON));
  }

  /** The next version with some objects, in whatever order. */
  static Publication next(
      Version before, List<ArtifactObject> objects, PublishTerms terms, Instant now) {
    DraftPages draft = new DraftPages(before, false);
    objects.stream().sorted(Comparator.comparing(ArtifactObject::path)).forEach(draft::add);
    Publication publication = Publication.of(before, draft, terms, at(now));
    if (publication instanceof Publication.Next(Manifest manifest, _)) {
      keep(manifest.objects(), draft);
      keep(manifest.deletions().tombstones(), draft);
    }
    return publication;
  }

  private static void keep(PageList pages, DraftPages draft) {
    for (ManifestPage page : pages.pages()) {
      byte[] bytes = draft.bytes(page);
      if (bytes != null) {
        KEPT.put(page.blob(), bytes);
      }
    }
  }

  /** Reads every page that was ever made here. */
  static final PageReader READER =
      new PageReader() {
        @Override
        public List<ArtifactObject> objects(ManifestPage page) {
          return PageForm.OBJECTS.decode(page, KEPT.get(page.blob()));
        }

        @Override
        public List<Tombstone> tombstones(ManifestPage page) {
          return PageForm.TOMBSTONES.decode(page, KEPT.get(page.blob()));
        }
      };

  static List<ArtifactObject> objects(Manifest manifest) {
    List<ArtifactObject> objects = new ArrayList<>();
    published(manifest).each(new Selector.All(), objects::add);
    return objects;
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

  /** A version under some signature. */
  static Version published(Manifest manifest) {
    return Version.unsigned(manifest, READER);
  }
}
