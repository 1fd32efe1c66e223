package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.artifact.CollectOptions;
import io.fairlead.cli.artifact.Collecting;
import io.fairlead.cli.artifact.CopyOptions;
import io.fairlead.cli.artifact.CopyRun;
import io.fairlead.cli.artifact.DeclaredSets;
import io.fairlead.cli.artifact.RegionCopy;
import io.fairlead.cli.operate.OperatorOptions;
import io.fairlead.local.artifact.FolderStore;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.Lanes;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.StoreAdapters;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A region's own store, in the place of S3 by the store of folders, is collected by name. */
final class RegionCollectTest {
  @TempDir private Path folder;

  private Topology topology;
  private Duration passed = Duration.ZERO;

  @BeforeEach
  void bringTwoVersionsToARegionsOwnStore() throws Exception {
    GatewaySet.in(folder);
    Files.createDirectories(folder.resolve("copies"));
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "{into: {folder: us-east}}",
                "{into: {s3: {bucket: copies, location: eu-west-3}}}"));
    topology =
        switch (TopologyReader.read(Files.readAllBytes(file), folder, _ -> null)) {
          case ReadTopology.Valid(var valid, _) -> valid;
          case ReadTopology.Invalid(var problems) -> throw new AssertionError("" + problems);
        };
    bring("a 1");
    bring("a, the second");
  }

  private void bring(String content) throws IOException {
    Files.writeString(folder.resolve("artifacts/a"), content);
    GatewaySet.run(folder, "publish", "--yes");
    DeclaredSets sets = sets(new StringWriter());
    List<RegionCopy> copies =
        new CopyRun(sets, new CopyOptions())
            .all(sets.some(null), "us-east", new RegionCopy.Options(false, false, 0));
    assertThat(copies).extracting(RegionCopy::code).containsExactly(ExitCode.DONE);
  }

  private DeclaredSets sets(StringWriter out) {
    Surroundings surroundings =
        new Surroundings(
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true),
            new BufferedReader(new StringReader("")),
            Map.of("FAIRLEAD_OPERATOR", "anna@desk"),
            folder,
            false,
            false,
            () -> Instant.now().plus(passed));
    Opening opening = new Opening("fairlead", surroundings.clock());
    return new DeclaredSets(
        topology, surroundings, new Stores(opening, Lanes.ONE, List.of(new Folders(folder))));
  }

  private record Folders(Path folder) implements StoreAdapters {
    @Override
    public boolean serves(ArtifactPlace place) {
      return place instanceof ArtifactPlace.S3;
    }

    @Override
    public CollectableStore open(ArtifactPlace place, Opening opening, Lanes lanes) {
      return new FolderStore(folder.resolve("copies"), opening.clock());
    }
  }

  private String collect(boolean json, String... options) {
    StringWriter out = new StringWriter();
    DeclaredSets sets = sets(out);
    OperatorOptions operator = CommandLine.populateCommand(new OperatorOptions(), options);
    CollectOptions keeping =
        CommandLine.populateCommand(new CollectOptions(), "--keep", "1", "--keep-for", "1s");
    assertThat(new Collecting(sets, operator, json).collect(sets.some(null), "us-east", keeping))
        .isEqualTo(ExitCode.DONE);
    return out.toString();
  }

  @Test
  void what_the_region_needs_no_more_is_said_waits_and_is_deleted() {
    passed = Duration.ofSeconds(5);
    assertThat(collect(false, "--dry-run"))
        .contains(
            "1 versions are kept, with 3 objects",
            "to be deleted: nothing",
            "needed no more: 3 objects",
            "nothing was touched");
    assertThat(folder.resolve("copies/collection")).doesNotExist();
    collect(false, "--yes");
    passed = passed.plus(Duration.ofDays(1));

    JsonNode store = JsonMapper.shared().readTree(collect(true, "--yes")).at("/stores/0");

    assertThat(store.path("region").asString()).isEqualTo("us-east");
    assertThat(store.at("/deleted/objects").asInt()).isEqualTo(3);
    assertThat(store.at("/kept/objects").asInt()).isEqualTo(3);
    assertThat(folder.resolve("store/collection")).as("the master's").doesNotExist();
    assertThat(collect(false, "--yes")).contains("needed no more: nothing");
  }
}
