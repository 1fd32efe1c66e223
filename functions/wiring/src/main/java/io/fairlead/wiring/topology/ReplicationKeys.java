package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ArtifactObject;
import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keys of what is copied from a master region to the others. */
final class ReplicationKeys {
  private static final Shape TAGS = new Shape.Many(Forms.NAME, 1, ArtifactObject.MAX_TAGS);
  private static final Shape PATTERNS = new Shape.Many(Forms.PATH_PATTERN, 1, 100);

  private static final Shape BOUND = new Shape.Span(Duration.ofSeconds(10), Duration.ofDays(7));

  private static final Shape S3 = s3("begins all keys; absent: all of the bucket is Fairlead's");

  private static final Shape BLOB =
      blob("begins all names; absent: all of the container is Fairlead's");

  private static final Shape KONG =
      new Shape.Keys(
          List.of(
              optional(
                  "nodes",
                  new Shape.Many(Forms.ENDPOINT, 1, 64),
                  "where Admin APIs without a database answer, every node"),
              optional(
                  "admin",
                  Forms.ENDPOINT,
                  "where an Admin API with a database answers, or a control plane's"),
              required("file", Forms.OBJECT_PATH, "the set's declarative file"),
              optional(
                  "tag",
                  Forms.NAME,
                  "with admin: of the only entities that are touched; absent: fairlead-SET"),
              optional("token", Forms.TOKEN, "sent as Kong-Admin-Token, by reference only")),
          List.of("nodes", "admin"),
          List.of());

  private static final Shape DESTINATION =
      keys(
          required(
              "into",
              place(
                  "gateways read current/ in it, which is switched to a new version at once",
                  optional("kong", KONG, "Kong, which gets a file of the copy; beside folder")),
              "where the region's copy is: a folder, or a store that others in the region read"),
          optional(
              "select",
              new Shape.Keys(
                  List.of(
                      optional("tags", TAGS, "objects with one of these tags, and all policies"),
                      optional(
                          "paths",
                          PATTERNS,
                          "objects that match one of these patterns, and all policies")),
                  List.of("tags", "paths"),
                  List.of()),
              "what the region takes; absent: everything"),
          optional(
              "values",
              new Shape.Named(Forms.NAME_FORM, Forms.REGION_VALUE, 1, 100),
              "put in place of ${fairlead:NAME} in apis and gateway-config of its folder, by"
                  + " name"));

  private static final Shape GIT =
      keys(
          required("repository", Forms.FILE, "a clone on the master's machine, or a bare one"),
          required("revision", Forms.REVISION, "a commit's id, a branch or a tag"));

  private static final Shape SIGNING_KEY =
      new Shape.Keys(
          List.of(
              required("key", Forms.REFERENCE, "its id in keys"),
              optional("file", Forms.FILE, "PEM file with the Ed25519 private key"),
              optional("kms", Forms.KMS_KEY, "a key of AWS's KMS, ECC_NIST_P256"),
              optional("keyVault", Forms.VAULT_KEY, "a key of Azure's Key Vault, P-256")),
          List.of("file", "kms", "keyVault"),
          List.of());

  private static final Shape SET =
      keys(
          required("master", Forms.REFERENCE, "the one region that publishes it"),
          optional(
              "source",
              new Shape.Keys(
                  List.of(
                      optional(
                          "folder",
                          Forms.FILE,
                          "its files, without those whose names begin with a dot"),
                      optional("git", GIT, "a commit, without names that begin with a dot"),
                      optional(
                          "s3",
                          s3("begins all keys; absent: all of the bucket is the set"),
                          "objects of S3, without names that begin with a dot"),
                      optional(
                          "blob",
                          blob("begins all names; absent: all of the container is the set"),
                          "blobs of Azure, without names that begin with a dot"),
                      optional(
                          "kong",
                          Forms.FILE,
                          "one declarative file of Kong, checked as its gateways would")),
                  List.of("folder", "git", "s3", "blob", "kong"),
                  List.of()),
              "what it is published from"),
          required(
              "store",
              place("on a disk that the master and the regions reach"),
              "where its versions are"),
          optional(
              "sign",
              new Shape.Many(SIGNING_KEY, 1, 2),
              "what the master signs with; two while one key replaces the other"),
          with(
              "validFor",
              new Shape.Span(Duration.ofMinutes(1), Duration.ofDays(365)),
              Spans.text(Replication.VALID_FOR),
              "regions refuse a version that is older; publish again before half of it is over"),
          with(
              "maxLag",
              BOUND,
              Spans.text(Replication.MAX_LAG),
              "how far behind a copy may be where services that need it get a new share"),
          optional(
              "maxLoss",
              BOUND,
              "how far behind it may be where such an active-passive service goes; absent: maxLag"),
          with(
              "maxDelete",
              new Shape.Whole(0, 100),
              Replication.MAX_DELETE,
              "percent of its objects that may be deleted at once"),
          optional(
              "objects",
              new Shape.Many(
                  keys(
                      required("paths", PATTERNS, "paths that it is for"),
                      optional(
                          "kind",
                          new Shape.Choice(ArtifactKind.words()),
                          "of the first rule that gives one; absent: files. Policies go to all"
                              + " regions"),
                      optional("tags", TAGS, "what regions select by")),
                  0,
                  1000),
              "what its files are, by their paths"),
          required(
              "regions",
              new Shape.Named(Forms.NAME_FORM, DESTINATION, 1, 64),
              "who gets it, by region"));

  static final Shape REPLICATION =
      keys(
          required(
              "keys",
              new Shape.Named(Forms.NAME_FORM, Forms.PUBLIC_KEY, 1, 8),
              "public keys that manifests may be signed with, by id"),
          optional(
              "boxes",
              new Shape.Named(Forms.NAME_FORM, new Shape.Many(TokenKeys.BOX, 1, 4), 1, 64),
              "what certificates are sealed with for a region, by region: the first from now on, the"
                  + " others are still opened"),
          required(
              "sets", new Shape.Named(Forms.NAME_FORM, SET, 1, 100), "artifact sets, by name"));

  private ReplicationKeys() {}

  private static Shape s3(String prefix) {
    return keys(
        required("bucket", Forms.BUCKET, "the bucket's name"),
        required("location", Forms.LOCATION, "the bucket's region, as AWS calls it"),
        optional("prefix", Forms.PREFIX, prefix));
  }

  private static Shape blob(String prefix) {
    return keys(
        required("account", Forms.ACCOUNT_NAME, "the storage account's name"),
        required("container", Forms.CONTAINER, "a private container"),
        optional("prefix", Forms.PREFIX, prefix),
        optional(
            "endpoint",
            Forms.ENDPOINT,
            "of its blobs; absent: https://ACCOUNT.blob.core.windows.net"),
        optional(
            "key",
            Forms.STORAGE_KEY,
            "the account's key, by reference only; absent or empty: by an identity"));
  }

  private static Shape place(String folder, Key... further) {
    List<Key> keys =
        new ArrayList<>(
            List.of(
                optional("folder", Forms.FILE, folder),
                optional("s3", S3, "a bucket of S3"),
                optional("blob", BLOB, "a container of Azure's Blob Storage")));
    keys.addAll(List.of(further));
    return new Shape.Keys(keys, List.of("folder", "s3", "blob"), List.of());
  }

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
