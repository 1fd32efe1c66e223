package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.ReplicatedDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases that others replicate: where each region's server is, and who waits for them. */
final class DatabaseTopologyTest {
  private static final String EAST =
      """
            us-east: {postgresql: {url: "postgresql://127.0.0.1:5434/shop", user: fairlead}}
      """;

  private static final String DATABASES =
      """
      databases:
        shop:
          maxLag: 30s
          maxLoss: 2MB
          regions:
            eu-west: {postgresql: {url: "postgresql://db-1:5432/shop", user: fairlead, password: "${SHOP:-}", ca: ca.pem}}
            eu-north: {postgresql: {url: "postgresql://[fd00::2]:5432/shop", user: fairlead, standby: north_1}}
      """
          + EAST;

  private static Edited fleet() {
    return Edited.threeRegions().and(DATABASES);
  }

  private static Edited waiting() {
    return fleet().with("  portal:\n", "  portal:\n    replication: [shop]\n");
  }

  @Test
  void each_region_has_a_server_and_services_name_what_they_wait_for() {
    Topology topology = waiting().valid();
    ReplicatedDatabase shop = topology.fleet().databases().get("shop");

    assertThat(shop).isNotNull();
    assertThat(shop.services()).containsExactly("portal");
    assertThat(shop.standbys())
        .containsEntry("eu-west", "eu-west")
        .containsEntry("eu-north", "north_1");
    assertThat(shop.maxLag()).isEqualTo(Duration.ofSeconds(30));
    assertThat(shop.maxLoss()).isEqualTo(2_000_000);
    assertThat(topology.databases().servers().get("shop").get("eu-north"))
        .isEqualTo(
            new Databases.Postgres(
                "[fd00::2]:5432", "shop", "fairlead", null, "verify-full", null));
    assertThat(topology.databases().servers().get("shop").get("eu-west").ca())
        .isEqualTo(Examples.root().resolve("examples/ca.pem"));
  }

  @Test
  void without_bounds_a_minute_and_16_megabytes_hold() {
    ReplicatedDatabase shop =
        fleet()
            .with("    maxLag: 30s\n    maxLoss: 2MB\n", "")
            .valid()
            .fleet()
            .databases()
            .get("shop");

    assertThat(shop).isNotNull();
    assertThat(shop.maxLag()).isEqualTo(Duration.ofMinutes(1));
    assertThat(shop.maxLoss()).isEqualTo(16_000_000);
  }

  @Test
  void a_password_in_the_file_is_refused_and_not_shown() {
    List<String> errors = fleet().with("${SHOP:-}", "hunter2-hunter2").errors();

    assertThat(errors)
        .containsExactly(
            "databases.shop.regions.eu-west.postgresql.password: a password in the file is read by"
                + " everybody who reads it: keep it outside, as in ${NAME} or ${file:PATH}");
    assertThat(fleet().with("postgresql://db-1", "postgresql://me:hunter2@db-1").errors())
        .singleElement()
        .asString()
        .contains("postgresql://HOST:PORT/DATABASE, without user and password")
        .doesNotContain("hunter2");
  }

  @Test
  void a_service_waits_for_a_database_only_where_there_is_a_server() {
    assertThat(
            fleet()
                .with(EAST, "")
                .with("  orders:\n    port", "  orders:\n    replication: [shop]\n    port")
                .errors())
        .containsExactly(
            "services.orders.replication[0]: database 'shop' has no server in us-east, where the"
                + " service runs: add it to its regions");
    assertThat(fleet().with("  portal:\n", "  portal:\n    replication: [shpo]\n").errors())
        .singleElement()
        .asString()
        .contains("there is no artifact set or database 'shpo'; did you mean 'shop'?");
  }

  @Test
  void one_server_stands_for_one_region_that_is_declared() {
    assertThat(fleet().with("127.0.0.1:5434", "db-1:5432").errors())
        .containsExactly(
            "databases.shop.regions.us-east.postgresql.url: one server cannot stand for two"
                + " regions: it is at databases.shop.regions.eu-west.postgresql.url");
    assertThat(fleet().with("us-east: {postgresql", "us-eats: {postgresql").errors())
        .singleElement()
        .asString()
        .contains("there is no region 'us-eats'; did you mean 'us-east'?");
  }

  @Test
  void a_lag_below_two_looks_is_refused() {
    assertThat(fleet().with("maxLag: 30s", "maxLag: 3s").errors())
        .containsExactly(
            "databases.shop.maxLag: servers are looked at once a probe interval: a lag below two"
                + " of them, 4s, cannot be told from none");
  }

  @Test
  void a_password_in_the_clear_on_the_way_is_warned_of() {
    assertThat(fleet().with("ca: ca.pem", "tls: disable").problems().toString())
        .contains("without TLS whoever is on the way sees what is asked and answered");
  }

  @Test
  void the_digest_covers_servers_and_bounds_and_not_passwords() {
    String digest = waiting().valid().fleet().digest();

    assertThat(Edited.threeRegions().valid().fleet().digest()).isNotEqualTo(digest);
    assertThat(waiting().with("${SHOP:-}", "${OTHER:-}").valid().fleet().digest())
        .isEqualTo(digest);
    assertThat(waiting().with("ca: ca.pem", "ca: other.pem").valid().fleet().digest())
        .isEqualTo(digest);
    for (List<String> other :
        List.of(
            List.of("maxLag: 30s", "maxLag: 31s"),
            List.of("maxLoss: 2MB", "maxLoss: 3MB"),
            List.of("db-1:5432", "db-2:5432"),
            List.of("standby: north_1", "standby: north_2"),
            List.of("    replication: [shop]\n", ""))) {
      assertThat(waiting().with(other.getFirst(), other.getLast()).valid().fleet().digest())
          .as(other.toString())
          .isNotEqualTo(digest);
    }
  }
}
