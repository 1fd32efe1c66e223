package io.fairlead.wiring.topology;

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
 * Tokens that are scoped to regions.
 *
 * @param issuer {@code iss} of every token
 * @param store of the feeds of all homes; null = the file declares no tokens
 * @param validFor how old a feed may be for its tokens to be accepted
 * @param regions by region
 */
public record Tokens(
    String issuer,
    @Nullable TokenStore store,
    Duration validFor,
    SortedMap<String, TokenRegion> regions) {
  /** What is Fairlead's in a Kong, unless the file says otherwise. */
  static final String KONG_TAG = "fairlead-tokens";

  /** Age of a feed unless the file says otherwise. */
  static final Duration VALID_FOR = Duration.ofMinutes(15);

  public Tokens {
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
  }

  /**
   * One region.
   *
   * @param audience {@code aud} that stands for it
   * @param own its ledger, and its copies of the others' feeds
   * @param keys public keys by id, as written, that its pages may be signed with
   * @param boxes what is sealed for it with; the first is sealed with now
   * @param sign private keys that its pages are signed with; empty = this file is of machines that
   *     do not
   * @param http where its introspection endpoint listens as a process; null = nowhere
   * @param callers secrets by name
   * @param kong what knows tokens by itself; null = nothing does
   */
  public record TokenRegion(
      String audience,
      TokenStore own,
      SortedMap<String, String> keys,
      List<BoxKey> boxes,
      List<FileKey> sign,
      @Nullable HostPort http,
      SortedMap<String, Secret> callers,
      @Nullable KongAdmin kong) {
    public TokenRegion {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
      boxes = List.copyOf(boxes);
      sign = List.copyOf(sign);
      callers = Collections.unmodifiableSortedMap(new TreeMap<>(callers));
    }

    /** The keys that its pages may be signed with. */
    public TrustedKeys trustedKeys() {
      SortedMap<String, TrustedKey> trusted = new TreeMap<>();
      keys.forEach((id, key) -> trusted.put(id, TrustedKey.parse(key)));
      return new TrustedKeys(trusted);
    }
  }

  /** A private key in a file, which pages are signed with. */
  public record FileKey(String id, Path file) {}

  /**
   * A Kong with a database, or a control plane.
   *
   * @param admin where its Admin API answers
   * @param tag of what is Fairlead's there
   * @param token of its RBAC; null = none
   */
  public record KongAdmin(URI admin, String tag, @Nullable Secret token) {}

  /**
   * A key that is sealed with for a region.
   *
   * @param publicKey as written
   * @param file PEM file with the private key; null = on other machines
   */
  public record BoxKey(String id, String publicKey, @Nullable Path file) {
    static BoxKey of(Section box, Path folder) {
      return new BoxKey(
          box.text("key", ""), box.text("public", ""), path(folder, box.text("file")));
    }
  }

  /**
   * What a file says of tokens.
   *
   * @param folder what relative paths start from
   */
  static Tokens of(Section tokens, Path folder) {
    SortedMap<String, TokenRegion> regions = new TreeMap<>();
    tokens.named("regions").forEach((name, region) -> regions.put(name, region(region, folder)));
    return new Tokens(
        tokens.text("issuer", ""),
        tokens.has("store") ? store(tokens.section("store"), folder) : null,
        tokens.duration("validFor", VALID_FOR),
        regions);
  }

  private static TokenRegion region(Section region, Path folder) {
    SortedMap<String, String> keys = new TreeMap<>();
    Section declared = region.section("keys");
    declared.entries().entries().keySet().forEach(id -> keys.put(id, declared.text(id, "")));
    List<BoxKey> boxes = new ArrayList<>();
    for (Tree item : region.items("boxes")) {
      boxes.add(BoxKey.of(Section.of(item), folder));
    }
    List<FileKey> sign = new ArrayList<>();
    for (Tree item : region.items("sign")) {
      Section key = Section.of(item);
      sign.add(
          new FileKey(key.text("key", ""), folder.resolve(key.text("file", "")).toAbsolutePath()));
    }
    Section introspection = region.section("introspection");
    String http = introspection.text("http");
    SortedMap<String, Secret> callers = new TreeMap<>();
    Section secrets = introspection.section("callers");
    secrets
        .entries()
        .entries()
        .keySet()
        .forEach(name -> callers.put(name, new Secret(secrets.text(name, ""))));
    return new TokenRegion(
        region.text("audience", ""),
        store(region, folder),
        keys,
        boxes,
        sign,
        http == null ? null : HostPort.parse(http),
        callers,
        region.has("kong") ? kong(region.section("kong")) : null);
  }

  private static KongAdmin kong(Section kong) {
    String token = kong.text("token", "");
    return new KongAdmin(
        URI.create(kong.text("admin", "")),
        kong.text("tag", KONG_TAG),
        token.isEmpty() ? null : new Secret(token));
  }

  private static TokenStore store(Section place, Path folder) {
    if (place.has("dynamo")) {
      Section dynamo = place.section("dynamo");
      return new TokenStore.Dynamo(dynamo.text("location", ""), dynamo.text("table", ""));
    }
    if (place.has("table")) {
      Section table = place.section("table");
      String account = table.text("account", "");
      String key = table.text("key", "");
      return new TokenStore.Table(
          account,
          table.text("table", ""),
          table.text("endpoint", "https://" + account + ".table.core.windows.net"),
          key.isEmpty() ? null : new Secret(key));
    }
    return new TokenStore.Folder(
        folder.resolve(place.text("folder", "")).toAbsolutePath().normalize());
  }

  private static @Nullable Path path(Path folder, @Nullable String written) {
    return written == null ? null : folder.resolve(written).toAbsolutePath().normalize();
  }
}
