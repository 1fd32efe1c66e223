package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.artifact.Pointer;
import io.fairlead.cli.artifact.RegionCopy;
import io.fairlead.health.CopySighting;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Lanes;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import io.fairlead.wiring.artifact.CopySightings;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a region sees of its copies, on real folders with real manifests. */
final class CopySightingsTest {
  @TempDir private Path folder;

  private Topology topology;

  @BeforeEach
  void declareASetThatAServiceWaitsFor() throws Exception {
    GatewaySet.in(folder);
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("(\nservices:\n  [a-z]+:\n)", "$1    replication: [gateway]\n")
            .replace("{us-east: {into:", "{eu-north: {into: {folder: north}}, us-east: {into:"));
    topology =
        switch (TopologyReader.read(Files.readAllBytes(file), folder, _ -> null)) {
          case ReadTopology.Valid(var valid, _) -> valid;
          case ReadTopology.Invalid(var problems) -> throw new AssertionError("" + problems);
        };
  }

  @Test
  void a_region_sees_what_it_lacks_and_that_it_lacks_nothing_any_more() throws Exception {
    assertThat(look("us-east").version()).isZero();
    run("publish", "--yes");
    CopySighting nothing = look("us-east");
    run("replicate", "--region", "us-east");
    CopySighting first = look("us-east");
    Files.writeString(folder.resolve("artifacts/a"), "a number 2");
    run("publish", "--yes");
    CopySighting behind = look("us-east");
    CopySighting master = look("eu-west");

    assertThat(nothing.head()).isEqualTo(1);
    assertThat(nothing.isInStep()).isFalse();
    assertThat(first.isInStep()).isTrue();
    assertThat(behind.version()).isEqualTo(1);
    assertThat(behind.head()).isEqualTo(2);
    assertThat(behind.objectsBehind()).isEqualTo(1);
    assertThat(behind.bytesBehind()).isEqualTo("a number 2".length());
    assertThat(behind.headMade()).isEqualTo(master.headMade());
    assertThat(behind.shownMade()).isNotNull().isBeforeOrEqualTo(behind.headMade());
    assertThat(master.version()).isEqualTo(2);
    run("replicate", "--region", "us-east");
    assertThat(look("us-east").isInStep()).isTrue();
  }

  @Test
  void looking_writes_nothing() throws Exception {
    run("publish", "--yes");

    look("us-east");

    assertThat(folder.resolve("us-east")).doesNotExist();
  }

  @Test
  void a_store_that_cannot_be_read_tells_nothing() throws Exception {
    run("publish", "--yes");
    run("replicate", "--region", "us-east");
    Files.move(folder.resolve("store"), folder.resolve("gone"));

    assertThat(sightings("us-east")).isEmpty();
    assertThat(sightings("eu-west")).isEmpty();
    assertThat(look("us-east", stores("us-east")).unseen().get("gateway")).startsWith("the store");
    assertThat(look("eu-west", stores("eu-west")).unseen().get("gateway")).startsWith("the store");
  }

  @Test
  void nobody_is_behind_a_version_that_the_master_did_not_sign() throws Exception {
    run("publish", "--yes");
    run("replicate", "--region", "us-east");
    byte[] forged = "version 99, believe me".getBytes(StandardCharsets.UTF_8);
    Stores stores = stores("eu-west");
    var store = stores.open(topology.replication().sets().get("gateway").store());
    Instant soon = Instant.now().plusSeconds(10);
    Pointer pointer = Pointer.to(99, forged);
    store.keepManifest("gateway", pointer, forged, soon);
    var held = (Reading.Known<Optional<ManifestStore.Held>>) store.pointer("gateway", soon);
    assertThat(store.point("gateway", held.value().orElseThrow().tag(), pointer, soon))
        .isInstanceOf(ApplyOutcome.Accepted.class);

    assertThat(sightings("us-east")).isEmpty();
    assertThat(sightings("eu-west")).isEmpty();
  }

  @Test
  void a_region_that_no_service_waits_in_has_nothing_to_tell() {
    assertThat(CopySightings.concern(topology, "us-east")).isTrue();
    assertThat(CopySightings.concern(topology, "eu-west")).isTrue();
    assertThat(CopySightings.concern(topology, "elsewhere")).isFalse();
  }

  private CopySighting look(String region) {
    return sightings(region).get("gateway");
  }

  private SortedMap<String, CopySighting> sightings(String region) {
    return look(region, stores(region)).seen();
  }

  private CopySightings.Look look(String region, Stores stores) {
    return new CopySightings(topology, region, stores, RegionCopy::compared)
        .look(Instant.now().plusSeconds(10));
  }

  private static Stores stores(String region) {
    return new Stores(new Opening("fairlead", InstantSource.system(), region), Lanes.ONE);
  }

  private void run(String... args) {
    CommandLineRun run = CommandLineRun.in(folder, args);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }
}
