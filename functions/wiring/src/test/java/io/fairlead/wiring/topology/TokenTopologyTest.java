package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Subject;
import io.fairlead.journal.Latch;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.token.Takeovers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that are scoped to regions, and which failovers count for them. */
final class TokenTopologyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
  private static final String BOX = "MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

  private static final String TOKENS =
      """
      tokens:
        issuer: https://tokens.example.com
        store: {folder: feeds}
        validFor: 5m
        regions:
          eu-west:
            audience: https://eu-west.example.com
            folder: west
            keys: {west-2026: "%1$s"}
            boxes: [{key: west-box-1, public: "%2$s", file: west.box.pem}]
            sign: [{key: west-2026, file: west.pem}]
            introspection: {http: 127.0.0.1:9411, callers: {gateway: "${SECRET:-}"}}
          us-east:
            audience: https://us-east.example.com
            folder: east
            keys: {east-2026: "%1$s"}
            boxes: [{key: east-box-1, public: "%2$s"}]
      """
          .formatted(KEY, BOX)
          .replace("\"${SECRET:-}\"", "0123456789abcdef");

  private static Edited fleet() {
    return Edited.threeRegions().and(TOKENS);
  }

  @Test
  void a_region_has_an_audience_keys_and_an_endpoint() {
    Tokens tokens = fleet().valid().tokens();
    Tokens.TokenRegion west = tokens.regions().get("eu-west");

    assertThat(tokens.issuer()).isEqualTo("https://tokens.example.com");
    assertThat(tokens.store())
        .isEqualTo(new TokenStore.Folder(Examples.root().resolve("examples/feeds")));
    assertThat(tokens.validFor()).isEqualTo(Duration.ofMinutes(5));
    assertThat(west.audience()).isEqualTo("https://eu-west.example.com");
    assertThat(west.keys()).containsEntry("west-2026", KEY);
    assertThat(west.boxes())
        .containsExactly(
            new Tokens.BoxKey("west-box-1", BOX, Examples.root().resolve("examples/west.box.pem")));
    assertThat(west.sign()).extracting(Tokens.FileKey::id).containsExactly("west-2026");
    assertThat(west.http()).isEqualTo(new HostPort("127.0.0.1", 9411));
    assertThat(west.callers().get("gateway").value()).isEqualTo("0123456789abcdef");
    assertThat(west).asString().doesNotContain("0123456789abcdef");
    assertThat(tokens.regions().get("us-east").sign()).isEmpty();
    assertThat(Edited.threeRegions().valid().tokens().regions()).isEmpty();
  }

  @Test
  void names_keys_and_what_must_be_alone_are_checked() {
    assertThat(fleet().with("    us-east:\n      aud", "    us-eats:\n      aud").errors())
        .anyMatch(error -> error.contains("there is no region 'us-eats'; did you mean 'us-east'?"));
    assertThat(fleet().with("{key: west-2026,", "{key: west-2025,").errors())
        .anyMatch(
            error -> error.contains("there is no key 'west-2025'; did you mean 'west-2026'?"));
    assertThat(fleet().with("\"" + BOX + "\", file", "\"" + KEY + "\", file").errors())
        .singleElement()
        .asString()
        .contains("boxes[0].public: no public key: expected the public key of an X25519 key");
    assertThat(fleet().with("https://us-east.example.com", "https://eu-west.example.com").errors())
        .singleElement()
        .asString()
        .contains("two regions with one audience: another is at ");
    assertThat(fleet().with("folder: east", "folder: west").errors())
        .singleElement()
        .asString()
        .contains("two regions with one folder");
    assertThat(fleet().with("127.0.0.1:9411", "127.0.0.1:9101").errors()).hasSizeLessThan(2);
  }

  private static Edited inTables() {
    return fleet()
        .with("store: {folder: feeds}", "store: {dynamo: {table: feeds, location: eu-west-1}}")
        .with("folder: west", "dynamo: {table: tokens, location: eu-west-1}")
        .with("folder: east", "table: {account: shopeast, table: Tokens}")
        .with("http: 127.0.0.1:9411, ", "");
  }

  @Test
  void pages_are_kept_in_tables_that_are_alone() {
    Tokens tokens = inTables().valid().tokens();

    assertThat(tokens.store()).isEqualTo(new TokenStore.Dynamo("eu-west-1", "feeds"));
    assertThat(tokens.regions().get("eu-west").own())
        .isEqualTo(new TokenStore.Dynamo("eu-west-1", "tokens"));
    assertThat(tokens.regions().get("eu-west").http()).isNull();
    assertThat(tokens.regions().get("us-east").own())
        .isEqualTo(
            new TokenStore.Table(
                "shopeast", "Tokens", "https://shopeast.table.core.windows.net", null));
    assertThat(inTables().with("{table: tokens,", "{table: feeds,").errors())
        .singleElement()
        .asString()
        .contains("the store of all feeds: a region's own table is elsewhere");
    assertThat(inTables().with("table: {account", "folder: x, table: {account").errors())
        .isNotEmpty();
    assertThat(inTables().with("table: Tokens", "table: to-kens").errors())
        .singleElement()
        .asString()
        .contains("a table's name");
    assertThat(inTables().valid().fleet().digest()).isNotEqualTo(fleet().valid().fleet().digest());
  }

  @Test
  void a_callers_secret_in_the_file_is_warned_of_and_never_shown() {
    assertThat(fleet().problems())
        .singleElement()
        .asString()
        .contains("callers.gateway: looks like a secret in the file")
        .doesNotContain("0123456789abcdef");
    assertThat(fleet().with("0123456789abcdef", "short-one").errors())
        .singleElement()
        .asString()
        .contains("a secret of 16-1024 visible ASCII characters")
        .doesNotContain("short-one");
  }

  @Test
  void the_digest_covers_keys_and_audiences_and_not_where_folders_lie() {
    String digest = fleet().valid().fleet().digest();

    for (List<String> same :
        List.of(
            List.of("folder: feeds", "folder: /srv/feeds"),
            List.of("file: west.pem", "file: other.pem"),
            List.of("0123456789abcdef", "fedcba9876543210"))) {
      assertThat(fleet().with(same.getFirst(), same.getLast()).valid().fleet().digest())
          .isEqualTo(digest);
    }
    for (List<String> other :
        List.of(
            List.of("issuer: https://tokens", "issuer: https://others"),
            List.of("validFor: 5m", "validFor: 6m"),
            List.of("https://us-east.example.com", "https://us.example.com"),
            List.of("east-2026", "east-2027"),
            List.of("east-box-1", "east-box-2"))) {
      assertThat(fleet().with(other.getFirst(), other.getLast()).valid().fleet().digest())
          .as(other.toString())
          .isNotEqualTo(digest);
    }
  }

  @Test
  void a_region_is_taken_over_when_the_journal_holds_every_deployment_of_it_out() {
    Topology topology = Edited.threeRegions().valid();
    RegisterState state =
        RegisterState.initial(topology.fleet().name(), topology.fleet().digest(), "op", NOON);
    List<Subject.OfDeployment> west =
        topology
            .fleet()
            .deployments()
            .filter(each -> each.region().equals("eu-west"))
            .map(each -> new Subject.OfDeployment(each.service(), each.region()))
            .toList();
    RegisterDraft all = RegisterDraft.of(state);
    for (int i = 0; i < west.size(); i++) {
      all.latches().put(west.get(i), latch(west.get(i), NOON.plusSeconds(i)));
    }
    RegisterDraft some = RegisterDraft.of(all.build("op-2", NOON));
    some.latches().remove(west.getFirst());

    assertThat(Takeovers.of(state, topology.fleet())).isEqualTo(Takeovers.NONE);
    Takeovers out = Takeovers.of(all.build("op-2", NOON), topology.fleet());
    assertThat(out.out()).isEqualTo(Map.of("eu-west", NOON.plusSeconds(west.size() - 1L)));
    assertThat(out.tookOver("eu-west", "us-east")).isTrue();
    assertThat(out.tookOver("us-east", "eu-west")).isFalse();
    assertThat(Takeovers.of(some.build("op-3", NOON), topology.fleet())).isEqualTo(Takeovers.NONE);
  }

  private static Latch latch(Subject.OfDeployment where, Instant since) {
    return new Latch(where, since, "Down", "fairlead", false, null, 0, since);
  }
}
