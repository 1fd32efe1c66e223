package io.fairlead.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Edition;
import io.fairlead.artifact.Note;
import io.fairlead.artifact.Pointer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tokens and pages for tests; what is sealed is told apart, not sealed. */
final class Tokens {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final FeedId FEED = new FeedId("three-regions", "eu-west", FeedId.Kind.FEED);
  static final FeedId LEDGER = new FeedId("three-regions", "eu-west", FeedId.Kind.LEDGER);
  static final TokenScope LOCAL = new TokenScope(TokenClass.REGION_LOCAL, "eu-west", List.of());
  static final TokenScope STANDBY =
      new TokenScope(TokenClass.STANDBY, "eu-west", List.of("eu-north"));
  static final TokenScope GLOBAL =
      new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("us-east", "eu-north"));

  private Tokens() {}

  static TokenId id(int number) {
    return new TokenId("%032x".formatted(number));
  }

  static TokenText text(TokenScope scope, int number) {
    byte[] secret = new byte[TokenText.SECRET_BYTES];
    Arrays.fill(secret, (byte) number);
    return TokenText.of(scope, secret);
  }

  /** Valid for an hour from noon. */
  static TokenGrant grant(TokenScope scope, int number) {
    return new TokenGrant(id(number), scope, NOON, NOON.plus(Duration.ofHours(1)));
  }

  static OpenedGrant opened(TokenScope scope, int number) {
    List<String> audience = scope.regions().stream().map(Tokens::audience).toList();
    return new OpenedGrant(
        grant(scope, number),
        new TokenClaims(
            text(scope, number).digest(),
            "https://tokens.test",
            "anna",
            "orders-app",
            audience,
            List.of("orders:read", "orders:write")));
  }

  static String audience(String region) {
    return "https://" + region + ".api.test";
  }

  static SealedGrant sealed(TokenScope scope, int number, String... regions) {
    TreeMap<String, String> boxes = new TreeMap<>();
    Arrays.stream(regions).forEach(region -> boxes.put(region, "Ym94"));
    return new SealedGrant(grant(scope, number), boxes);
  }

  static Revocation revocation(int number) {
    return new Revocation(id(number), NOON.plus(Duration.ofHours(1)));
  }

  /** A page that is valid for a quarter of an hour from noon. */
  static TokenPage page(
      FeedId id, long version, List<Revocation> revocations, List<SealedGrant> grants) {
    List<String> readers =
        id.kind() == FeedId.Kind.LEDGER ? List.of("eu-west") : List.of("eu-north", "us-east");
    @Nullable Pointer parent =
        version == 1
            ? null
            : new Pointer(version - 1, ContentDigest.of(new byte[] {(byte) version}), 700);
    return new TokenPage(
        id,
        new Edition(version, "eu-west", 1, parent, NOON, NOON.plus(Duration.ofMinutes(15))),
        new PagePosition(1, version),
        new Note("anna@desk", "first"),
        readers.stream().map(region -> new WrappedKey(region, region + "-1", "a2V5")).toList(),
        revocations,
        grants);
  }

  static LookupKey lookup(ContentDigest digest) {
    return LookupKey.of(HexFormat.of().parseHex(digest.hex()));
  }

  /** What a failover has taken out since noon. */
  static Takeovers out(String... regions) {
    TreeMap<String, Instant> out = new TreeMap<>();
    Arrays.stream(regions).forEach(region -> out.put(region, NOON));
    return new Takeovers(out);
  }

  static HomeTokens home(FeedId id, List<OpenedGrant> grants, List<Revocation> revocations) {
    return HomeTokens.of(List.of(new OpenedPage(page(id, 1, revocations, List.of()), grants)));
  }

  static Map<String, TokenScope> scopes() {
    return Map.of("region-local", LOCAL, "standby", STANDBY, "global", GLOBAL);
  }
}
