package io.fairlead.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a page that are signed. */
final class PageTextTest {
  @Test
  void a_page_reads_as_people_would_write_it_down() {
    TokenPage page =
        Tokens.page(
            Tokens.FEED,
            2,
            List.of(Tokens.revocation(7)),
            List.of(Tokens.sealed(Tokens.STANDBY, 8, "eu-north")));

    assertThat(new String(PageText.encode(page), UTF_8))
        .isEqualTo(
            """
            fairlead-tokens/1
            row three-regions eu-west feed
            version 2
            epoch 1
            parent 1 dbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986 700
            created 2026-03-01T12:00:00Z
            expires 2026-03-01T12:15:00Z
            base 1
            source 2
            by anna@desk
            reason first
            keys 2
            eu-north eu-north-1 a2V5
            us-east us-east-1 a2V5
            revocations 1
            00000000000000000000000000000007 1772370000
            grants 1
            00000000000000000000000000000008 1772366400 1772370000 standby eu-north eu-north:Ym94
            end
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void what_was_written_is_read_back_and_nothing_else_is_read_as_it(long seed) {
    Random random = new Random(seed);
    List<Revocation> revocations = new ArrayList<>();
    List<SealedGrant> grants = new ArrayList<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      if (random.nextBoolean()) {
        revocations.add(Tokens.revocation(i));
      } else {
        grants.add(Tokens.sealed(Tokens.GLOBAL, i, "eu-north", "us-east"));
      }
    }
    TokenPage page = Tokens.page(Tokens.FEED, 1 + random.nextInt(9), revocations, grants);
    byte[] bytes = PageText.encode(page);

    assertThat(PageText.decode(bytes, Tokens.FEED)).isEqualTo(page);
    for (int i = 0; i < 200; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
      try {
        TokenPage read = PageText.decode(changed, Tokens.FEED);
        assertThat(read).as("seed " + seed).isNotEqualTo(page);
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      }
    }
  }

  @Test
  void a_page_of_another_row_is_not_read() {
    byte[] bytes = PageText.encode(Tokens.page(Tokens.FEED, 1, List.of(), List.of()));

    assertThatIllegalArgumentException().isThrownBy(() -> PageText.decode(bytes, Tokens.LEDGER));
  }

  @Test
  void what_a_class_does_not_allow_stands_on_no_page() {
    assertRefused(Tokens.FEED, Tokens.sealed(Tokens.GLOBAL, 1, "eu-west"));
    assertRefused(Tokens.FEED, Tokens.sealed(Tokens.GLOBAL, 1));
    assertRefused(Tokens.LEDGER, Tokens.sealed(Tokens.GLOBAL, 1, "us-east"));
    assertRefused(Tokens.FEED, Tokens.sealed(Tokens.LOCAL, 1, "eu-west"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokens.sealed(Tokens.STANDBY, 1, "us-east"))
        .withMessageContaining("is sealed for [us-east], and its scope is [eu-west, eu-north]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokens.sealed(Tokens.LOCAL, 1, "eu-north"));
  }

  private static void assertRefused(FeedId id, SealedGrant grant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tokens.page(id, 1, List.of(), List.of(grant)))
        .withMessageContaining("box");
  }

  @Test
  void claims_are_read_back_and_shown_to_nobody() {
    TokenClaims claims = Tokens.opened(Tokens.GLOBAL, 3).claims();

    assertThat(TokenClaims.decode(claims.encode())).isEqualTo(claims);
    assertThat(claims).hasToString("(claims not shown)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenClaims.decode("fairlead-claims/1\n".getBytes(UTF_8)));
  }
}
