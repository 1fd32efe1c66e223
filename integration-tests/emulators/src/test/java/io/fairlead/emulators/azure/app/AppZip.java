package io.fairlead.emulators.azure.app;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The packaged functions of Azure, as the build leaves them. */
public final class AppZip {
  private AppZip() {}

  /** Where it is. */
  static Path path() {
    return path("fairlead-azure.zip");
  }

  /** Where another one is. */
  static Path path(String name) {
    Path zip = Workspace.top().resolve("functions/azure/target").resolve(name);
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException(
          zip + " is not there: ./mvnw -pl functions/azure -am package");
    }
    return zip;
  }

  /** Unpacks it, as the platform does. */
  static Path unpacked() throws IOException {
    return unpacked("fairlead-azure.zip");
  }

  /** Unpacks another one. */
  public static Path unpacked(String name) throws IOException {
    Path folder = Workspace.scratch("app");
    try (InputStream in = Files.newInputStream(path(name));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path to = folder.resolve(entry.getName()).normalize();
        if (!to.startsWith(folder)) {
          throw new IOException("an entry leaves the folder: " + entry.getName());
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(to.getParent());
          Files.copy(zip, to);
        }
      }
    }
    return folder;
  }
}
