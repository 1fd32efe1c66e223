package io.fairlead.wiring.topology;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.ObjectRule;
import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.RegionValues;
import io.fairlead.artifact.Selector;
import io.fairlead.artifact.TrustedKey;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is copied from a master region to the others.
 *
 * @param keys public keys by id, as written, that manifests may be signed with
 * @param boxes keys that certificates are sealed with, by region; the first is sealed with now
 * @param sets artifact sets by name
 */
public record Replication(
    SortedMap<String, String> keys,
    SortedMap<String, List<Tokens.BoxKey>> boxes,
    SortedMap<String, ArtifactSet> sets) {
  /** Time that a version is valid for unless the file says otherwise. */
  static final Duration VALID_FOR = Duration.ofDays(7);

  /** How far behind a copy may be unless the file says otherwise. */
  static final Duration MAX_LAG = Duration.ofMinutes(5);

  /** Percentage of a set that may be deleted at once unless the file says otherwise. */
  static final int MAX_DELETE = 25;

  public Replication {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    boxes = Collections.unmodifiableSortedMap(new TreeMap<>(boxes));
    sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
  }

  /**
   * One artifact set.
   *
   * @param source what it is published from; null = this file is of machines that do not
   * @param store where its versions are
   * @param sign private keys that its manifests are signed with
   * @param maxDelete percentage of its objects that may be deleted at once
   */
  public record ArtifactSet(
      String master,
      @Nullable SetSource source,
      ArtifactPlace store,
      List<SigningKey> sign,
      Duration validFor,
      int maxDelete,
      List<ObjectRule> objects,
      SortedMap<String, Destination> regions) {
    public ArtifactSet {
      sign = List.copyOf(sign);
      objects = List.copyOf(objects);
      regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }

    /** The same, signed with other keys. */
    public ArtifactSet signedWith(List<SigningKey> others) {
      return new ArtifactSet(master, source, store, others, validFor, maxDelete, objects, regions);
    }
  }

  /**
   * Where a region's copy goes, and what is in it.
   *
   * @param kong what gets a file of it; null = nothing does
   * @param values what is put in place of placeholders in a folder
   */
  public record Destination(
      ArtifactPlace into, @Nullable KongNodes kong, Selector selector, RegionValues values) {}

  /**
   * Nodes of Kong without a database, or one Admin API of Kong with one.
   *
   * @param admins where their Admin APIs answer
   * @param tag of this set's entities in the database; null = there is none
   * @param file path of the declarative file in the set
   * @param token of their RBAC; null = none
   */
  public record KongNodes(
      List<URI> admins, @Nullable String tag, String file, @Nullable Secret token) {
    public KongNodes {
      admins = List.copyOf(admins);
    }
  }

  /** The keys that manifests may be signed with. */
  public TrustedKeys trustedKeys() {
    SortedMap<String, TrustedKey> trusted = new TreeMap<>();
    keys.forEach((id, key) -> trusted.put(id, TrustedKey.parse(key)));
    return new TrustedKeys(trusted);
  }

  /**
   * What a file says of replication.
   *
   * @param folder what relative paths start from
   */
  static Replication of(Section replication, Path folder) {
    SortedMap<String, String> keys = new TreeMap<>();
    Section declared = replication.section("keys");
    declared.entries().entries().keySet().forEach(id -> keys.put(id, declared.text(id, "")));
    SortedMap<String, ArtifactSet> sets = new TreeMap<>();
    replication.named("sets").forEach((name, set) -> sets.put(name, set(name, set, folder)));
    return new Replication(keys, boxes(replication.section("boxes"), folder), sets);
  }

  private static SortedMap<String, List<Tokens.BoxKey>> boxes(Section boxes, Path folder) {
    SortedMap<String, List<Tokens.BoxKey>> byRegion = new TreeMap<>();
    for (String region : boxes.entries().entries().keySet()) {
      byRegion.put(
          region,
          boxes.items(region).stream()
              .map(item -> Tokens.BoxKey.of(Section.of(item), folder))
              .toList());
    }
    return byRegion;
  }

  private static ArtifactSet set(String name, Section set, Path folder) {
    List<SigningKey> sign = new ArrayList<>();
    for (Tree item : set.items("sign")) {
      Section key = Section.of(item);
      sign.add(new SigningKey(key.text("key", ""), keyPlace(key, folder)));
    }
    SortedMap<String, Destination> regions = new TreeMap<>();
    set.named("regions")
        .forEach(
            (region, section) -> regions.put(region, destination(name, region, section, folder)));
    return new ArtifactSet(
        set.text("master", ""),
        source(set.section("source"), folder),
        place(set.section("store"), folder),
        sign,
        set.duration("validFor", VALID_FOR),
        set.number("maxDelete", MAX_DELETE),
        set.items("objects").stream().map(item -> rule(Section.of(item))).toList(),
        regions);
  }

  private static KeyPlace keyPlace(Section key, Path folder) {
    if (key.has("kms")) {
      return new KeyPlace.Kms(key.text("kms", ""));
    }
    return key.has("keyVault")
        ? new KeyPlace.Vault(URI.create(key.text("keyVault", "")))
        : new KeyPlace.File(path(folder, key.text("file", "")));
  }

  private static @Nullable SetSource source(Section source, Path folder) {
    if (source.has("git")) {
      Section git = source.section("git");
      return new SetSource.Commit(
          path(folder, git.text("repository", "")), git.text("revision", ""));
    }
    if (source.has("kong")) {
      return new SetSource.KongFile(path(folder, source.text("kong", "")));
    }
    if (source.has("s3") || source.has("blob")) {
      return new SetSource.Objects(place(source, folder));
    }
    String written = source.text("folder");
    return written == null ? null : new SetSource.Folder(path(folder, written));
  }

  private static Destination destination(String set, String name, Section region, Path folder) {
    Section into = region.section("into");
    Section values = region.section("values");
    SortedMap<String, String> texts = new TreeMap<>();
    values.entries().entries().keySet().forEach(each -> texts.put(each, values.text(each, "")));
    return new Destination(
        place(into, folder),
        into.has("kong") ? kong(set, into.section("kong")) : null,
        selector(region.section("select")),
        new RegionValues("replication.sets.%s.regions.%s.values".formatted(set, name), texts));
  }

  private static KongNodes kong(String set, Section kong) {
    String token = kong.text("token", "");
    boolean database = kong.has("admin");
    List<String> admins = database ? List.of(kong.text("admin", "")) : kong.texts("nodes");
    return new KongNodes(
        admins.stream().map(URI::create).toList(),
        database ? kong.text("tag", "fairlead-" + set) : null,
        kong.text("file", ""),
        token.isEmpty() ? null : new Secret(token));
  }

  private static ArtifactPlace place(Section place, Path folder) {
    if (place.has("s3")) {
      Section s3 = place.section("s3");
      return new ArtifactPlace.S3(
          s3.text("location", ""), s3.text("bucket", ""), s3.text("prefix", ""));
    }
    if (place.has("blob")) {
      Section blob = place.section("blob");
      return new ArtifactPlace.Blobs(Settings.storage(blob), blob.text("prefix", ""));
    }
    return new ArtifactPlace.Folder(path(folder, place.text("folder", "")));
  }

  private static Selector selector(Section select) {
    if (select.has("tags")) {
      return new Selector.ByTag(select.texts("tags"));
    }
    return select.has("paths")
        ? new Selector.ByPath(select.texts("paths").stream().map(PathPattern::parse).toList())
        : new Selector.All();
  }

  private static ObjectRule rule(Section rule) {
    String kind = rule.text("kind");
    return new ObjectRule(
        rule.texts("paths").stream().map(PathPattern::parse).toList(),
        kind == null ? null : ArtifactKind.parse(kind),
        rule.texts("tags"));
  }

  private static Path path(Path folder, String written) {
    return folder.resolve(written).toAbsolutePath().normalize();
  }
}
