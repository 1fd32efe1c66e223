package io.fairlead.cli.packing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A dynamic AppCDS archive of the classes that the short verbs load. */
final class ClassArchive {
  private ClassArchive() {}

  /** Runs a rehearsal of the short verbs on exactly these jars and archives what it loaded. */
  static void make(Path archive, List<Path> jars) throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    String classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    Process rehearsal =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-cp",
                classPath,
                Rehearsal.class.getName())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    String said = new String(rehearsal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (rehearsal.waitFor() != 0 || !Files.exists(archive)) {
      throw new IOException("the rehearsal that makes " + archive + " failed: " + said);
    }
  }
}
