package io.fairlead.contract.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.artifact.KongControl;
import io.fairlead.cycle.TokenShelf;
import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongSource;
import io.fairlead.gateway.kong.KongTokens;
import io.fairlead.port.Reading;
import io.fairlead.token.GatewayCredential;
import io.fairlead.token.OpenedGrant;
import io.fairlead.token.Situation;
import io.fairlead.token.TokenClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each region's Kong has the credentials of the tokens that are active there, and no others. */
final class KongTokensTest {
  private static final String TAG = "fairlead-tokens";

  @TempDir private Path work;

  private Regions regions;
  private final SortedMap<String, KongControl> kongs = new TreeMap<>();

  @BeforeEach
  void start() throws IOException {
    regions = new Regions(work, 1);
    for (String region : regions.names()) {
      kongs.put(region, new KongControl());
    }
  }

  @AfterEach
  void stop() {
    kongs.values().forEach(KongControl::close);
  }

  private KongDatabase gateway(String region) {
    return new KongDatabase(kongs.get(region).uri(), null, regions::now, regions::pass);
  }

  /** A token of eu-west that gateways know by itself, or by a JWT that is signed with it. */
  private Regions.Issued issued(GatewayCredential.Kind how, TokenClass kind, String... others) {
    Regions.Issued token = made(how, kind, others);
    regions.at("eu-west").issue(token.opened());
    regions.settle();
    return token;
  }

  private Regions.Issued made(GatewayCredential.Kind how, TokenClass kind, String... others) {
    Regions.Issued made = regions.make(kind, "eu-west", others);
    String text = made.text().clear();
    GatewayCredential credential =
        how == GatewayCredential.Kind.KEY_AUTH
            ? GatewayCredential.keyAuth(text)
            : new GatewayCredential(how, made.grant().id().hex(), text, "HS256");
    return new Regions.Issued(
        made.text(), new OpenedGrant(made.grant(), made.opened().claims().with(credential)));
  }

  private KongTokens.Done tick(String region) {
    TokenShelf.Found found = regions.at(region).read();
    return run(region, found, Set.copyOf(regions.names()));
  }

  private KongTokens.Done run(String region, TokenShelf.Found found, Set<String> homes) {
    Situation at = new Situation(regions.now(), regions.takeovers());
    return new KongTokens(gateway(region), TAG)
        .run(
            new KongTokens.Wanted(found.book().active(at), found.book().known(), homes),
            regions.now(),
            regions.at(region).deadline());
  }

  private List<String> keys(String region, String table) {
    return kongs.get(region).rows.table(table).values().stream()
        .map(row -> row.path("key").asString(""))
        .toList();
  }

  private static String key(Regions.Issued token) {
    return token.text().clear();
  }

