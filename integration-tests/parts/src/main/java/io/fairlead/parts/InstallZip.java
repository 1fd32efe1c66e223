package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Unpacks a distribution that Maven fetches, and builds it for the options that tests use. */
final class InstallZip {
  private static final String UNPACK =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack";

  private InstallZip() {}

  /** Answers why it failed, or an empty text. The script is the last that is written. */
  static String of(String artifact, Path home, String program) {
    Path unpacked = home.resolve("unpacked").normalize();
    String failure =
        Install.run(
            List.of(
                Workspace.top().resolve("mvnw").toString(),
                "-q",
                "-B",
                "-N",
                "-f",
                Workspace.top().resolve("pom.xml").toString(),
                UNPACK,
                "-Dartifact=" + artifact,
                "-DoutputDirectory=" + unpacked));
    try {
      Optional<Path> script = failure.isEmpty() ? script(unpacked, program) : Optional.empty();
      return script.isEmpty() ? failure : built(script.get(), home.resolve("bin"), program);
    } catch (IOException e) {
      return home + " cannot be written: " + e.getMessage();
    }
  }

  private static Optional<Path> script(Path unpacked, String program) throws IOException {
    try (Stream<Path> folders = Files.list(unpacked)) {
      return folders
          .map(folder -> folder.resolve("bin").resolve(program))
          .filter(Files::isRegularFile)
          .findFirst();
    }
  }

  private static String built(Path script, Path bin, String program) throws IOException {
    if (!script.toFile().setExecutable(true)) {
      return script + " cannot be made executable";
    }
    String failure =
        Install.run(
            List.of(script.toString(), "build", "--db=dev-mem"),
            Map.of("JAVA_HOME", System.getProperty("java.home")));
    if (failure.isEmpty()) {
      Files.createDirectories(bin);
      Path start = bin.resolve(program);
      Files.writeString(start, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(script));
      return start.toFile().setExecutable(true) ? "" : start + " cannot be made executable";
    }
    return failure;
  }
}
