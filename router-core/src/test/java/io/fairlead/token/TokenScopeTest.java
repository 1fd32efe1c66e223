package io.fairlead.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which regions a scope admits. */
final class TokenScopeTest {
  @ParameterizedTest
  @CsvSource({
    "region-local, '',                 eu-west",
    "standby,      '',                 eu-west",
    "global,       '',                 eu-west eu-north us-east",
    "region-local, eu-west,            eu-west",
    "standby,      eu-west,            eu-west eu-north",
    "standby,      us-east,            eu-west",
    "standby,      eu-west eu-north,   eu-west",
    "global,       eu-west,            eu-west eu-north us-east",
  })
  void a_token_is_active_in_exactly_the_regions_that_its_scope_admits(
      String kind, String out, String admitted) {
    Takeovers takeovers = Tokens.out(out.isEmpty() ? new String[0] : out.split(" "));

    assertThat(Tokens.scopes().get(kind).admitting(takeovers)).containsExactly(admitted.split(" "));
  }

  @Test
  void a_standby_region_accepts_while_it_has_taken_over_and_no_longer() {
    assertThat(Tokens.STANDBY.admits("eu-north", Takeovers.NONE)).isFalse();
    assertThat(Tokens.STANDBY.admits("eu-north", Tokens.out("eu-west"))).isTrue();
    assertThat(Tokens.STANDBY.admits("us-east", Tokens.out("eu-west"))).isFalse();
  }

  @Test
  void a_class_says_how_many_other_regions_there_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenScope(TokenClass.REGION_LOCAL, "eu-west", List.of("eu-north")))
        .withMessageContaining("a region-local token has no other region");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenScope(TokenClass.STANDBY, "eu-west", List.of("a", "b")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenScope(TokenClass.GLOBAL, "eu-west", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenScope(TokenClass.GLOBAL, "eu-west", List.of("eu-west")));
  }

  @Test
  void exchangeable_is_refused_with_its_sentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenClass.parse("exchangeable"))
        .withMessage(
            "the token class 'exchangeable' (RFC 8693) is reserved and refused until it is built");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenClass.parse("local"))
        .withMessage("there is no token class 'local'; there are region-local, standby, global");
  }

  @Test
  void a_token_tells_where_to_ask_and_hides_itself() {
    TokenText token = Tokens.text(Tokens.STANDBY, 1);

    assertThat(token.clear()).startsWith("flt_eu-west.eu-north_").hasSize(64);
    assertThat(token).hasToString("(not shown)");
    assertThat(TokenText.parse(token.clear()).orElseThrow().digest()).isEqualTo(token.digest());
    assertThat(token.hint(Takeovers.NONE)).containsExactly("eu-west");
    assertThat(token.hint(Tokens.out("eu-west"))).containsExactly("eu-north");
    assertThat(Tokens.text(Tokens.LOCAL, 1).hint(Tokens.out("eu-west"))).isEmpty();
    assertThat(TokenText.parse(token.clear() + "x")).isEmpty();
    assertThat(TokenText.parse("flt_EU_" + "x".repeat(43))).isEmpty();
  }
}
