package io.fairlead.contract.artifact;

import static io.fairlead.contract.artifact.KongChange.FILE;
import static io.fairlead.contract.artifact.KongChange.FIRST;
import static io.fairlead.contract.artifact.KongChange.SECOND;
import static io.fairlead.contract.artifact.KongChange.TAG;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.ReplicateReport;
import io.fairlead.cycle.ReplicateReport.Outcome;
import io.fairlead.gateway.kong.KongDatabase;
import io.fairlead.gateway.kong.KongEntities;
import io.fairlead.gateway.kong.KongKind;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kong with a database has the entities of the set's file, and keeps all others as they are. With
 * {@code FAIRLEAD_KONG_DATABASE}, the URL of an Admin API, what needs no fault runs on that one.
 */
final class KongDatabaseTest {
  private static final String VARIABLE = "FAIRLEAD_KONG_DATABASE";
  @TempDir private Path work;

  private final List<Duration> paused = new ArrayList<>();
  private KongControl kong;
  private Copying copying;

  @BeforeEach
  void startKongWithSomethingMadeByHand() throws IOException {
    kong = new KongControl();
    KongChange.byHand(kong);
    copying = new Copying(work.resolve("first"));
    publish(FIRST);
  }

  @AfterEach
  void stop() {
    kong.close();
  }

  private void publish(String config) throws IOException {
    copying.write(FILE, config);
    copying.publish("master");
  }

  private ReplicateReport replicate() throws IOException {
    return KongChange.replicate(copying, api(kong.uri()), sink -> sink);
  }

  private KongEntities api(URI admin) {
    return new KongDatabase(admin, null, copying.clock(), paused::add);
  }

  private ObjectNode row(String table, String name) {
    return kong.rows.table(table).values().stream()
        .filter(
            row ->
                List.of("name", "username", "key", "target").stream()
                    .anyMatch(field -> row.path(field).asString("").equals(name)))
        .findFirst()
        .orElseThrow();
  }

  private void assertByHandIsThere() {
    assertThat(row("services", "by-hand").has("tags")).isFalse();
  }

  private static String why(ReplicateReport report) {
    return report.outcome().word() + ": " + report.outcome().reason();
  }

