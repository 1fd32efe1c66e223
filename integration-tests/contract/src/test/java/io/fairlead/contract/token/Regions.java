package io.fairlead.contract.token;

import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Revocation;
import io.fairlead.token.Situation;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenBook;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenScope;
import io.fairlead.token.TokenText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Three regions of one fleet that share a store, under a clock that stands still until a test moves
 * it.
 */
final class Regions {
  final Path work;
  final Path store;
  final Keys keys;
  private final SortedMap<String, Place> places = new TreeMap<>();
  private final SortedMap<String, Instant> out = new TreeMap<>();
  private final Random random;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  Regions(Path work, long seed) throws IOException {
    this.work = work;
    this.random = new Random(seed);
    this.store = Files.createDirectories(work.resolve("store"));
    this.keys = new Keys(work.resolve("keys"));
    for (String region : names()) {
      keys.addRegion(region);
      Files.createDirectories(work.resolve(region).resolve("ledger"));
      Files.createDirectories(work.resolve(region).resolve("copies"));
    }
    names().forEach(region -> places.put(region, new Place(region, this)));
  }

  /** A token and its record. */
  record Issued(TokenText text, OpenedGrant opened) {
    TokenGrant grant() {
      return opened.grant();
    }

    Revocation revocation() {
      return new Revocation(grant().id(), grant().expires());
    }
  }

  List<String> names() {
    return List.of("eu-north", "eu-west", "us-east");
  }

  List<String> others(String region) {
    return names().stream().filter(each -> !each.equals(region)).toList();
  }

  Place at(String region) {
    return places.get(region);
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void failOver(String region) {
    out.put(region, now);
  }

  void failBack(String region) {
    out.remove(region);
  }

  Takeovers takeovers() {
    return new Takeovers(out);
  }

  Issued make(TokenClass kind, String home, String... others) {
    return make(Duration.ofHours(1), new TokenScope(kind, home, List.of(others)));
  }

  /** A token that nobody has on record yet. */
  Issued make(Duration validFor, TokenScope scope) {
    byte[] id = new byte[TokenId.BYTES];
    byte[] secret = new byte[TokenText.SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    TokenText text = TokenText.of(scope, secret);
    TokenClaims claims =
        new TokenClaims(
            text.digest(),
            "https://tokens.test",
            "anna",
            "orders-app",
            scope.regions().stream().map(Regions::audience).toList(),
            List.of("orders:read"));
    return new Issued(
        text,
        new OpenedGrant(new TokenGrant(TokenId.of(id), scope, now, now.plus(validFor)), claims));
  }

  /** The same token, issued for the audience of one region alone. */
  static Issued forAudienceOf(String region, Issued token) {
    TokenClaims claims = token.opened().claims();
    return new Issued(
        token.text(),
        new OpenedGrant(
            token.grant(),
            new TokenClaims(
                claims.token(),
                claims.issuer(),
                claims.subject(),
                claims.client(),
                List.of(audience(region)),
                claims.permissions(),
                claims.credential())));
  }

  /** Every home publishes, then every region copies. */
  void settle() {
    places.values().forEach(Place::publish);
    places.values().forEach(Place::replicate);
  }

  TokenAnswer answer(String region, Issued token) {
    return answer(at(region).read().book(), token);
  }

  TokenAnswer answer(TokenBook book, Issued token) {
    return book.answer(token.text(), new Situation(now, takeovers()));
  }

  /** Regions in which a token is active. */
  List<String> active(Issued token) {
    return active(books(), token);
  }

  /** The same by what every region knew at one moment. */
  List<String> active(SortedMap<String, TokenBook> books, Issued token) {
    return names().stream()
        .filter(region -> answer(books.get(region), token) instanceof TokenAnswer.Active)
        .toList();
  }

  /** What every region knows now. */
  SortedMap<String, TokenBook> books() {
    SortedMap<String, TokenBook> books = new TreeMap<>();
    places.forEach((region, place) -> books.put(region, place.read().book()));
    return books;
  }

  static String audience(String region) {
    return "https://" + region + ".api.test";
  }
}
