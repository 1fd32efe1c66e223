package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A fleet with a zone of Azure DNS and a profile of Traffic Manager: three runs, and `doctor`. */
@NeedsParts(Part.AZURITE)
@ResourceLock(LiveAzureFleet.ONE_AT_A_TIME)
class AzureDnsFleetTest {
  private static final String NETWORK = "127.68";

  @TempDir private Path folder;
  private LiveAzureFleet fleet;

  @BeforeEach
  void make() throws IOException {
    fleet = new LiveAzureFleet(folder, NETWORK, AzureDnsFleetTest::inAzureDns);
  }

  private static String inAzureDns(String text) {
    return text.replace(
            "{external: {by: the network team}}",
            "{azureDns: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: dns}}")
        .replace("{amsterdam: 60, frankfurt: 40}", "{amsterdam: 100}")
        .replace("demand: 300", "demand: 200");
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @Test
  void makes_its_records_in_azure_dns_beside_a_profile_and_leaves_a_region_that_falls()
      throws Exception {
    fleet.start();
    fleet.until("north is an alias", () -> answers("north").equals(List.of("front-ip")));
    fleet.until(
        "south is in paris", () -> fleet.arm().answers().equals(Set.of(NETWORK + ".3.100")));
    assertThat(fleet.said("doctor").text()).doesNotContain("zone/");

    fleet.darken("amsterdam");
    fleet.until(
        "north is in frankfurt", () -> answers("north").equals(List.of(NETWORK + ".2.100")));
    assertThat(fleet.arm().answers()).containsExactly(NETWORK + ".3.100");
    assertThat(answers("south")).isEmpty();

    assertThat(fleet.arm().outside()).isEmpty();
  }

  private List<String> answers(String relative) {
    return fleet.arm().answers(relative);
  }
}
