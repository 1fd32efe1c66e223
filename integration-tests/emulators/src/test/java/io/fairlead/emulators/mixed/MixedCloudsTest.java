package io.fairlead.emulators.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.stack.Child;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.TargetId;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.port.Register;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One topology over AWS and Azure: weights, addresses, cells, entries and flags on both sides. */
@NeedsParts({Part.AZURITE, Part.DYNAMODB_LOCAL})
class MixedCloudsTest {
  private static final int SOON = 6;

  /** From the tick in which everything of a region fails. */
  private static final int TICKS = 1;

  @TempDir private Path folder;
  private TwoClouds clouds;

  private void settle(Layout layout) throws IOException {
    clouds = new TwoClouds(layout);
    clouds.settle();
  }

  @AfterEach
  void stop() throws IOException {
    List<String> outside = clouds.azure.arm.outside();
    clouds.close();
    assertThat(outside).as("what no published example has").isEmpty();
  }

  /** All of them for the benchmark. */
  static List<Layout> darkRegions() {
    return MixedFigures.ALL ? List.of(Layout.values()) : List.of(Layout.TWO_IN_AZURE);
  }

  static List<Layout> twoDark() {
    return MixedFigures.ALL
        ? List.of(Layout.TWO_IN_AWS, Layout.TWO_IN_AZURE)
        : List.of(Layout.TWO_IN_AWS);
  }

  @ParameterizedTest
  @EnumSource(names = {"TWO_IN_AWS", "TWO_IN_AZURE"})
  void each_cloud_serves_its_part_and_a_cloud_that_is_dark_with_its_zones_is_left_by_the_others(
      Layout layout) throws IOException {
    settle(layout);
    everyPortServesBothClouds(layout);
    clouds.down.add("three/gw-1");
    tickUntil(() -> clouds.holder("three").equals("gw-2"));
    Cloud lost = layout.cloud("three");
    clouds.settle();

    int zones = clouds.answering("three").size();
    clouds.darken(lost);
    List<String> own =
        lost == Cloud.AWS
            ? List.of(AwsSide.ZONE)
            : List.of(AzureSide.PROFILE_ZONE, AzureSide.DNS_ZONE);
    int ticks = tickUntil(() -> clouds.answering("three").equals(own));
    MixedFigures.row(
        layout,
        "all of %s dark".formatted(lost),
        new TreeMap<>(Map.of("ticks", ticks, "zonesLeft", zones - own.size())));
    assertThat(ticks).isEqualTo(TICKS);
    assertThat(raised("three")).as("what its own zone's checks read").isTrue();

    clouds.down.add("one/gw-1");
    tickUntil(() -> clouds.holder("one").equals("gw-2"));
  }

  private void everyPortServesBothClouds(Layout layout) {
    assertThat(clouds.aws.weight("eu", "one")).isEqualTo(153);
    assertThat(clouds.aws.weight("eu", "three")).isEqualTo(102);
    assertThat(clouds.azure.profileAnswers()).containsExactly("127.90.2.100", "127.90.3.100");
    // An alias leads to a public IP of the fleet's, and never to an Elastic IP.
    assertThat(clouds.azure.dnsAnswers("in"))
        .containsExactly(layout == Layout.TWO_IN_AWS ? "front-three" : "127.90.3.100");
    for (String region : Layout.REGIONS) {
      assertThat(clouds.holder(region)).as(region).isEqualTo("gw-1");
      assertThat(clouds.ports(region).register().read(clouds.deadline()))
          .isInstanceOf(Register.Read.State.class);
      assertThat(clouds.ports(region).observations().latest(clouds.deadline()).found())
          .containsOnlyKeys(Layout.REGIONS);
      assertThat(clouds.ports(region).flags().read(clouds.deadline()).stores()).hasSize(3);
    }
  }

  @Test
  void who_may_ask_one_cloud_alone_sees_its_part_and_reads_why_he_sees_no_more() throws Exception {
    clouds = new TwoClouds(Layout.TWO_IN_AZURE);
    clouds.tick();
    clouds.tick();

    Child.Said plan = clouds.said(folder, clouds.azure.environment(), "plan");

    assertThat(plan.code()).as(plan.text()).isZero();
    assertThat(plan.text())
        .contains("orders.example.com", "no credentials for AWS: neither AWS_ACCESS_KEY_ID");
  }

