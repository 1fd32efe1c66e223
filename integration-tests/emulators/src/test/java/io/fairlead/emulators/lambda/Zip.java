package io.fairlead.emulators.lambda;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The packaged functions, as the build leaves them. */
public final class Zip {
  private Zip() {}

  /** Where it is. */
  static Path path() {
    return path("fairlead-aws.zip");
  }

  /** Where another one is. */
  static Path path(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isRegularFile(at.resolve("mvnw"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("no project root above " + Path.of("").toAbsolutePath());
    }
    Path zip = at.resolve("functions/aws/target").resolve(name);
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException(zip + " is not there: ./mvnw -pl functions/aws -am package");
    }
    return zip;
  }

  /** Unpacks it, as Lambda does. */
  static Path unpacked() throws IOException {
    return unpacked("fairlead-aws.zip");
  }

  /** Unpacks another one. */
  public static Path unpacked(String name) throws IOException {
    Path task = Workspace.scratch("task");
    try (InputStream in = Files.newInputStream(path(name));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path to = task.resolve(entry.getName()).normalize();
        if (!to.startsWith(task)) {
          throw new IOException("an entry leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          Files.copy(zip, to);
        }
      }
    }
    return task;
  }
}