  @Test
  void a_key_is_where_its_scope_is_active_and_a_standby_one_while_its_region_has_taken_over() {
    Regions.Issued local = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.REGION_LOCAL);
    Regions.Issued standby =
        issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.STANDBY, "eu-north");
    Regions.Issued global = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");

    assertThat(tick("eu-west")).isEqualTo(new KongTokens.Done(0, 3, List.of()));
    assertThat(tick("us-east")).isEqualTo(new KongTokens.Done(0, 1, List.of()));
    assertThat(tick("eu-north")).isEqualTo(new KongTokens.Done(0, 0, List.of()));
    assertThat(keys("eu-west", "key-auths"))
        .containsExactlyInAnyOrder(key(local), key(standby), key(global));
    assertThat(keys("us-east", "key-auths")).containsExactly(key(global));

    regions.failOver("eu-west");
    tick("eu-north");
    assertThat(keys("eu-north", "key-auths")).containsExactly(key(standby));
    regions.failBack("eu-west");
    assertThat(tick("eu-north")).isEqualTo(new KongTokens.Done(1, 0, List.of()));
    assertThat(tick("eu-west")).as("nothing new").isEqualTo(new KongTokens.Done(0, 0, List.of()));
  }

  @Test
  void a_jwt_credential_has_the_id_as_its_key_and_a_consumer_of_its_client() {
    Regions.Issued token = issued(GatewayCredential.Kind.JWT, TokenClass.GLOBAL, "us-east");

    tick("us-east");

    ObjectNode jwt = kongs.get("us-east").rows.table("jwts").values().iterator().next();
    ObjectNode consumer = kongs.get("us-east").rows.table("consumers").values().iterator().next();
    assertThat(jwt.path("key").asString("")).isEqualTo(token.grant().id().hex());
    assertThat(jwt.path("secret").asString("")).isEqualTo(key(token));
    assertThat(jwt.path("algorithm").asString("")).isEqualTo("HS256");
    assertThat(jwt.path("consumer").path("id")).isEqualTo(consumer.path("id"));
    assertThat(consumer.path("username").asString("")).isEqualTo("orders-app");
    assertThat(jwt.path("tags").toString())
        .contains(TAG, "fairlead-token-" + token.grant().id().hex());
  }

  @Test
  void a_key_for_the_audience_of_another_region_is_not_brought_though_its_scope_admits_it() {
    Regions.Issued token = made(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    regions.at("eu-west").issue(Regions.forAudienceOf("eu-west", token).opened());
    regions.settle();

    assertThat(tick("us-east")).isEqualTo(new KongTokens.Done(0, 0, List.of()));
    assertThat(tick("eu-west")).isEqualTo(new KongTokens.Done(0, 1, List.of()));
  }

  @Test
  void what_is_revoked_goes_before_anything_comes_and_only_the_tagged() {
    Regions.Issued old = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    tick("us-east");
    ObjectNode mine = row("{\"id\":\"1\",\"key\":\"somebodys\",\"tags\":[\"theirs\"]}");
    kongs.get("us-east").rows.table("key-auths").put("1", mine);
    regions.at("eu-west").revoke(old.revocation());
    Regions.Issued fresh = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    kongs.get("us-east").changes.clear();

    assertThat(tick("us-east")).isEqualTo(new KongTokens.Done(1, 1, List.of()));
    assertThat(kongs.get("us-east").changes).containsExactly("DELETE key-auths", "PUT key-auths");
    assertThat(keys("us-east", "key-auths")).containsExactlyInAnyOrder("somebodys", key(fresh));
  }

  @Test
  void keys_end_by_themselves_where_kong_counts_their_time_and_data_planes_do_not() {
    issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    kongs.get("us-east").controls("[]");

    tick("eu-west");
    tick("us-east");

    assertThat(ttl("eu-west").asLong(0)).isEqualTo(3600);
    assertThat(ttl("us-east").isMissingNode()).isTrue();
    regions.pass(Duration.ofMinutes(61));
    assertThat(tick("us-east").removed()).isEqualTo(1);
  }

  private JsonNode ttl(String region) {
    return kongs.get(region).rows.table("key-auths").values().iterator().next().path("ttl");
  }

  @Test
  void a_2xx_is_no_proof_and_what_was_not_done_is_told_without_the_key() {
    Regions.Issued token = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.REGION_LOCAL);
    kongs.get("eu-west").deaf(true);

    KongTokens.Done deaf = tick("eu-west");

    assertThat(deaf.trouble())
        .containsExactly(
            "read back, the key-auth credential of token %s is not there"
                .formatted(token.grant().id().hex()));
    kongs.get("eu-west").deaf(false);
    ObjectNode taken = row("{\"id\":\"2\",\"key\":\"" + key(token) + "\"}");
    kongs.get("eu-west").rows.table("key-auths").put("2", taken);
    assertThat(tick("eu-west").trouble().toString())
        .contains("409", "UNIQUE violation", "{key}")
        .doesNotContain(key(token));
  }

  @Test
  void a_consumer_of_that_name_without_the_tag_is_left_alone_and_told() {
    issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.REGION_LOCAL);
    kongs
        .get("eu-west")
        .rows
        .table("consumers")
        .put("7", row("{\"id\":\"7\",\"username\":\"orders-app\"}"));

    assertThat(tick("eu-west").trouble())
        .containsExactly(
            "consumer orders-app is at the gateway already, without the tag fairlead-tokens: give"
                + " it the tag, or name another client");
    assertThat(kongs.get("eu-west").changes).isEmpty();
  }

  @Test
  void where_records_could_not_be_read_only_what_is_known_to_have_ended_is_deleted()
      throws IOException {
    Regions.Issued first = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    tick("us-east");
    TokenShelf.Found nothing = new Regions(work.resolve("empty"), 2).at("us-east").read();

    assertThat(run("us-east", nothing, Set.of("us-east")).removed()).isZero();
    assertThat(keys("us-east", "key-auths")).containsExactly(key(first));
    assertThat(run("us-east", nothing, Set.of("eu-west")).removed()).isEqualTo(1);
  }

  @Test
  void a_kong_without_a_database_or_one_that_is_dark_is_told_and_nothing_is_touched() {
    issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    kongs.get("us-east").withoutDatabase();

    assertThat(tick("us-east").trouble().toString()).contains("need a database or a control plane");
    kongs.get("eu-west").close();
    assertThat(tick("eu-west").trouble()).hasSize(1);
  }

  @Test
  void no_page_that_leaves_the_home_has_the_key_where_its_scope_does_not_reach()
      throws IOException {
    Regions.Issued token = issued(GatewayCredential.Kind.KEY_AUTH, TokenClass.GLOBAL, "us-east");
    String encoded =
        Base64.getEncoder().encodeToString(key(token).getBytes(StandardCharsets.UTF_8));

    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(key(token), encoded);
      }
    }
    assertThat(token.opened().toString()).doesNotContain(key(token));
    assertThat(token.opened().claims().credential()).hasToString("key-auth (not shown)");
  }

  @Test
  void credentials_of_tagged_consumers_are_found_and_kept_once_they_are_on_record() {
    KongControl kong = kongs.get("eu-west");
    kong.rows
        .table("consumers")
        .put("c1", row("{\"id\":\"c1\",\"username\":\"shop\",\"tags\":[\"partners\"]}"));
    kong.rows.table("consumers").put("c2", row("{\"id\":\"c2\",\"username\":\"other\"}"));
    kong.rows.table("key-auths").put("k1", credential("k1", "c1", ",\"key\":\"shop-key\""));
    kong.rows.table("key-auths").put("k2", credential("k2", "c2", ",\"key\":\"not-asked\""));
    kong.rows
        .table("jwts")
        .put(
            "j1",
            credential(
                "j1", "c1", ",\"key\":\"iss\",\"algorithm\":\"RS256\",\"rsa_public_key\":\"PEM\""));
    kong.pages(1);
    KongSource source = new KongSource(gateway("eu-west"), TAG);

    List<KongSource.Found> found = found(source);

    assertThat(found).extracting(KongSource.Found::client).containsOnly("shop");
    assertThat(found)
        .extracting(KongSource.Found::credential)
        .containsExactly(
            GatewayCredential.keyAuth("shop-key"),
            new GatewayCredential(GatewayCredential.Kind.JWT, "iss", "PEM", "RS256"));
    for (KongSource.Found each : found) {
      Regions.Issued record = regions.make(TokenClass.REGION_LOCAL, "eu-west");
      regions
          .at("eu-west")
          .issue(new OpenedGrant(record.grant(), record.opened().claims().with(each.credential())));
      assertThat(source.adopt(each, record.grant(), regions.at("eu-west").deadline())).isEmpty();
    }
    assertThat(found(source)).isEmpty();
    assertThat(tick("eu-west")).as("as it is").isEqualTo(new KongTokens.Done(0, 0, List.of()));
    assertThat(keys("eu-west", "key-auths")).containsExactly("shop-key", "not-asked");
    assertThat(kong.rows.table("key-auths").get("k1").path("tags").toString()).contains("mine");
  }

  private List<KongSource.Found> found(KongSource source) {
    return ((Reading.Known<List<KongSource.Found>>)
            source.found("partners", regions.at("eu-west").deadline()))
        .value();
  }

  private static ObjectNode credential(String id, String consumer, String fields) {
    return row(
        "{\"id\":\"%s\",\"consumer\":{\"id\":\"%s\"},\"created_at\":1,\"tags\":[\"mine\"]%s}"
            .formatted(id, consumer, fields));
  }

  private static ObjectNode row(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
