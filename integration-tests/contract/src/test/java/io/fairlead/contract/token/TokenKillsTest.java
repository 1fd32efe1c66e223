package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.Struck;
import io.fairlead.cycle.TokenOffice;
import io.fairlead.port.ArtifactStore;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed before any call, an order is done wholly or not at all, and the next run completes it. */
final class TokenKillsTest {
  private static final int MORE_THAN_ENOUGH = 100;

  @TempDir private Path work;

  /** Strikes before every call in turn, until an order has fewer calls. */
  private int struck(BiConsumer<Regions, Struck> order) throws IOException {
    for (int at = 1; at < MORE_THAN_ENOUGH; at++) {
      Struck struck = new Struck(at);
      try {
        order.accept(new Regions(work.resolve("k" + at), at), struck);
        assertThat(struck.missed()).isTrue();
        return at - 1;
      } catch (Struck.Killed _) {
        // What became of it was looked at by the order itself.
      }
    }
    throw new AssertionError("there is no end of calls");
  }

  private static TokenOffice office(Regions regions, Struck struck) {
    return regions.at("eu-west").office(store -> struck.over(ArtifactStore.class, store));
  }

  @Test
  void issuing_is_killed_before_every_call() throws IOException {
    int kills =
        struck(
            (regions, struck) -> {
              Regions.Issued first = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
              regions.at("eu-west").issue(first.opened());
              regions.settle();
              Regions.Issued token = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
              Place home = regions.at("eu-west");
              try {
                office(regions, struck).issue(token.opened(), home.order(false), home.deadline());
              } finally {
                boolean issued = regions.answer("eu-west", token) instanceof TokenAnswer.Active;
                assertThat(regions.active(first)).containsExactly("eu-west", "us-east");
                regions.settle();
                assertThat(regions.active(token))
                    .isEqualTo(issued ? List.of("eu-west", "us-east") : List.of());
                assertThat(regions.active(first)).containsExactly("eu-west", "us-east");
              }
            });

    assertThat(kills).isGreaterThan(7);
  }

  @Test
  void revoking_is_killed_before_every_call() throws IOException {
    int kills =
        struck(
            (regions, struck) -> {
              Regions.Issued token = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
              Place home = regions.at("eu-west");
              home.issue(token.opened());
              regions.settle();
              try {
                office(regions, struck)
                    .revoke(token.revocation(), home.order(false), home.deadline());
              } finally {
                boolean revoked = !regions.active(token).contains("eu-west");
                regions.settle();
                assertThat(regions.active(token))
                    .isEqualTo(revoked ? List.of() : List.of("eu-west", "us-east"));
                home.revoke(token.revocation());
                regions.settle();
                assertThat(regions.active(token)).isEmpty();
              }
            });

    assertThat(kills).isGreaterThan(7);
  }

  @Test
  void a_ledger_under_new_keys_is_killed_before_every_call() throws IOException {
    int kills =
        struck(
            (regions, struck) -> {
              Regions.Issued token = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
              Place home = regions.at("eu-west");
              home.issue(token.opened());
              regions.settle();
              replaceKeys(regions);
              try {
                office(regions, struck).publish(home.order(false), home.deadline());
              } finally {
                assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
                regions.settle();
                regions.keys.dropBox("eu-west");
                regions.keys.distrust("eu-west", "eu-west");
                regions.names().forEach(region -> regions.at(region).restart());
                assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
              }
            });

    assertThat(kills).isGreaterThan(7);
  }

  private static void replaceKeys(Regions regions) {
    try {
      regions.keys.addBox("eu-west", "eu-west-2");
      regions.keys.signWith("eu-west", "eu-west-new");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    regions.names().forEach(region -> regions.at(region).restart());
  }

  @Test
  void copying_is_killed_before_every_call() throws IOException {
    int kills =
        struck(
            (regions, struck) -> {
              Regions.Issued revoked = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
              regions.at("eu-west").issue(revoked.opened());
              regions.settle();
              regions.at("eu-west").revoke(revoked.revocation());
              Regions.Issued token = regions.make(TokenClass.GLOBAL, "eu-west", "us-east");
              regions.at("eu-west").issue(token.opened());
              try {
                regions.at("us-east").replicate(store -> struck.over(ArtifactStore.class, store));
              } finally {
                // The grant is there only where the revocation before it is, too.
                boolean granted = regions.active(token).contains("us-east");
                assertThat(regions.active(revoked).contains("us-east")).isEqualTo(!granted);
                regions.at("us-east").replicate();
                assertThat(regions.active(token)).containsExactly("eu-west", "us-east");
                assertThat(regions.active(revoked)).isEmpty();
              }
            });

    assertThat(kills).isGreaterThan(7);
  }
}
