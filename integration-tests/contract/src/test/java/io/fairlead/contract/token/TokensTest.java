package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.PageOpening;
import io.fairlead.cycle.TokenCopyCycle;
import io.fairlead.cycle.TokenPages;
import io.fairlead.cycle.TokenReport;
import io.fairlead.cycle.TokenReport.Outcome;
import io.fairlead.port.Reading;
import io.fairlead.token.FeedId;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenAnswer.Inactive;
import io.fairlead.token.TokenAnswer.Reason;
import io.fairlead.token.TokenClass;
import io.fairlead.token.TokenPage;
import io.fairlead.token.TokenScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens are active where their scope says, and nowhere else, over real folders and keys. */
final class TokensTest {
  @TempDir private Path work;

  private Regions regions;

  @BeforeEach
  void makeRegions() throws IOException {
    regions = new Regions(work, 1);
  }

  private Regions.Issued issued(TokenClass kind, String... others) {
    Regions.Issued token = regions.make(kind, "eu-west", others);
    assertThat(regions.at("eu-west").issue(token.opened()).ledger())
        .isInstanceOf(Outcome.Done.class);
    regions.settle();
    return token;
  }

  @Test
  void each_class_is_active_in_exactly_its_regions() {
    assertThat(regions.active(issued(TokenClass.REGION_LOCAL))).containsExactly("eu-west");
    assertThat(regions.active(issued(TokenClass.STANDBY, "eu-north"))).containsExactly("eu-west");
    assertThat(regions.active(issued(TokenClass.GLOBAL, "us-east")))
        .containsExactly("eu-west", "us-east");
  }

  @Test
  void a_standby_copy_takes_over_and_gives_back() {
    Regions.Issued token = issued(TokenClass.STANDBY, "eu-north");

    regions.failOver("eu-west");
    assertThat(regions.answer("eu-north", token)).isInstanceOf(TokenAnswer.Active.class);
    assertThat(regions.answer("us-east", token))
        .isEqualTo(new Inactive(Reason.UNKNOWN, List.of("eu-north")));
    regions.failBack("eu-west");
    assertThat(regions.answer("eu-north", token))
        .isEqualTo(new Inactive(Reason.ELSEWHERE, List.of("eu-west")));
  }

  @Test
  void revoking_the_home_token_revokes_the_copy() {
    Regions.Issued token = issued(TokenClass.STANDBY, "eu-north");
    TokenReport revoked = regions.at("eu-west").revoke(token.revocation());
    regions.at("eu-north").replicate();
    regions.failOver("eu-west");

    assertThat(revoked.feed()).isEqualTo(new Outcome.Done(2));
    assertThat(regions.active(token)).isEmpty();
    assertThat(regions.answer("eu-north", token))
        .isEqualTo(new Inactive(Reason.REVOKED, List.of()));
  }

  @Test
  void a_region_ends_a_token_whose_home_is_dark() {
    Regions.Issued token = issued(TokenClass.GLOBAL, "eu-north", "us-east");

    regions.at("eu-north").revoke(token.revocation());
    assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
    regions.at("us-east").replicate();
    assertThat(regions.active(token)).containsExactly("eu-west");
    regions.at("eu-west").replicate();
    assertThat(regions.active(token)).isEmpty();
  }

  @Test
  void a_feed_that_nobody_renews_is_accepted_until_it_expires() {
    Regions.Issued token = issued(TokenClass.GLOBAL, "us-east");

    regions.pass(Place.VALID_FOR.minusSeconds(1));
    assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
    regions.pass(Duration.ofSeconds(1));
    assertThat(regions.answer("us-east", token))
        .isEqualTo(new Inactive(Reason.STALE, List.of("eu-west")));
    regions.settle();
    assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
  }

  @Test
  void a_feed_is_renewed_when_half_of_its_time_is_over_and_not_before() {
    issued(TokenClass.GLOBAL, "us-east");

    regions.pass(Duration.ofMinutes(7));
    assertThat(regions.at("eu-west").publish().feed()).isEqualTo(new Outcome.UpToDate());
    assertThat(regions.at("us-east").replicate()).contains(new TokenCopyCycle.Outcome.UpToDate(1));
    regions.pass(Duration.ofMinutes(1));
    assertThat(regions.at("eu-west").publish().feed()).isEqualTo(new Outcome.Done(2));
    assertThat(regions.at("us-east").replicate()).contains(new TokenCopyCycle.Outcome.Copied(2, 1));
  }

  @Test
  void another_audience_refuses_what_the_state_would_allow() {
    Regions.Issued token = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
    regions.at("eu-west").issue(Regions.forAudienceOf("eu-west", token).opened());
    regions.settle();

    assertThat(regions.answer("us-east", token))
        .isEqualTo(new Inactive(Reason.OTHER_AUDIENCE, List.of()));
    assertThat(regions.answer("eu-west", token)).isInstanceOf(TokenAnswer.Active.class);
  }

