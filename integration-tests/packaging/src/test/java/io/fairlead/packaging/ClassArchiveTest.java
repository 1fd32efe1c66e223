package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class archive is used for exactly the jars that it was made from. */
class ClassArchiveTest {
  private static final String ARCHIVED = "io.fairlead.cli.Surroundings source: shared objects";

  @TempDir private Path folder;

  private Path dist = Path.of("");

  @BeforeEach
  void copy() throws Exception {
    dist = Packaged.copyTo(folder.resolve("dist"));
    // The JVM itself compares the places of the jars, so that a copy needs an archive of its own.
    Files.delete(dist.resolve("fairlead.seal"));
    assertThat(start().code()).isZero();
  }

  @Test
  void classes_of_unchanged_jars_come_from_the_archive() throws Exception {
    Started started = start();

    assertThat(started.err()).isEmpty();
    assertThat(loaded()).contains(ARCHIVED);
  }

  @Test
  void a_changed_jar_is_refused_and_its_new_content_runs() throws Exception {
    changeVersion(cliJar(), "9.9.9-changed");

    Started started = start();

    assertThat(started.code()).isZero();
    assertThat(started.out()).contains("9.9.9-changed");
    assertThat(started.err()).contains("class archive is not used").contains("functions-cli");
    assertThat(loaded()).doesNotContain("shared objects file (top)");
  }

  @Test
  void a_changed_jar_of_the_old_size_is_refused_by_its_digest() throws Exception {
    Path jar = cliJar();
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length - 1] ^= 1;
    Files.write(jar, bytes);

    Started started = start();

    assertThat(started.err()).contains("class archive is not used").contains("functions-cli");
  }

  @Test
  void a_changed_archive_is_refused() throws Exception {
    Path archive = dist.resolve("fairlead.jsa");
    byte[] bytes = Files.readAllBytes(archive);
    bytes[bytes.length / 2] ^= 1;
    Files.write(archive, bytes);

    Started started = start();

    assertThat(started.code()).isZero();
    assertThat(started.err()).contains("class archive is not used").contains("fairlead.jsa");
  }

  @Test
  void files_with_other_times_get_a_new_archive() throws Exception {
    Files.setLastModifiedTime(cliJar(), FileTime.fromMillis(1_700_000_000_000L));

    Started first = start();
    Started second = start();

    assertThat(first.err()).contains("preparing the class archive");
    assertThat(second.err()).isEmpty();
    assertThat(loaded()).contains(ARCHIVED);
  }

  private Started start() throws IOException, InterruptedException {
    return Packaged.start(dist.resolve("fairlead"), folder, Packaged.environment(), "--version");
  }

  /** What the JVM says of the classes that it loads. */
  private String loaded() throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    Map<String, String> environment = Packaged.environment();
    environment.put("FAIRLEAD_JAVA_OPTS", "-Xlog:class+load:file=" + log);
    Packaged.start(dist.resolve("fairlead"), folder, environment, "--version");
    return Files.readString(log);
  }

  private Path cliJar() throws IOException {
    try (Stream<Path> jars = Files.list(dist.resolve("lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("functions-cli"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void changeVersion(Path jar, String version) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Path manifest = files.getPath("META-INF/MANIFEST.MF");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replaceAll("Implementation-Version: .*", "Implementation-Version: " + version));
    }
  }
}
