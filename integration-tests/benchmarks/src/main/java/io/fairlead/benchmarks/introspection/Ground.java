package io.fairlead.benchmarks.introspection;

import io.fairlead.artifact.Edition;
import io.fairlead.artifact.Note;
import io.fairlead.local.token.HmacLookup;
import io.fairlead.token.FeedId;
import io.fairlead.token.HomeTokens;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.OpenedPage;
import io.fairlead.token.PagePosition;
import io.fairlead.token.TokenBook;
import io.fairlead.token.TokenClaims;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenGrant;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenPage;
import io.fairlead.token.TokenScope;
import io.fairlead.token.TokenText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Many tokens of one region, as its endpoint holds them. */
record Ground(TokenBook book, List<String> tokens) {
  static Ground of(int count, Instant now) {
    Random random = new Random(1);
    TokenScope scope = new TokenScope(TokenClass.REGION_LOCAL, "eu-west", List.of());
    Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
    List<OpenedGrant> grants = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] secret = new byte[TokenText.SECRET_BYTES];
      byte[] id = new byte[TokenId.BYTES];
      random.nextBytes(secret);
      random.nextBytes(id);
      TokenText text = TokenText.of(scope, secret);
      tokens.add(text.clear());
      grants.add(
          new OpenedGrant(
              new TokenGrant(TokenId.of(id), scope, issued, issued.plus(Duration.ofHours(8))),
              new TokenClaims(
                  text.digest(),
                  "https://tokens.example.com",
                  "subject-" + i,
                  "orders",
                  List.of("https://eu-west.api.example.com"),
                  List.of("orders:read", "orders:write"))));
    }
    FeedId id = new FeedId("benchmark", "eu-west", FeedId.Kind.LEDGER);
    TokenPage page =
        new TokenPage(
            id,
            new Edition(1, "eu-west", 1, null, issued, issued.plus(Duration.ofMinutes(15))),
            new PagePosition(1, 1),
            new Note("benchmark", ""),
            List.of(),
            List.of(),
            List.of());
    HomeTokens home = HomeTokens.of(List.of(new OpenedPage(page, grants)));
    return new Ground(
        TokenBook.of(
            new TokenBook.Place(
                "eu-west", "https://eu-west.api.example.com", Set.of("eu-west", "us-east")),
            List.of(home),
            new HmacLookup()),
        tokens);
  }
}