  @Test
  void nothing_on_a_disk_tells_a_token_or_whose_it_is() throws IOException {
    Regions.Issued token = issued(TokenClass.GLOBAL, "eu-north", "us-east");
    String clear = token.text().clear();
    String digest = token.text().digest().hex();

    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content)
            .as(file.toString())
            .doesNotContain(clear, clear.substring(clear.length() - 43), digest, "anna\n")
            .doesNotContain("orders-app", "orders:read");
      }
    }
  }

  @Test
  void a_region_opens_its_own_boxes_and_no_others() {
    issued(TokenClass.GLOBAL, "eu-north", "us-east");
    Regions.Issued standby = issued(TokenClass.STANDBY, "eu-north");
    TokenPages feed =
        regions.at("us-east").pages("eu-west", FeedId.Kind.FEED, regions.at("us-east").shared());
    var newest = (TokenPages.Newest.At) feed.newest(regions.at("us-east").deadline());
    var page = newest.stored().page();
    var stolen = new PageOpening("eu-north", regions.at("us-east").opening().keys());

    assertThat(page.grants())
        .extracting(each -> each.grant().id())
        .containsExactly(standby.grant().id());
    assertThat(page.grants().getFirst().boxes()).containsOnlyKeys("eu-north");
    assertThat(stolen.open(page, regions.at("us-east").deadline()))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void keys_of_boxes_are_replaced_while_tokens_live_on() throws IOException {
    Regions.Issued token = issued(TokenClass.GLOBAL, "us-east");
    regions.keys.addBox("us-east", "us-east-2");
    regions.keys.addBox("eu-west", "eu-west-2");
    regions.settle();
    Regions.Issued second = issued(TokenClass.GLOBAL, "us-east");
    regions.keys.dropBox("us-east");
    regions.keys.dropBox("eu-west");
    regions.names().forEach(region -> regions.at(region).restart());

    assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
    assertThat(regions.active(second)).containsExactly("eu-west", "us-east");
  }

  @Test
  void a_key_of_boxes_can_go_once_it_was_replaced_though_nothing_was_issued() throws IOException {
    Regions.Issued token = issued(TokenClass.GLOBAL, "us-east");
    regions.keys.addBox("us-east", "us-east-2");
    regions.keys.addBox("eu-west", "eu-west-2");
    regions.settle();
    regions.keys.dropBox("us-east");
    regions.keys.dropBox("eu-west");
    regions.names().forEach(region -> regions.at(region).restart());

    assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
    assertThat(regions.at("eu-west").revoke(token.revocation()).ledger())
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_key_that_signs_can_go_once_it_was_replaced_though_nothing_was_issued() throws IOException {
    Regions.Issued token = issued(TokenClass.GLOBAL, "us-east");
    regions.keys.signWith("eu-west", "eu-west", "eu-west-2");
    regions.settle();
    regions.keys.signWith("eu-west", "eu-west-2");
    regions.settle();
    regions.keys.distrust("eu-west", "eu-west");
    regions.names().forEach(region -> regions.at(region).restart());

    assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
    assertThat(regions.at("eu-west").publish().feed()).isEqualTo(new Outcome.UpToDate());
    assertThat(regions.at("us-east").replicate()).contains(new TokenCopyCycle.Outcome.UpToDate(2));
    assertThat(regions.at("eu-west").revoke(token.revocation()).ledger())
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void a_revocation_stays_until_its_token_has_expired_by_every_clock() {
    Regions.Issued token = issued(TokenClass.GLOBAL, "us-east");
    regions.at("eu-west").revoke(token.revocation());
    regions.pass(Duration.between(regions.now(), token.grant().expires()).plusMinutes(4));
    TokenPage before = whole();
    regions.pass(Duration.ofMinutes(1));
    TokenPage after = whole();

    assertThat(before.revocations()).containsExactly(token.revocation());
    assertThat(after.revocations()).isEmpty();
  }

  /** The feed as a region reads it that has nothing yet: everything that is still needed. */
  private TokenPage whole() {
    Place home = regions.at("eu-west");
    home.office(store -> store)
        .issue(
            regions.make(TokenClass.GLOBAL, "eu-west", "us-east").opened(),
            home.order(true),
            home.deadline());
    var newest =
        (TokenPages.Newest.At)
            home.pages("eu-west", FeedId.Kind.FEED, home.shared()).newest(home.deadline());
    assertThat(newest.stored().page().isWhole()).isTrue();
    return newest.stored().page();
  }

  @Test
  void after_many_pages_a_whole_one_stands_for_all_that_is_needed() {
    Regions.Issued kept = issued(TokenClass.GLOBAL, "us-east");
    Regions.Issued revoked = issued(TokenClass.GLOBAL, "us-east");
    regions.at("eu-west").revoke(revoked.revocation());
    for (int i = 0; i < 80; i++) {
      Regions.Issued brief =
          regions.make(
              Duration.ofSeconds(1),
              new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("us-east")));
      regions.at("eu-west").issue(brief.opened());
      regions.pass(Duration.ofSeconds(2));
    }
    regions.settle();
    TokenPages feed =
        regions.at("us-east").pages("eu-west", FeedId.Kind.FEED, regions.at("us-east").copies());
    var newest = (TokenPages.Newest.At) feed.newest(regions.at("us-east").deadline());
    var pages =
        (TokenPages.Since.Pages) feed.since(newest.stored(), 0, regions.at("us-east").deadline());

    assertThat(pages.pages()).hasSizeLessThan(60);
    assertThat(pages.pages().getFirst().page().grants()).hasSizeLessThan(4);
    assertThat(pages.pages().getFirst().page().revocations()).containsExactly(revoked.revocation());
    assertThat(regions.active(kept)).containsExactly("eu-west", "us-east");
    assertThat(regions.active(revoked)).isEmpty();
  }
}
