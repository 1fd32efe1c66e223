package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenBook;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenId;
import io.fairlead.token.TokenScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Regions issue, revoke, publish, copy, restart, fail over and back in an order that a seed
 * chooses; after every step the invariants of tokens hold. {@code -Dfairlead.token.seeds=N} plays
 * more.
 */
final class TokenSeedsTest {
  private static final int STEPS = 60;

  @TempDir private Path work;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("fairlead.token.seeds", 4));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tokens_are_active_in_the_scopes_regions_only_whatever_comes_first(long seed)
      throws IOException {
    Play play = new Play(new Regions(work, seed), new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      String did = play.step();
      play.check("seed %d, step %d: %s".formatted(seed, step, did));
    }
    play.settled("seed " + seed);
  }

  /** A play of one seed, and what is known of it from outside. */
  private static final class Play {
    private final Regions regions;
    private final Random random;
    private final List<Regions.Issued> tokens = new ArrayList<>();
    private final Set<TokenId> revoked = new HashSet<>();

    /** What a region has refused because it was revoked; it must never accept it again. */
    private final Set<String> ended = new HashSet<>();

    Play(Regions regions, Random random) {
      this.regions = regions;
      this.random = random;
    }

    String step() {
      String region = regions.names().get(random.nextInt(3));
      Place place = regions.at(region);
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> {
          Regions.Issued token = regions.make(Duration.ofMinutes(10), scope(region));
          place.issue(token.opened());
          tokens.add(token);
          return "issue in " + region;
        }
        case 3 -> {
          if (!tokens.isEmpty()) {
            Regions.Issued token = tokens.get(random.nextInt(tokens.size()));
            place.revoke(token.revocation());
            revoked.add(token.grant().id());
            remember(region);
          }
          return "revoke in " + region;
        }
        case 4, 5 -> {
          place.publish();
          place.replicate();
          remember(region);
          return "copy in " + region;
        }
        case 6 -> {
          place.restart();
          return "restart of " + region;
        }
        case 7 -> {
          if (random.nextBoolean()) {
            regions.failOver(region);
          } else {
            regions.failBack(region);
          }
          return "failover or failback of " + region;
        }
        default -> {
          regions.pass(Duration.ofSeconds(random.nextInt(120)));
          return "time";
        }
      }
    }

    private TokenScope scope(String home) {
      List<String> others = regions.others(home);
      String one = others.get(random.nextInt(2));
      return switch (random.nextInt(3)) {
        case 0 -> new TokenScope(TokenClass.REGION_LOCAL, home, List.of());
        case 1 -> new TokenScope(TokenClass.STANDBY, home, List.of(one));
        default ->
            new TokenScope(TokenClass.GLOBAL, home, random.nextBoolean() ? others : List.of(one));
      };
    }

    /** What a region knows by now as revoked, by its ledger and its copies. */
    private void remember(String region) {
      regions.at(region).read().homes().stream()
          .flatMap(home -> home.revocations().keySet().stream())
          .forEach(id -> ended.add(region + id.hex()));
    }

    void check(String where) {
      SortedMap<String, TokenBook> books = regions.books();
      for (Regions.Issued token : tokens) {
        for (String region : regions.active(books, token)) {
          assertThat(token.grant().scope().admits(region, regions.takeovers())).as(where).isTrue();
          assertThat(token.grant().expires()).as(where).isAfter(regions.now());
          assertThat(ended).as(where).doesNotContain(region + token.grant().id().hex());
        }
        boolean active =
            regions.answer(books.get(token.grant().scope().home()), token)
                instanceof TokenAnswer.Active;
        boolean over = !token.grant().expires().isAfter(regions.now());
        if (!revoked.contains(token.grant().id())) {
          assertThat(active).as(where + ": at home").isEqualTo(!over);
        }
      }
    }

    /** With every feed published and copied twice, nothing is missing either. */
    void settled(String where) {
      regions.settle();
      regions.settle();
      SortedMap<String, TokenBook> books = regions.books();
      for (Regions.Issued token : tokens) {
        boolean over =
            !token.grant().expires().isAfter(regions.now()) || revoked.contains(token.grant().id());
        assertThat(regions.active(books, token))
            .as(where)
            .containsExactlyInAnyOrderElementsOf(
                over ? List.of() : token.grant().scope().admitting(regions.takeovers()));
      }
    }
  }
}
