package io.fairlead.wiring.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The topologies that are published beside the code. */
final class Examples {
  static final List<String> NAMES =
      List.of(
          "three-regions",
          "active-passive-witness",
          "aws-azure",
          "aws-three-regions",
          "aws-load-balancers",
          "azure-three-regions");

  private Examples() {}

  static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isRegularFile(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("no project root above " + Path.of("").toAbsolutePath());
    }
    return at;
  }

  static Path path(String name) {
    return root().resolve("examples").resolve(name + ".yaml");
  }

  static String text(String name) {
    return content(path(name));
  }

  static String content(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReadTopology read(String text) {
    return read(text, Map.of());
  }

  static ReadTopology read(String text, Map<String, String> environment) {
    return TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8), root().resolve("examples"), environment::get);
  }

  static Topology valid(String text) {
    return valid(read(text));
  }

  static Topology valid(ReadTopology read) {
    return switch (read) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid ->
          throw new AssertionError(
              String.join(
                  "\n", invalid.problems().stream().map(p -> p.text("fairlead.yaml")).toList()));
    };
  }
}
