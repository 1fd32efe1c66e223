package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mvnw}, the second command of a fresh machine, before it starts Maven. */
class WrapperTest {
  private static final List<String> TOOLS =
      List.of("bash", "sh", "env", "readlink", "dirname", "basename", "uname", "tr", "sed", "grep");

  @TempDir private Path folder;

  @Test
  void without_a_jdk_25_one_sentence_says_what_to_install() throws Exception {
    Map<String, String> environment = environment();
    environment.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());

    Started started = verify(environment);

    assertThat(started.code()).isEqualTo(2);
    assertThat(started.out()).isEmpty();
    assertThat(started.err().strip().lines()).hasSize(1);
    assertThat(started.err()).contains("JDK 25").contains("install").contains("JAVA_HOME");
  }

  @Test
  void without_any_java_the_sentence_is_the_same() throws Exception {
    Started started = verify(environment());

    assertThat(started.code()).isEqualTo(2);
    assertThat(started.err().strip().lines()).hasSize(1);
    assertThat(started.err()).contains("JDK 25").contains("install");
  }

  @Test
  void a_jdk_25_among_mavens_toolchains_is_one() throws Exception {
    Path jdk = jdk("somewhere", "25.0.3");
    Files.createDirectories(folder.resolve(".m2"));
    Files.writeString(
        folder.resolve(".m2/toolchains.xml"),
        "<toolchains>\n  <jdkHome>%s</jdkHome>\n</toolchains>\n".formatted(jdk));

    Started started = found(environment());

    assertThat(started.err()).isEmpty();
    assertThat(started.out()).isEqualTo(jdk + "\n");
  }

  @Test
  void a_jdk_250_is_none() throws Exception {
    Map<String, String> environment = environment();
    environment.put("FAIRLEAD_JDK_DIRS", jdk("jdk-250", "250").getParent().toString());

    assertThat(found(environment).code()).isEqualTo(2);
  }

  /**
   * It is told to Maven, whose own search knows fewer places, and runs it where nothing else does.
   */
  @Test
  void maven_is_started_on_a_jdk_25_in_a_usual_place_and_told_of_it() throws Exception {
    Path jdk = jdk("usual/jdk-25", "25.0.3");
    Path java = jdk.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho \"$JAVA_HOME $JAVA25_HOME\"\n");
    Files.copy(java, jdk.resolve("bin/javac"));
    assertThat(jdk.resolve("bin/javac").toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = environment();
    environment.put("FAIRLEAD_JDK_DIRS", folder.resolve("usual").toString());
    environment.put("MAVEN_USER_HOME", Path.of(System.getProperty("user.home"), ".m2").toString());

    Started started = verify(environment);

    assertThat(started.err()).isEmpty();
    assertThat(started.out()).isEqualTo(jdk + " " + jdk + "\n");
  }

  private Started verify(Map<String, String> environment) throws IOException, InterruptedException {
    return Started.in(
        folder, environment, List.of(Packaged.root().resolve("mvnw").toString(), "verify"));
  }

  private Started found(Map<String, String> environment) throws IOException, InterruptedException {
    return Started.in(
        folder,
        environment,
        List.of(Packaged.root().resolve("integration-tests/jdk25").toString(), "--home"));
  }

  /** A home without a JDK, without toolchains, and no java on PATH. */
  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = Packaged.environment();
    environment.put("HOME", folder.toString());
    environment.put("FAIRLEAD_JDK_DIRS", folder.resolve("none").toString());
    environment.put("PATH", Packaged.tools(folder.resolve("tools"), TOOLS).toString());
    return environment;
  }

  private Path jdk(String name, String version) throws IOException {
    return Packaged.lookalike(folder.resolve(name), version);
  }
}