  @ParameterizedTest
  @MethodSource("darkRegions")
  void a_dark_region_leaves_every_zone_in_as_few_ticks_in_two_clouds_as_in_one(Layout layout)
      throws IOException {
    settle(layout);
    List<String> before = clouds.answering("three");
    assertThat(before).isNotEmpty();

    clouds.darken("three", true);
    TreeSet<String> oneTicks = new TreeSet<>();
    clouds.tick().forEach(report -> oneTicks.addAll(zones(report)));

    int ticks = clouds.answering("three").isEmpty() ? 1 : 1 + tickUntil(this::isLeft);
    MixedFigures.row(
        layout,
        "region three dark",
        new TreeMap<>(Map.of("ticks", ticks, "zonesLeft", before.size())));
    assertThat(ticks).isEqualTo(TICKS);
    assertThat(oneTicks).as("one tick's orders go to every director").containsAll(before);
    assertThat(raised("three")).isTrue();
    assertThat(clouds.answering("one")).isNotEmpty();
  }

  private boolean isLeft() {
    return clouds.answering("three").isEmpty();
  }

  /** Zones that the steps of one report changed. */
  private static List<String> zones(SteerReport report) {
    List<String> zones = new ArrayList<>();
    for (AppliedStep applied : report.applied()) {
      if (applied.target() instanceof TargetId.Zone zone) {
        zones.add(zone.zone());
      }
    }
    return zones;
  }

  @ParameterizedTest
  @MethodSource("twoDark")
  void with_two_regions_dark_nothing_moves_by_itself_and_a_person_can_evacuate_by_two_stores(
      Layout layout) throws Exception {
    settle(layout);
    clouds.darken("one", false);
    clouds.darken("two", false);
    for (int tick = 0; tick < SOON; tick++) {
      assertThat(clouds.tick())
          .hasSize(1)
          .allMatch(report -> report.outcome() instanceof CycleOutcome.NoQuorum)
          .allMatch(report -> report.applied().isEmpty());
    }
    assertThat(clouds.answering("one")).isNotEmpty();
    assertThat(clouds.answering("two")).isNotEmpty();

    Child.Said drained = clouds.said(folder, "drain", "region/one", "--reason", "dark", "--yes");
    assertThat(drained.code()).as(drained.text()).isEqualTo(6);
    Child.Said out = clouds.said(folder, "evacuate", "one", "--reason", "dark", "--yes");
    assertThat(out.code()).as(out.text()).isZero();
    assertThat(raised("one")).isTrue();
    MixedFigures.row(
        layout,
        "two regions dark",
        new TreeMap<>(
            Map.of(
                "ticksWithoutMove", SOON,
                "drainExit", drained.code(),
                "evacuateExit", out.code())));

    clouds.darken("one", true);
    clouds.darken("two", true);
    Child.Said alone = clouds.said(folder, "evacuate", "two", "--reason", "dark", "--yes");
    assertThat(alone.code()).as(alone.text()).isEqualTo(6);
    assertThat(alone.text()).contains("1 of 3 flag stores took it").doesNotContain("of 1 flag");
    assertThat(alone.text())
        .as("two shares the profile, and the names of Route 53 and Azure DNS lead there as well")
        .contains(
            "Until then it is taken out by hand where its names are answered: in hosted zone ",
            " weight 0 for two of eu." + AwsSide.ZONE,
            "in " + AzureSide.DNS_ZONE + " of Azure DNS in.pay.example.com without two's addresses",
            "in profile shop endpoint two disabled (" + AzureSide.PROFILE_ZONE + ")");
  }

  private boolean raised(String region) {
    return clouds
        .ports("three".equals(region) ? "one" : "three")
        .flags()
        .read(clouds.deadline())
        .raised(new RegionGroup(region, "default"));
  }

  private int tickUntil(java.util.function.BooleanSupplier isSo) {
    for (int tick = 1; tick <= SOON; tick++) {
      List<SteerReport> reports = clouds.tick();
      if (isSo.getAsBoolean()) {
        return tick;
      }
      if (tick == SOON) {
        throw new AssertionError(reports.toString());
      }
    }
    throw new AssertionError();
  }
}