  @Test
  void every_entity_is_made_after_what_it_points_at_and_a_second_run_finds_it_so()
      throws IOException {
    assertThat(why(replicate())).isEqualTo("applied: ");
    assertThat(kong.changes)
        .containsSequence("PUT services", "PUT services")
        .endsWith("PUT routes", "PUT routes", "POST targets", "POST targets", "PUT plugins");
    assertThat(row("services", "orders").path("path").asString("")).isEqualTo("/orders");
    assertThat(row("routes", "portal").path("service").path("id"))
        .isEqualTo(row("services", "portal").path("id"));
    assertThat(row("plugins", "rate-limiting").path("route").path("id"))
        .isEqualTo(row("routes", "orders").path("id"));
    assertThat(row("services", "portal").path("tags").toString()).contains("public", TAG);
    int changes = kong.changes.size();

    assertThat(replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    assertThat(kong.changes).hasSize(changes);
    assertByHandIsThere();
  }

  @Test
  void what_is_too_much_is_deleted_last_and_children_first() throws IOException {
    replicate();
    kong.changes.clear();
    publish(SECOND);

    assertThat(why(replicate())).isEqualTo("applied: ");
    int firstDelete = kong.changes.indexOf("DELETE plugins");
    assertThat(kong.changes.subList(0, firstDelete)).allMatch(each -> !each.startsWith("DELETE"));
    assertThat(kong.changes.subList(firstDelete, kong.changes.size()))
        .containsExactly(
            "DELETE plugins",
            "DELETE targets",
            "DELETE routes",
            "DELETE basic-auths",
            "DELETE key-auths",
            "DELETE services",
            "DELETE consumers");
    assertByHandIsThere();
  }

  @Test
  void what_the_file_no_longer_says_goes_back_to_kongs_default() throws IOException {
    replicate();
    assertThat(row("services", "orders").path("retries").asInt()).isEqualTo(7);
    publish(SECOND);
    replicate();

    assertThat(row("services", "orders").path("retries").asInt()).isEqualTo(5);
  }

  @Test
  void what_somebody_changed_by_hand_is_told_and_put_right() throws IOException {
    replicate();
    row("routes", "portal").putArray("paths").add("/elsewhere");
    kong.rows.delete("targets", row("targets", "127.0.0.1:10").path("id").asString(""));
    ReplicateReport report = replicate();

    assertThat(report.outcome()).isEqualTo(new Outcome.Applied());
    assertThat(report.remarks())
        .singleElement()
        .asString()
        .contains("2 entities: route portal differs, target 127.0.0.1:10 missing");
    assertThat(row("routes", "portal").path("paths").toString()).isEqualTo("[\"/portal\"]");
  }

  @Test
  void tokens_that_a_gateway_issued_are_neither_brought_nor_taken_away() throws IOException {
    replicate();
    assertThat(kong.rows.table("oauth2_tokens")).isEmpty();
    ObjectNode live = JsonMapper.shared().createObjectNode().put("access_token", "live");
    kong.rows.put("oauth2_tokens", "22222222-2222-4222-8222-222222222222", live);
    publish(SECOND);
    replicate();

    assertThat(kong.rows.table("oauth2_tokens")).hasSize(1);
  }

  @Test
  void a_refusal_of_kong_brings_the_set_before_back() throws IOException {
    replicate();
    Map<String, List<String>> before = kong.rows.all();
    publish(SECOND.replace("paths: [/stock]", "strip_path: false"));
    ReplicateReport report = replicate();

    assertThat(why(report))
        .startsWith("rolledBack: route stock: ")
        .contains("with 400, schema violation (must set one of 'methods'");
    assertThat(kong.rows.all()).isEqualTo(before);
    assertThat(copying.seen().get(FILE)).isEqualTo(FIRST);
  }

  @Test
  void a_name_that_is_taken_by_somebody_brings_the_set_before_back() throws IOException {
    replicate();
    Map<String, List<String>> before = kong.rows.all();
    publish(SECOND.replace("stock", "by-hand"));

    assertThat(why(replicate()))
        .startsWith("rolledBack: service by-hand: ")
        .contains("with 409", "it is there already and has not this set's tag");
    assertThat(kong.rows.all()).isEqualTo(before);
    assertByHandIsThere();
  }

  @Test
  void an_id_of_somebody_elses_entity_is_refused_before_anything_is_touched() throws IOException {
    replicate();
    Map<String, List<String>> before = kong.rows.all();
    publish(
        SECOND.replace(
            "- {name: stock,", "- {id: 11111111-1111-4111-8111-111111111111, name: stock,"));

    assertThat(why(replicate())).startsWith("held: ").contains("without the tag " + TAG);
    assertThat(kong.rows.all()).isEqualTo(before);
  }

  @Test
  void a_gateway_that_says_it_has_done_what_it_has_not_is_not_believed() throws IOException {
    replicate();
    publish(SECOND);
    kong.deaf(true);
    assertThat(why(replicate())).contains("read back, Kong differs from the file in ");

    kong.deaf(false);
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
  }

  @Test
  void a_busy_gateway_is_asked_again_when_it_says() throws IOException {
    kong.busy(3);
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(paused).hasSize(3).containsOnly(Duration.ofSeconds(2));
  }

  @Test
  void pages_are_read_to_their_end() throws IOException {
    kong.pages(1);
    replicate();
    assertThat(replicate().outcome()).isEqualTo(new Outcome.UpToDate());
    publish(SECOND);
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    assertThat(kong.rows.table("services")).hasSize(3);
  }

  @Test
  void kong_without_a_database_is_told_before_anything_is_touched() throws IOException {
    kong.withoutDatabase();
    assertThat(why(replicate())).startsWith("held: ").contains("is Kong without a database");
    assertThat(kong.changes).isEmpty();
  }

  @Test
  void a_control_plane_is_brought_nothing_that_needs_a_database_at_its_data_planes()
      throws IOException {
    kong.controls("[]");
    publish(
        FIRST
            .replace("{minute: 5}", "{minute: 5, policy: cluster}")
            .replaceAll("(?s)oauth2_tokens.*", ""));
    assertThat(why(replicate()))
        .contains(
            "plugin rate-limiting with policy cluster (local and redis work) needs a database");
    assertThat(kong.changes).isEmpty();
  }

  @Test
  void data_planes_that_do_not_take_it_bring_the_set_before_back() throws IOException {
    kong.controls("[]");
    publish(FIRST.replaceAll("(?s)oauth2_tokens.*", ""));
    assertThat(replicate().outcome()).isEqualTo(new Outcome.Applied());
    Map<String, List<String>> before = kong.rows.all();
    long now = copying.now().getEpochSecond();
    kong.controls(
        """
        [{"hostname":"dp-1","last_seen":%d,"sync_status":"normal"},
         {"hostname":"dp-2","last_seen":%d,"sync_status":"plugin_set_incompatible"},
         {"hostname":"gone","last_seen":%d,"sync_status":"kong_version_incompatible"}]"""
            .formatted(now, now, now - 60));
    publish(SECOND);

    assertThat(why(replicate()))
        .contains("data planes do not take it: dp-2 (plugin_set_incompatible)");
    assertThat(kong.rows.all()).isEqualTo(before);
  }

  @Test
  void a_file_that_no_calls_lead_to_is_refused_with_its_entity() throws IOException {
    for (Map.Entry<String, String> each :
        Map.of(
                "routes: [{paths: [/x]}]",
                "a route has neither name nor id",
                "routes: [{name: x, paths: [/x], service: none}]",
                "points at service 'none', which the file does not have",
                "consumer_groups: [{name: x}]",
                "'consumer_groups' cannot be brought",
                "_transform: false\nconsumers: [{username: x, basicauth_credentials: [{username: x,"
                    + " password: 0a}]}]",
                "the Admin API would hash it again",
                "consumers: [{username: x, keyauth_credentials: [{key: x, ttl: 60}]}]",
                "what expires is a token",
                "services: [{name: x, url: \"nowhere\"}]",
                "url 'nowhere' is no URL")
            .entrySet()) {
      publish("_format_version: \"3.0\"\n" + each.getKey() + "\n");
      assertThat(why(replicate())).startsWith("held: ").contains(each.getValue());
    }
    assertThat(kong.changes).isEmpty();
  }

  /** A user's Kong where there is one. */
  private ReplicateReport replicateToAny() throws IOException {
    return KongChange.replicate(copying, api(any()), sink -> sink);
  }

  private URI any() {
    String own = System.getenv(VARIABLE);
    return own == null || own.isBlank() ? kong.uri() : URI.create(own.strip());
  }

  private List<ObjectNode> tagged(KongEntities gateway, KongKind kind) {
    return gateway.tagged(kind, TAG, "", copying.now().plusSeconds(60))
            instanceof Reading.Known<List<ObjectNode>>(List<ObjectNode> found)
        ? found
        : List.of();
  }

  @Test
  void any_kong_gets_a_file_and_a_change_is_put_right_and_loses_all_that_is_no_longer_in_it()
      throws IOException {
    KongEntities gateway = api(any());
    assertThat(why(replicateToAny())).isEqualTo("applied: ");
    assertThat(why(replicateToAny())).isEqualTo("upToDate: ");
    assertThat(tagged(gateway, KongKind.SERVICE)).hasSize(2);

    publish(SECOND);
    assertThat(why(replicateToAny())).isEqualTo("applied: ");
    assertThat(tagged(gateway, KongKind.SERVICE))
        .allMatch(service -> service.path("retries").asInt() == 5)
        .hasSize(2);
    ObjectNode route = tagged(gateway, KongKind.ROUTE).getFirst();
    route.putArray("paths").add("/by-hand");
    assertThat(gateway.put(KongKind.ROUTE, route, copying.now().plusSeconds(60)))
        .isEqualTo(new ApplyOutcome.Accepted());
    assertThat(replicateToAny().remarks()).hasSize(1);
    assertThat(why(replicateToAny())).isEqualTo("upToDate: ");

    publish("_format_version: \"3.0\"\n");
    assertThat(why(replicateToAny())).isEqualTo("applied: ");
    assertThat(tagged(gateway, KongKind.SERVICE)).isEmpty();
    assertThat(tagged(gateway, KongKind.CONSUMER)).isEmpty();
  }
}
