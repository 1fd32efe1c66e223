package io.fairlead.parts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Fetches the jars of a program by Maven and writes the script that starts it. */
final class InstallJars {
  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

  private InstallJars() {}

  /** Answers why it failed, or an empty text. */
  static String maven(Part.Source.Maven source, Path folder, Part part) {
    Path home = folder.normalize();
    Path project = home.resolve("pom.xml");
    Path script = home.resolve("bin").resolve(part.program());
    try (InputStream from =
        Objects.requireNonNull(InstallJars.class.getResourceAsStream(source.project()))) {
      Files.createDirectories(script.getParent());
      Files.write(project, from.readAllBytes());
    } catch (IOException e) {
      return project + " cannot be written: " + e.getMessage();
    }
    String failure =
        Install.run(
            List.of(
                Workspace.top().resolve("mvnw").toString(),
                "-q",
                "-B",
                "-f",
                project.toString(),
                COPY,
                "-DoutputDirectory=" + home.resolve("lib")));
    return failure.isEmpty() ? start(source, home, script) : failure;
  }

  private static String start(Part.Source.Maven source, Path home, Path script) {
    String text =
        """
        #!/bin/sh
        exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
          -Djava.library.path='%s' -Dsqlite4java.library.path='%s' -cp '%s/*' %s "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                home.resolve("lib"),
                home.resolve("lib"),
                home.resolve("lib"),
                source.main());
    try {
      Files.writeString(script, text);
      return script.toFile().setExecutable(true) ? "" : script + " cannot be made executable";
    } catch (IOException e) {
      return script + " cannot be written: " + e.getMessage();
    }
  }
}
