package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.stack.Child;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.EvacuationFlags.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A fleet whose register, observations, history and flags are in three storage accounts. */
@NeedsParts(Part.AZURITE)
@ResourceLock(LiveAzureFleet.ONE_AT_A_TIME)
class AzureFleetTest {
  @TempDir private Path folder;
  private LiveAzureFleet fleet;

  @BeforeEach
  void make() throws IOException {
    fleet = new LiveAzureFleet(folder, "127.67");
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @Test
  void runs_in_three_regions_freeze_evacuate_move_an_address_and_leave_a_region_that_falls()
      throws Exception {
    fleet.start();
    fleet.until("the fleet is up", () -> fleet.said("status", "-o", "json").code() == 0 && isUp());
    fleet.until("paris has its share", () -> fleet.arm().answers().equals(Set.of("127.67.3.100")));

    Child.Said frozen = fleet.said("freeze", "--reason", "a drill", "--yes");
    assertThat(frozen.code()).as(frozen.text()).isZero();
    assertThat(fleet.said("status").text()).containsIgnoringCase("frozen").contains("a drill");
    assertThat(fleet.said("unfreeze", "--yes").code()).isZero();

    Child.Said evacuated = fleet.said("evacuate", "frankfurt", "--reason", "water", "--yes");
    assertThat(evacuated.code()).as(evacuated.text()).isZero();
    assertThat(copies("frankfurt")).extracting(Copy::epoch).containsExactly(0L, 0L, 0L);
    assertThat(fleet.said("restore", "frankfurt", "--yes").code()).isZero();
    assertThat(copies("frankfurt")).isEmpty();

    fleet.fell("amsterdam");
    fleet.until("the address is on gw-2", () -> fleet.arm().holder().equals("gw-2-nic"));
    fleet.until(
        "the move is confirmed",
        () -> fleet.said("history").text().contains("holder gw-1 is Down"));
    assertThat(fleet.arm().outside()).isEmpty();

    fleet.darken("paris");
    fleet.until("paris is out", () -> fleet.isOut("paris"));

    fleet.until("its share has moved", () -> !fleet.arm().answers().contains("127.67.3.100"));
    assertThat(fleet.arm().answers()).isNotEmpty();
    assertThat(fleet.arm().outside()).isEmpty();

    assertThat(copies("paris")).extracting(Copy::epoch).allMatch(epoch -> epoch > 0);
    assertThat(fleet.isOut("amsterdam")).isFalse();
    assertThat(fleet.said("explain", "region/paris").text()).contains("Down");
    assertThat(fleet.said("plan").text())
        .contains("zone/orders.example.com: kept by the network team, who reads the flags");
    assertThat(fleet.logs() + fleet.said("history").text()).doesNotContain(Azurite.KEY);
  }

  @Test
  void break_glass_needs_nothing_but_two_stores() throws Exception {
    assertThat(fleet.said("evacuate", "paris", "--reason", "no run is there", "--yes").code())
        .isZero();

    assertThat(copies("paris")).hasSize(3);
    Child.Said empty = fleet.said("status");
    assertThat(empty.code()).isNotZero();
    assertThat(empty.text()).contains("the register is empty");
  }

  @Test
  void doctor_tries_every_container_and_takes_its_canaries_away() throws Exception {
    assertThat(fleet.said("doctor").text()).doesNotContain("storage/", "flag store/");

    Files.writeString(
        fleet.topology(),
        Files.readString(fleet.topology())
            .replaceFirst("container: state-[0-9]+", "container: gone"));

    assertThat(fleet.said("doctor").text())
        .contains(
            "storage/amsterdam",
            "Put Blob on devstoreaccount1/gone/canary/azure-three-regions/doctor answered 404"
                + " ContainerNotFound: create the container, or correct its name");
  }

  @Test
  void doctor_names_the_action_that_a_profile_lacks_and_a_profile_that_is_gone() throws Exception {
    assertThat(fleet.said("doctor").text()).doesNotContain("profile south");
    fleet.arm().mayNotWriteProfiles();
    assertThat(fleet.said("doctor").text())
        .contains(
            "zone/south.orders.example.com: expected a profile that can be written, found no right to"
                + " write it; grant the identity Microsoft.Network/trafficManagerProfiles/write on");

    fleet.arm().deleteProfile();
    assertThat(fleet.said("doctor").text())
        .containsOnlyOnce(
            "zone/south.orders.example.com: expected its records, found profile south is not there,"
                + " so that nobody answers south.orders.example.com");
  }

  private boolean isUp() {
    String status = fleet.said("status", "-o", "json").text();
    return !status.contains("\"Unknown\"") && !status.contains("\"Down\"");
  }

  private List<Copy> copies(String region) {
    return fleet.flags().read(Instant.now().plusSeconds(5)).stores().values().stream()
        .flatMap(List::stream)
        .filter(copy -> copy.flag().equals(LiveAzureFleet.flag(region)))
        .toList();
  }
}
