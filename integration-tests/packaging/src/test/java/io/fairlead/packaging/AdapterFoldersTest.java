package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders beside the command line: each has what its cloud needs, and nothing of another's. */
class AdapterFoldersTest {
  private static final long MOST_OF_AZURE = 9_000_000;
  private static final long MOST_OF_POSTGRESQL = 1_500_000;

  @TempDir private Path folder;

  @Test
  void azures_adapters_are_small_and_without_netty() throws IOException {
    List<Path> jars = jars("adapters/azure");

    assertThat(names(jars)).contains("regions-azure-0.1.0-SNAPSHOT.jar");
    assertThat(names(jars))
        .noneMatch(name -> name.startsWith("netty") || name.contains("http-netty"));
    long size = 0;
    for (Path jar : jars) {
      size += Files.size(jar);
    }
    assertThat(size).isBetween(1_000_000L, MOST_OF_AZURE);
  }

  @Test
  void no_folder_has_what_another_one_needs() throws IOException {
    assertThat(names(jars("adapters/aws")))
        .noneMatch(name -> name.contains("azure") || name.startsWith("reactor"));
    assertThat(names(jars("adapters/azure")))
        .noneMatch(name -> name.contains("aws") || name.startsWith("ec2-"));
    assertThat(names(jars("lib")))
        .noneMatch(name -> name.contains("azure") || name.contains("aws"));
  }

  @Test
  void the_driver_of_postgresql_is_one_jar_in_a_folder_of_its_own() throws IOException {
    assertThat(names(jars("adapters/postgresql")))
        .singleElement()
        .asString()
        .startsWith("postgresql-");
    assertThat(Files.size(jars("adapters/postgresql").getFirst())).isLessThan(MOST_OF_POSTGRESQL);
    for (String other : List.of("lib", "adapters/aws", "adapters/azure")) {
      assertThat(names(jars(other))).noneMatch(name -> name.startsWith("postgresql"));
    }
  }

  @Test
  void a_verb_on_a_fleet_in_azure_finds_them_and_says_which_store_did_not_answer()
      throws Exception {
    Path topology = folder.resolve("fairlead.yaml");
    Files.writeString(
        topology,
        Files.readString(Packaged.root().resolve("examples/azure-three-regions.yaml"))
            .replaceAll(
                "storage: \\{account: (\\w+), container: state}",
                "storage: {account: $1, container: state, key: \"\\${KEY}\", endpoint:"
                    + " \"http://127.0.0.1:1/$1\"}"));
    var environment = Packaged.environment();
    environment.put("KEY", "c2VjcmV0LXNlY3JldC1zZWNyZXQ=");

    Started status =
        Packaged.start(
            Packaged.dist().resolve("fairlead"),
            folder,
            environment,
            "status",
            "-f",
            "fairlead.yaml");

    assertThat(status.code()).as(status.toString()).isEqualTo(6);
    assertThat(status.err())
        .contains(
            "the register cannot be read", "azure/westeurope, azure/germany", "nobody is there")
        .doesNotContain("\tat ")
        .doesNotContain("c2VjcmV0");
  }

  private static List<Path> jars(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Packaged.dist().resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static List<String> names(List<Path> jars) {
    return jars.stream().map(jar -> String.valueOf(jar.getFileName())).toList();
  }
}
