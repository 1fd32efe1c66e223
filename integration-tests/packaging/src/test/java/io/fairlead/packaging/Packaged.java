package io.fairlead.packaging;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was packaged: the launcher, its jars, the class archive and the seal. */
final class Packaged {
  private Packaged() {}

  /** The folder of the whole project, above the folder that tests run in. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("fairlead"), LinkOption.NOFOLLOW_LINKS)
        || !Files.exists(folder.resolve("functions/cli/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not in a checkout");
      }
    }
    return folder;
  }

  /** The distribution that the build made. */
  static Path dist() {
    Path dist = root().resolve("functions/cli/target/dist");
    if (!Files.exists(dist.resolve("fairlead.seal"))) {
      throw new IllegalStateException(
          "nothing is packaged in " + dist + ": run './mvnw verify', which packages first");
    }
    return dist;
  }

  /** A copy of the distribution with the times of its files. */
  static Path copyTo(Path folder) throws IOException {
    return copy(dist(), folder);
  }

  /** A copy of a folder with the times of its files. */
  static Path copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }

  /** An environment in which the launcher finds the JDK of this test and no other. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", "/nonexistent");
    environment.put("FAIRLEAD_JDK_DIRS", System.getProperty("java.home"));
    return environment;
  }

  /** Something that looks like a JDK of a version and says so if it is ever started. */
  static Path lookalike(Path jdk, String version) throws IOException {
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Files.writeString(java, "#!/bin/sh\necho 'the wrong java was started' >&2\nexit 70\n");
    if (!java.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + java + " executable");
    }
    return jdk;
  }

  /** A folder for PATH with nothing in it but links to programs of this machine. */
  static Path tools(Path folder, List<String> names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + name)) && !Files.exists(folder.resolve(name))) {
          Files.createSymbolicLink(folder.resolve(name), Path.of(place + name));
        }
      }
    }
    return folder;
  }

  /** Starts a launcher in a folder. */
  static Started start(
      Path launcher, Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return Started.in(folder, environment, command);
  }
}
