package io.fairlead.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.token.TokenAnswer.Active;
import io.fairlead.token.TokenAnswer.Inactive;
import io.fairlead.token.TokenAnswer.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a token is active in a region, and why not. */
final class TokenBookTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration VALID_FOR = Duration.ofMinutes(15);
  private static final Situation QUIET = new Situation(Tokens.NOON.plus(MINUTE), Takeovers.NONE);
  private static final Situation LATE =
      new Situation(Tokens.NOON.plus(MINUTE.multipliedBy(20)), Takeovers.NONE);

  private static final Set<String> REGIONS = Set.of("eu-west", "eu-north", "us-east");

  private static TokenBook at(String region, HomeTokens... homes) {
    return TokenBook.of(
        new TokenBook.Place(region, Tokens.audience(region), REGIONS),
        List.of(homes),
        Tokens::lookup);
  }

  private static Situation out(Situation situation, String... regions) {
    return new Situation(situation.now(), Tokens.out(regions));
  }

  private static HomeTokens feed(OpenedGrant... grants) {
    return Tokens.home(Tokens.FEED, List.of(grants), List.of());
  }

  @Test
  void at_home_every_class_is_active_whatever_the_age_of_anything() {
    for (TokenScope scope : Tokens.scopes().values()) {
      HomeTokens ledger = Tokens.home(Tokens.LEDGER, List.of(Tokens.opened(scope, 1)), List.of());

      assertThat(at("eu-west", ledger).answer(Tokens.text(scope, 1), LATE))
          .isEqualTo(new Active(Tokens.grant(scope, 1), Tokens.opened(scope, 1).claims()));
    }
  }

  @Test
  void every_reason_not_to_be_active_has_its_case() {
    Set<Reason> met = EnumSet.noneOf(Reason.class);
    OpenedGrant global = Tokens.opened(Tokens.GLOBAL, 1);
    TokenText text = Tokens.text(Tokens.GLOBAL, 1);

    met.add(reason(at("us-east").answer(text, QUIET), "eu-west"));
    met.add(
        reason(
            at("us-east", feed(global))
                .answer(text, new Situation(global.grant().expires(), Takeovers.NONE))));
    met.add(
        reason(
            at(
                    "us-east",
                    Tokens.home(Tokens.FEED, List.of(global), List.of(Tokens.revocation(1))),
                    feed(global))
                .answer(text, QUIET)));
    met.add(
        reason(
            at("eu-north", feed(Tokens.opened(Tokens.STANDBY, 1)))
                .answer(Tokens.text(Tokens.STANDBY, 1), QUIET),
            "eu-west"));
    met.add(reason(at("us-east", feed(global)).answer(text, LATE), "eu-west"));
    met.add(
        reason(
            TokenBook.of(
                    new TokenBook.Place("us-east", "https://other.test", REGIONS),
                    List.of(feed(global)),
                    Tokens::lookup)
                .answer(text, QUIET)));

    assertThat(met).isEqualTo(EnumSet.allOf(Reason.class));
  }

  private static Reason reason(TokenAnswer answer, String... acceptedBy) {
    assertThat(answer).isInstanceOf(Inactive.class);
    Inactive inactive = (Inactive) answer;
    assertThat(inactive.acceptedBy()).as(inactive.reason().name()).containsExactly(acceptedBy);
    assertThat(inactive.reason().sentence()).isNotBlank();
    return inactive.reason();
  }

  @Test
  void a_standby_copy_is_active_from_failover_to_failback() {
    TokenBook standby = at("eu-north", feed(Tokens.opened(Tokens.STANDBY, 1)));
    TokenText text = Tokens.text(Tokens.STANDBY, 1);

    assertThat(standby.answer(text, QUIET)).isInstanceOf(Inactive.class);
    assertThat(standby.answer(text, out(QUIET, "eu-west"))).isInstanceOf(Active.class);
    assertThat(standby.answer(text, QUIET)).isInstanceOf(Inactive.class);
  }

  @Test
  void a_dark_home_is_judged_as_it_was_when_it_was_taken_over() {
    TokenBook standby = at("eu-north", feed(Tokens.opened(Tokens.STANDBY, 1)));
    TokenText text = Tokens.text(Tokens.STANDBY, 1);
    Takeovers late = new Takeovers(new TreeMap<>(Map.of("eu-west", LATE.now().minus(MINUTE))));

    assertThat(standby.answer(text, out(LATE, "eu-west"))).isInstanceOf(Active.class);
    assertThat(standby.answer(text, new Situation(LATE.now(), late)))
        .isEqualTo(new Inactive(Reason.STALE, List.of("eu-west")));
  }

  @Test
  void a_failover_that_was_read_longer_ago_than_a_feed_is_accepted_counts_no_more() {
    TokenBook standby =
        at("eu-north", feed(Tokens.opened(Tokens.STANDBY, 1), Tokens.opened(Tokens.GLOBAL, 2)));
    Takeovers out = Tokens.out("eu-west");
    Situation heard = new Situation(LATE.now(), out, LATE.now().minus(VALID_FOR).plusSeconds(1));
    Situation forgotten = new Situation(LATE.now(), out, LATE.now().minus(VALID_FOR));

    for (TokenScope scope : List.of(Tokens.STANDBY, Tokens.GLOBAL)) {
      TokenText text = Tokens.text(scope, scope.kind() == TokenClass.STANDBY ? 1 : 2);
      assertThat(standby.answer(text, heard)).isInstanceOf(Active.class);
      assertThat(standby.answer(text, forgotten))
          .isEqualTo(
              new Inactive(
                  scope.kind() == TokenClass.STANDBY ? Reason.ELSEWHERE : Reason.STALE,
                  List.of("eu-west")));
    }
  }

  @Test
  void nobody_is_named_who_has_no_tokens_and_nobody_names_itself() {
    String secret = "x".repeat(43);
    TokenText strange = TokenText.parse("flt_mars_" + secret).orElseThrow();
    TokenText own = TokenText.parse("flt_us-east_" + secret).orElseThrow();
    TokenText other = TokenText.parse("flt_eu-west_" + secret).orElseThrow();

    assertThat(at("us-east").answer(strange, QUIET))
        .isEqualTo(new Inactive(Reason.UNKNOWN, List.of()));
    assertThat(at("us-east").answer(own, QUIET)).isEqualTo(new Inactive(Reason.UNKNOWN, List.of()));
    assertThat(at("us-east").answer(other, QUIET))
        .isEqualTo(new Inactive(Reason.UNKNOWN, List.of("eu-west")));
  }

  @Test
  void a_revocation_of_any_home_ends_a_token_everywhere() {
    HomeTokens other =
        Tokens.home(
            new FeedId("three-regions", "eu-west", FeedId.Kind.LEDGER),
            List.of(),
            List.of(Tokens.revocation(1)));
    HomeTokens grant = feed(Tokens.opened(Tokens.GLOBAL, 1));

    assertThat(at("us-east", grant, other).answer(Tokens.text(Tokens.GLOBAL, 1), QUIET))
        .isEqualTo(new Inactive(Reason.REVOKED, List.of()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void no_grant_ever_overtakes_a_revocation(long seed) {
    Random random = new Random(seed);
    List<OpenedPage> pages = new ArrayList<>();
    List<Integer> revoked = new ArrayList<>();
    int pageCount = 2 + random.nextInt(8);
    for (int version = 1; version <= pageCount; version++) {
      int token = random.nextInt(6);
      boolean revokes = random.nextInt(3) == 0;
      if (revokes) {
        revoked.add(token);
      }
      pages.add(
          new OpenedPage(
              Tokens.page(
                  Tokens.FEED,
                  version,
                  revokes ? List.of(Tokens.revocation(token)) : List.of(),
                  List.of()),
              revokes ? List.of() : List.of(Tokens.opened(Tokens.GLOBAL, token))));
    }
    TokenBook book = at("us-east", HomeTokens.of(pages));

    for (int token = 0; token < 6; token++) {
      TokenAnswer answer = book.answer(Tokens.text(Tokens.GLOBAL, token), QUIET);
      if (revoked.contains(token)) {
        assertThat(answer).as("seed " + seed).isInstanceOf(Inactive.class);
      }
    }
  }
}
