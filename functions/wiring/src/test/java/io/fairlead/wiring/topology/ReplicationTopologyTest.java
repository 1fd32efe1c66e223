package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.ArtifactKind;
import io.fairlead.artifact.RegionValues;
import io.fairlead.artifact.Selector;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is copied from a master region to the others. */
final class ReplicationTopologyTest {
  static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

  private static final String SETS =
      """
      replication:
        keys: {master-2026: "%s"}
        sets:
          gateway:
            master: eu-west
            source: {folder: artifacts}
            store: {folder: /srv/store}
            sign: [{key: master-2026, file: master.pem}]
            maxDelete: 10
            objects:
              - {paths: ["policies/**"], kind: policies, tags: [limits]}
            regions:
              us-east: {into: {folder: east}}
              eu-north: {into: {folder: north}, select: {tags: [orders]}}
      """
          .formatted(KEY);

  static Edited fleet() {
    return Edited.threeRegions().and(SETS);
  }

  @Test
  void a_set_has_a_master_a_store_and_destinations() {
    Replication replication = fleet().valid().replication();
    Replication.ArtifactSet set = replication.sets().get("gateway");

    assertThat(replication.keys()).containsEntry("master-2026", KEY);
    assertThat(set.master()).isEqualTo("eu-west");
    assertThat(set.source())
        .isEqualTo(new SetSource.Folder(Examples.root().resolve("examples/artifacts")));
    assertThat(set.store()).isEqualTo(new ArtifactPlace.Folder(Path.of("/srv/store")));
    assertThat(set.sign())
        .containsExactly(
            new SigningKey(
                "master-2026", new KeyPlace.File(Examples.root().resolve("examples/master.pem"))));
    assertThat(set.validFor()).isEqualTo(Duration.ofDays(7));
    assertThat(set.maxDelete()).isEqualTo(10);
    assertThat(set.objects())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.kind()).isEqualTo(ArtifactKind.POLICIES);
              assertThat(rule.tags()).containsExactly("limits");
            });
    assertThat(set.regions().get("us-east").selector()).isEqualTo(new Selector.All());
    assertThat(set.regions().get("eu-north").selector())
        .isEqualTo(new Selector.ByTag(List.of("orders")));
  }

  @Test
  void services_wait_for_the_sets_that_they_name() {
    Fleet waiting =
        fleet()
            .with("maxDelete: 10", "maxLag: 2m\n      maxDelete: 10")
            .with("  portal:\n", "  portal:\n    replication: [gateway]\n")
            .valid()
            .fleet();

    ReplicatedSet set = waiting.replicated().get("gateway");

    assertThat(set.services()).containsExactly("portal");
    assertThat(set.regions()).containsExactly("eu-north", "us-east");
    assertThat(set.maxLag()).isEqualTo(Duration.ofMinutes(2));
    assertThat(set.maxLoss()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void a_service_waits_for_nothing_that_nobody_brings() {
    assertThat(
            fleet()
                .with("  portal:\n", "  portal:\n    replication: [gatewy]\n")
                .problems()
                .toString())
        .contains("did you mean 'gateway'");
    assertThat(
            fleet()
                .with("      eu-north: {into: {folder: north}, select: {tags: [orders]}}\n", "")
                .with("  portal:\n", "  portal:\n    replication: [gateway]\n")
                .problems()
                .toString())
        .contains("set 'gateway' does not go to eu-north, where the service runs");
  }

  @Test
  void a_store_and_a_copy_may_be_in_either_cloud() {
    Edited clouds =
        fleet()
            .with(
                "store: {folder: /srv/store}",
                "store: {s3: {bucket: artifacts, location: eu-west-1, prefix: fleet/a}}")
            .with("into: {folder: east}", "into: {blob: {account: shopeast, container: artifacts}}")
            .with("into: {folder: north}", "into: {s3: {bucket: north, location: eu-north-1}}");
    Replication.ArtifactSet set = clouds.valid().replication().sets().get("gateway");

    assertThat(set.store()).isEqualTo(new ArtifactPlace.S3("eu-west-1", "artifacts", "fleet/a"));
    assertThat(set.regions().get("us-east").into().text())
        .isEqualTo("shopeast/artifacts at https://shopeast.blob.core.windows.net");
    assertThat(set.regions().get("eu-north").into())
        .isEqualTo(new ArtifactPlace.S3("eu-north-1", "north", ""));
    assertThat(clouds.with("bucket: north", "bucket: other").valid().fleet().digest())
        .isNotEqualTo(clouds.valid().fleet().digest());
    assertThat(
            clouds
                .with(
                    "bucket: north, location: eu-north-1",
                    "bucket: artifacts, location: eu-west-1, prefix: fleet/a")
                .errors())
        .containsExactly(
            "replication.sets.gateway.regions.eu-north.into: the store that it is copied from: a"
                + " region's copy is elsewhere");
    assertThat(clouds.with("{bucket: north,", "{folder: n, bucket: north,").errors()).hasSize(1);
  }

  @Test
  void a_source_may_be_a_prefix_of_a_cloud_that_fairlead_itself_does_not_write() {
    Edited objects =
        fleet()
            .with(
                "source: {folder: artifacts}",
                "source: {s3: {bucket: team, location: eu-west-1, prefix: gateways}}")
            .with(
                "store: {folder: /srv/store}",
                "store: {s3: {bucket: team, location: eu-west-1, prefix: fleet}}");

    assertThat(objects.valid().replication().sets().get("gateway").source())
        .isEqualTo(new SetSource.Objects(new ArtifactPlace.S3("eu-west-1", "team", "gateways")));
    String overlap =
        "replication.sets.gateway.source: it overlaps with replication.sets.gateway.store, which"
            + " Fairlead writes: keep them apart by bucket or prefix";
    assertThat(objects.with("prefix: fleet}", "prefix: gateways/store}").errors())
        .containsExactly(overlap);
    assertThat(objects.with(", prefix: fleet}", "}").errors()).containsExactly(overlap);
    assertThat(objects.with("prefix: fleet}", "prefix: gateways-2}").errors()).isEmpty();
    assertThat(
            objects
                .with("into: {folder: east}", "into: {s3: {bucket: team, location: eu-west-1}}")
                .errors())
        .containsExactly(
            "replication.sets.gateway.source: it overlaps with"
                + " replication.sets.gateway.regions.us-east.into, which Fairlead writes: keep them"
                + " apart by bucket or prefix");
    assertThat(
            objects
                .with(
                    "source: {s3: {bucket: team, location: eu-west-1, prefix: gateways}}",
                    "source: {blob: {account: shop, container: source}}")
                .valid()
                .replication()
                .sets()
                .get("gateway")
                .source())
        .isInstanceOf(SetSource.Objects.class);
  }

  @Test
  void a_set_of_one_file_of_kong_has_no_other_for_its_nodes() {
    Edited fleet =
        fleet()
            .with("source: {folder: artifacts}", "source: {kong: deck/kong.yaml}")
            .with(
                "into: {folder: east}",
                "into: {folder: east, kong: {admin: \"http://10.0.0.1:8001\", file: kong.yaml}}");

    assertThat(fleet.valid().replication().sets().get("gateway").source())
        .isEqualTo(new SetSource.KongFile(Examples.root().resolve("examples/deck/kong.yaml")));
    assertThat(fleet.with("file: kong.yaml", "file: other.yaml").errors())
        .containsExactly(
            "replication.sets.gateway.regions.us-east.into.kong.file: the set is made of one file,"
                + " which is called 'kong.yaml'");
  }

  @Test
  void a_region_has_values_of_its_own_where_a_folder_is_made() {
    Edited fleet =
        fleet()
            .with(
                "us-east: {into: {folder: east}}",
                "us-east: {into: {folder: east}, values: {orders: \"http://10.0.0.7:8080/a?b=1\"}}");
    RegionValues values =
        fleet.valid().replication().sets().get("gateway").regions().get("us-east").values();

    assertThat(values.values()).containsExactly(Map.entry("orders", "http://10.0.0.7:8080/a?b=1"));
    assertThat(values.settings()).isEqualTo("replication.sets.gateway.regions.us-east.values");
    assertThat(fleet.with("{orders: ", "{Orders: ").errors()).hasSize(1);
    assertThat(fleet.with("a?b=1", "a'b").errors()).hasSize(1);
    assertThat(
            fleet
                .with("into: {folder: east}", "into: {s3: {bucket: east, location: eu-west-1}}")
                .errors())
        .containsExactly(
            "replication.sets.gateway.regions.us-east.values: values are put in where a folder is"
                + " made: a region's own store keeps what was signed");
  }

  @Test
  void nodes_of_kong_stand_beside_a_folder() {
    String kong =
        "kong: {nodes: [\"http://10.0.0.1:8001\", \"http://10.0.0.2:8001\"], file: kong.yaml}";
    Edited fleet = fleet().with("into: {folder: east}", "into: {folder: east, " + kong + "}");
    Replication.KongNodes nodes =
        fleet.valid().replication().sets().get("gateway").regions().get("us-east").kong();

    assertThat(nodes).isNotNull();
    assertThat(nodes.admins())
        .containsExactly(URI.create("http://10.0.0.1:8001"), URI.create("http://10.0.0.2:8001"));
    assertThat(nodes.file()).isEqualTo("kong.yaml");
    assertThat(fleet.with("10.0.0.2", "10.0.0.3").valid().fleet().digest())
        .isNotEqualTo(fleet.valid().fleet().digest());
    assertThat(
            fleet()
                .with(
                    "into: {folder: east}",
                    "into: {s3: {bucket: east, location: us-east-1}, " + kong + "}")
                .errors())
        .singleElement()
        .asString()
        .endsWith("Kong's nodes get a file of the region's copy: it needs a folder beside it");
  }

  @Test
  void kong_with_a_database_has_one_admin_api_and_a_tag() {
    String kong = "kong: {admin: \"http://10.0.0.1:8001\", file: kong.yaml}";
    Edited fleet = fleet().with("into: {folder: east}", "into: {folder: east, " + kong + "}");
    Replication.KongNodes nodes =
        fleet.valid().replication().sets().get("gateway").regions().get("us-east").kong();

    assertThat(nodes).isNotNull();
    assertThat(nodes.admins()).containsExactly(URI.create("http://10.0.0.1:8001"));
    assertThat(nodes.tag()).isEqualTo("fairlead-gateway");
    assertThat(
            fleet.with("file: kong.yaml", "tag: other, file: kong.yaml").valid().fleet().digest())
        .isNotEqualTo(fleet.valid().fleet().digest());
    assertThat(
            fleet
                .with(
                    "admin: \"http://10.0.0.1:8001\"", "tag: t, nodes: [\"http://10.0.0.1:8001\"]")
                .errors())
        .singleElement()
        .asString()
        .endsWith("nodes without a database are loaded whole: a tag is for 'admin'");
  }

  @Test
  void a_fleet_without_it_copies_nothing() {
    assertThat(Edited.threeRegions().valid().replication().sets()).isEmpty();
  }

  @Test
  void names_that_are_not_declared_are_told() {
    assertThat(
            fleet()
                .with("master: eu-west", "master: eu-wset")
                .with("us-east: {into", "us-eats: {into")
                .with("{key: master-2026,", "{key: master-2025,")
                .errors())
        .anyMatch(error -> error.contains("there is no region 'eu-wset'; did you mean 'eu-west'?"))
        .anyMatch(error -> error.contains("there is no region 'us-eats'; did you mean 'us-east'?"))
        .anyMatch(
            error -> error.contains("there is no key 'master-2025'; did you mean 'master-2026'?"));
  }

  @Test
  void keys_patterns_and_folders_are_checked() {
    assertThat(fleet().with(KEY, "A".repeat(60)).errors())
        .containsExactly(
            "replication.keys.master-2026: no public key: expected the public key of an Ed25519 or"
                + " P-256 key, X.509 in base64");
    assertThat(fleet().with("policies/**", "../policies").errors())
        .singleElement()
        .asString()
        .contains("objects[0].paths[0]: no pattern of paths: ");
    assertThat(fleet().with("{folder: north}", "{folder: ./east}").errors())
        .singleElement()
        .asString()
        .contains("regions.eu-north.into.folder: two copies in one place: another is at ");
    assertThat(fleet().with("select: {tags: [orders]}", "select: {}").errors()).hasSize(1);
  }

  @Test
  void a_witness_gets_nothing() {
    String sets =
        SETS.replace("eu-west", "paris").replace("us-east", "milan").replace("eu-north", "vienna");

    assertThat(new Edited(Examples.text("active-passive-witness") + sets).errors())
        .containsExactly(
            "replication.sets.gateway.regions.vienna: a witness serves nothing: no artifacts go"
                + " there");
  }

  @Test
  void the_digest_covers_what_is_copied_and_not_where_folders_lie() {
    String digest = fleet().valid().fleet().digest();

    assertThat(Edited.threeRegions().valid().fleet().digest()).isNotEqualTo(digest);
    for (List<String> same :
        List.of(
            List.of("folder: artifacts", "folder: /elsewhere"),
            List.of("folder: /srv/store", "folder: /mnt/store"),
            List.of("file: master.pem", "file: other.pem"),
            List.of("folder: east", "folder: /srv/east"))) {
      assertThat(fleet().with(same.getFirst(), same.getLast()).valid().fleet().digest())
          .isEqualTo(digest);
    }
    for (List<String> other :
        List.of(
            List.of("master: eu-west", "master: us-east"),
            List.of("maxDelete: 10", "maxDelete: 11"),
            List.of("maxDelete: 10", "maxDelete: 10\n      validFor: 8d"),
            List.of("kind: policies", "kind: files"),
            List.of("tags: [limits]", "tags: [other]"),
            List.of("policies/**", "policies/*"),
            List.of("select: {tags: [orders]}", "select: {paths: [orders]}"),
            List.of("master-2026", "master-2027"))) {
      assertThat(fleet().with(other.getFirst(), other.getLast()).valid().fleet().digest())
          .as(other.toString())
          .isNotEqualTo(digest);
    }
  }

  @Test
  void the_digest_covers_the_bounds_that_copies_are_judged_by() {
    Edited waiting = fleet().with("  portal:\n", "  portal:\n    replication: [gateway]\n");
    String digest = waiting.valid().fleet().digest();

    assertThat(fleet().valid().fleet().digest()).isNotEqualTo(digest);
    for (String bound : List.of("maxLag: 2m", "maxLoss: 2m")) {
      assertThat(
              waiting
                  .with("maxDelete: 10", bound + "\n      maxDelete: 10")
                  .valid()
                  .fleet()
                  .digest())
          .as(bound)
          .isNotEqualTo(digest);
    }
  }
}
