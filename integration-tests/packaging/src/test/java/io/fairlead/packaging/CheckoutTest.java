package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout is built where something is missing or stale, and only there. */
class CheckoutTest {
  /** Stands for Maven: puts the packaged jars there and seals them, as the real build does last. */
  private static final String MAVEN =
      """
      #!/bin/bash
      echo built >> "$FAIRLEAD_TEST_LOG"
      [ -z "${FAIRLEAD_TEST_FAILS:-}" ] || { echo "[ERROR] it does not compile"; exit 1; }
      root=$(cd "$(dirname "$0")" && pwd)
      dist=$root/functions/cli/target/dist
      mkdir -p "$dist" && cp -rp "$FAIRLEAD_TEST_DIST/lib" "$dist/"
      exec "$JAVA_HOME/bin/java" -cp "$dist/lib/*" io.fairlead.cli.packing.Seal "$dist"
      """;

  private static final String NOBODY = "65534";

  private static final List<String> PARENTS =
      List.of("pom.xml", "functions/pom.xml", "regions/pom.xml");

  /** The demo's own topology, which is packaged with the command line. */
  private static final String EXAMPLE = "examples/three-regions.yaml";

  @TempDir private Path folder;

  private Path checkout = Path.of("");

  @BeforeEach
  void checkout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("checkout"));
    for (String module : Modules.closure("functions/cli")) {
      write(module + "/pom.xml", "<project/>");
      write(module + "/src/main/java/A.java", "class A {}");
    }
    for (String parent : PARENTS) {
      write(parent, "<project/>");
    }
    write(EXAMPLE, "version: 1");
    write("mvnw", MAVEN);
    assertThat(checkout.resolve("mvnw").toFile().setExecutable(true)).isTrue();
    Files.copy(Packaged.root().resolve("fairlead"), checkout.resolve("fairlead"));
    assertThat(checkout.resolve("fairlead").toFile().setExecutable(true)).isTrue();
  }

  @Test
  void what_is_missing_is_built_once() throws Exception {
    Started first = start();
    Started second = start();

    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("building: nothing is built yet");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void a_source_newer_than_the_build_is_built_anew() throws Exception {
    start();
    write("router-core/src/main/java/A.java", "class A { int changed; }");
    inTheFuture("router-core/src/main/java/A.java");

    Started started = start();

    assertThat(started.err()).contains("the sources are newer than the build");
    assertThat(builds()).isEqualTo(2);
  }

  /**
   * Modules that are only loaded where a topology asks for them are as old as the rest, if stale.
   */
  @Test
  void a_change_of_anything_that_the_command_line_is_packaged_from_makes_it_stale()
      throws Exception {
    List<String> modules = Modules.closure("functions/cli");
    List<String> changed = new ArrayList<>(PARENTS);
    changed.add(EXAMPLE);
    changed.add("functions/wiring-azure/pom.xml");
    modules.forEach(module -> changed.add(module + "/src/main/java/A.java"));
    start();

    for (String file : changed) {
      String before = Files.readString(checkout.resolve(file));
      write(file, before + " ");
      inTheFuture(file);
      assertThat(startWhereNothingBuilds().err())
          .as(file)
          .contains("the sources are newer than the build");
      write(file, before);
    }

    assertThat(modules)
        .contains("router-core", "regions/azure", "functions/wiring-azure", "functions/cli");
    assertThat(startWhereNothingBuilds().err()).isEmpty();
  }

  @Test
  void a_source_that_was_only_touched_is_not() throws Exception {
    start();
    inTheFuture("router-core/src/main/java/A.java");

    Started started = start();

    assertThat(started.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  /** At three in the morning nobody waits for Maven after a pull. */
  @Test
  void with_build_never_the_last_build_runs_as_it_is_however_new_the_sources_are()
      throws Exception {
    start();
    write("router-core/src/main/java/A.java", "class A { int changed; }");
    inTheFuture("router-core/src/main/java/A.java");

    Started started = startWithBuild("never");

    assertThat(started.code()).isZero();
    assertThat(started.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void with_build_never_a_checkout_that_is_not_built_says_so_and_builds_nothing() throws Exception {
    Started started = startWithBuild("never");

    assertThat(started.code()).isEqualTo(1);
    assertThat(started.err()).contains("nothing is built", "FAIRLEAD_BUILD=never");
    assertThat(folder.resolve("builds.log")).doesNotExist();
  }

  @Test
  void another_word_for_whether_to_build_is_refused() throws Exception {
    Started started = startWithBuild("no");

    assertThat(started.code()).isEqualTo(2);
    assertThat(started.err()).contains("FAIRLEAD_BUILD is no;", "never");
    assertThat(folder.resolve("builds.log")).doesNotExist();
  }

  @Test
  void a_failed_build_names_its_log() throws Exception {
    Started started = startWhereNothingBuilds();

    assertThat(started.code()).isEqualTo(1);
    assertThat(started.err()).contains("it does not compile").contains("build.log");
  }

  @Test
  void a_checkout_that_is_built_and_read_only_runs() throws Exception {
    start();
    List<String> command =
        List.of(
            "bash",
            "-c",
            "chmod -R a-w '%1$s' && chmod a+rx '%2$s' && %3$s '%1$s/fairlead' --version; code=$?; chmod -R u+w '%1$s'; exit $code"
                .formatted(checkout, folder, asNobody()));

    Started started = Started.in(folder, environment(), command);

    assertThat(started.err()).isEmpty();
    assertThat(started.code()).isZero();
    assertThat(builds()).isEqualTo(1);
  }

  /** Root may write anywhere, so that a read-only folder needs another user. */
  private static String asNobody() {
    return System.getProperty("user.name").equals("root")
        ? "setpriv --reuid=" + NOBODY + " --regid=" + NOBODY + " --clear-groups"
        : "";
  }

  private Started start() throws IOException, InterruptedException {
    return Packaged.start(checkout.resolve("fairlead"), folder, environment(), "--version");
  }

  private Started startWhereNothingBuilds() throws IOException, InterruptedException {
    Map<String, String> environment = environment();
    environment.put("FAIRLEAD_TEST_FAILS", "yes");
    return Packaged.start(checkout.resolve("fairlead"), folder, environment, "--version");
  }

  private Started startWithBuild(String word) throws IOException, InterruptedException {
    Map<String, String> environment = environment();
    environment.put("FAIRLEAD_BUILD", word);
    return Packaged.start(checkout.resolve("fairlead"), folder, environment, "--version");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = Packaged.environment();
    environment.put("FAIRLEAD_TEST_LOG", folder.resolve("builds.log").toString());
    environment.put("FAIRLEAD_TEST_DIST", Packaged.dist().toString());
    return environment;
  }

  private long builds() throws IOException {
    return Files.readAllLines(folder.resolve("builds.log")).size();
  }

  private void write(String name, String content) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, content, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void inTheFuture(String name) throws IOException {
    Files.setLastModifiedTime(checkout.resolve(name), FileTime.from(Instant.now().plusSeconds(60)));
  }
}
