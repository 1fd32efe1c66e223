package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Regions of Azure: their storage accounts, their flag stores, and zones that are never written.
 */
final class AzureTopologyTest {
  private static final String STORAGE = "{account: fairleadfrance, container: state}";
  private static final String KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

  private static Edited three() {
    return new Edited(Examples.text("azure-three-regions"));
  }

  private static Edited paris(String storage) {
    return three().with(STORAGE, storage);
  }

  private static Edited local(String more) {
    return paris(
        "{account: devstore, container: state, endpoint: \"http://127.0.0.1:10000/devstore\""
            + more
            + "}");
  }

  @Test
  void a_regions_storage_its_flags_its_identity_and_its_subnet_are_read() {
    Topology read =
        three()
            .once(
                "flags: {container: flags}",
                "flags: {container: flags}\n      identity: 00000000-0000-4000-8000-00000000000a")
            .valid();

    assertThat(read.clouds())
        .containsEntry(
            "amsterdam",
            new CloudScope.Azure(
                "00000000-0000-4000-8000-000000000001",
                "gateways-westeurope",
                "00000000-0000-4000-8000-00000000000a",
                new CloudScope.Storage(
                    "fairleadwesteurope",
                    "state",
                    "https://fairleadwesteurope.blob.core.windows.net",
                    null),
                "flags",
                new TreeMap<>(),
                "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/gateways-westeurope"
                    + "/providers/Microsoft.Network/virtualNetworks/gateways/subnets/fairlead"));
    assertThat(read.zones())
        .containsEntry("orders.example.com", new ZoneHost.External("the network team"));
  }

  @Test
  void an_endpoint_and_a_key_are_taken_from_the_environment_or_from_a_file(@TempDir Path folder)
      throws Exception {
    Files.writeString(folder.resolve("key"), KEY + "\n");
    byte[] text = local(", key: \"${file:key}\"").text().getBytes(StandardCharsets.UTF_8);

    Topology byFile = Examples.valid(TopologyReader.read(text, folder, name -> null));
    Topology byName =
        Examples.valid(
            Examples.read(local(", key: \"${AZURE_KEY}\"").text(), Map.of("AZURE_KEY", KEY)));

    for (Topology each : List.of(byFile, byName)) {
      CloudScope.Azure paris = (CloudScope.Azure) each.clouds().get("paris");
      assertThat(paris.storage().endpoint()).isEqualTo("http://127.0.0.1:10000/devstore");
      assertThat(paris.storage().key()).isEqualTo(new Secret(KEY));
      assertThat(each.toString()).doesNotContain(KEY);
    }
    assertThat(byName.fleet().digest())
        .as("another key, no other fleet")
        .isEqualTo(byFile.fleet().digest());
  }

  @Test
  void a_key_in_the_file_is_refused_and_not_shown() {
    for (String written : new String[] {KEY, "${AZURE_KEY:-" + KEY + "}"}) {
      assertThat(local(", key: \"" + written + "\"").errors())
          .containsExactly(
              "regions.paris.azure.storage.key: a key is never in the file: name it, as in ${NAME}"
                  + " or ${file:PATH}")
          .noneMatch(text -> text.contains(KEY));
    }
  }

  @Test
  void a_key_of_another_form_is_refused_and_not_shown() {
    assertThat(local(", key: \"${AZURE_KEY}\"").problems(Map.of("AZURE_KEY", "hunter2 hunter2")))
        .singleElement()
        .asString()
        .contains("not a storage account's key in base64")
        .doesNotContain("hunter2");
  }

  @Test
  void plain_http_needs_a_key_because_no_token_goes_over_it() {
    assertThat(local("").errors())
        .containsExactly(
            "regions.paris.azure.storage.endpoint: no identity's token is sent over http: say"
                + " https, or give 'key'");
  }

  @Test
  void every_region_of_azure_has_a_storage_account() {
    assertThat(three().withoutLine("fairleadfrance").errors())
        .containsExactly(
            "regions.paris.azure: key 'storage' is missing: the region's storage account: its"
                + " observation entry, history and cell; allowed: account, container, endpoint, key");
  }

  @Test
  void two_regions_do_not_share_a_container() {
    assertThat(paris("{account: fairleadgermany, container: state}").errors())
        .containsExactly(
            "regions.paris.azure.storage.container: two regions in one container lose their cells"
                + " together: that of frankfurt, too");
  }

  @Test
  void what_health_checks_read_is_not_where_the_register_is() {
    assertThat(paris("{account: fairleadfrance, container: flags}").errors())
        .containsExactly(
            "regions.paris.azure.flags.container: health checks read this container, and the"
                + " register is in it: name another one");
  }

  @Test
  void a_fleet_in_azure_has_three_flag_stores_in_three_locations() {
    assertThat(three().once("      flags: {container: flags}\n", "").errors())
        .singleElement()
        .asString()
        .isEqualTo(
            "regions: flags need three stores in three locations, and 2 regions have one: give"
                + " three regions 'azure.flags.container'");
    assertThat(three().with("location: francecentral", "location: westeurope").errors())
        .containsExactly(
            "regions.paris.azure.flags: two flag stores in one location fail together: that of"
                + " amsterdam is there, too");
  }

  @Test
  void stores_of_two_clouds_count_together() {
    assertThat(new Edited(Examples.text("aws-azure")).withoutLine("aws-azure-flags}").errors())
        .containsExactly(
            "regions: flags need three stores in three locations, and 2 regions have one: give"
                + " three regions 'aws.flags.bucket' or 'azure.flags.container'");
  }

  @Test
  void a_location_that_is_no_region_of_azure_is_refused() {
    assertThat(three().with("location: francecentral", "location: West Europe").errors())
        .containsExactly(
            "regions.paris.location: not what Azure calls a region, as in westeurope; found 'West"
                + " Europe'");
  }

  @Test
  void nothing_ramps_in_a_zone_that_is_never_written() {
    assertThat(three().with("mode: manual", "mode: ramp").errors())
        .contains(
            "services.orders.failback.mode: no ramp goes on in zone orders.example.com, which is"
                + " never written");
  }

  @Test
  void local_edges_leave_no_zone_to_others() {
    assertThat(Edited.threeRegions().and("zones: {demo.test: {external: {by: somebody}}}").errors())
        .containsExactly(
            "zones.\"demo.test\".external: local edges serve every zone of their fleet: only clouds'"
                + " flags can be read elsewhere");
  }
}
