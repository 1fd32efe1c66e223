package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds its JDK and itself, wherever it is called from. */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of("bash", "env", "readlink", "stat", "find", "sed", "tr", "cut", "grep", "cat");

  @TempDir private Path folder;

  @Test
  void without_a_jdk_25_one_sentence_says_what_to_install() throws Exception {
    Map<String, String> environment = Packaged.environment();
    environment.put("FAIRLEAD_JDK_DIRS", folder.toString());
    environment.put("PATH", toolsWithoutJava().toString());

    Started started = Packaged.start(launcher(), folder, environment, "--version");

    assertThat(started.code()).isEqualTo(2);
    assertThat(started.err().strip().lines()).hasSize(1);
    assertThat(started.err()).contains("install").contains("JDK 25").contains("FAIRLEAD_JAVA_HOME");
  }

  @Test
  void a_jdk_home_of_another_version_that_was_asked_for_is_named() throws Exception {
    Map<String, String> environment = Packaged.environment();
    environment.put("FAIRLEAD_JAVA_HOME", otherJdk().toString());

    Started started = Packaged.start(launcher(), folder, environment, "--version");

    assertThat(started.code()).isEqualTo(2);
    assertThat(started.err()).contains(folder.resolve("jdk-17").toString());
  }

  @Test
  void a_default_java_17_does_not_matter() throws Exception {
    Path other = otherJdk();
    Map<String, String> environment = Packaged.environment();
    environment.put("JAVA_HOME", other.toString());
    environment.put("PATH", other.resolve("bin") + ":/usr/bin:/bin");

    Started started = Packaged.start(launcher(), folder, environment, "--version");

    assertThat(started.code()).isZero();
    assertThat(started.out()).startsWith("fairlead ");
    assertThat(started.err()).isEmpty();
  }

  @Test
  void it_works_through_symbolic_links_from_another_folder() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createSymbolicLink(bin.resolve("first"), launcher());
    Files.createSymbolicLink(bin.resolve("fairlead"), Path.of("first"));

    Started started =
        Packaged.start(bin.resolve("fairlead"), elsewhere, Packaged.environment(), "--version");

    assertThat(started.code()).isZero();
    assertThat(started.err()).isEmpty();
  }

  @Test
  void file_names_start_from_the_folder_it_is_called_in() throws Exception {
    Started init = Packaged.start(launcher(), folder, Packaged.environment(), "init", "local");
    Started valid = Packaged.start(launcher(), folder, Packaged.environment(), "validate");

    assertThat(init.code()).isZero();
    assertThat(folder.resolve("fairlead.yaml")).exists();
    assertThat(valid.code()).isZero();
    assertThat(valid.out()).contains("fairlead.yaml").contains("valid");
  }

  /** As services and containers start: Java takes the letters of names from the locale. */
  @Test
  void names_with_letters_beyond_ascii_need_no_locale() throws Exception {
    Map<String, String> environment = Packaged.environment();
    environment.put("LC_ALL", "C");
    String script =
        "name=$(printf 'fl\\303\\266tte.yaml') && '%1$s' init local >init && mv fairlead.yaml \"$name\" && '%1$s' validate -f \"$name\""
            .formatted(launcher());

    Started started = Started.in(folder, environment, List.of("bash", "-c", script));

    assertThat(started.err()).isEmpty();
    assertThat(started.code()).isZero();
  }

  @Test
  void exit_codes_reach_the_caller() throws Exception {
    Files.writeString(folder.resolve("broken.yaml"), "fleet: [");

    assertThat(code("no-such-verb")).isEqualTo(2);
    assertThat(code("validate")).isEqualTo(2);
    assertThat(code("validate", "-f", "broken.yaml")).isEqualTo(3);
    assertThat(code("plan", "-f", "broken.yaml")).isEqualTo(3);
    assertThat(code("--version")).isZero();
  }

  @Test
  void the_completion_script_loads_in_bash_and_offers_verbs() throws Exception {
    String script =
        "source <('%s' completion) && COMP_WORDS=(fairlead pl) COMP_CWORD=1 && complete -p fairlead && _complete_fairlead && echo \"offered: ${COMPREPLY[*]}\""
            .formatted(launcher());

    Started started = Started.in(folder, Packaged.environment(), List.of("bash", "-c", script));

    assertThat(started.err()).isEmpty();
    assertThat(started.code()).isZero();
    assertThat(started.out()).contains("offered: plan");
  }

  private int code(String... arguments) throws IOException, InterruptedException {
    return Packaged.start(launcher(), folder, Packaged.environment(), arguments).code();
  }

  private static Path launcher() {
    return Packaged.dist().resolve("fairlead");
  }

  private Path otherJdk() throws IOException {
    return Packaged.lookalike(folder.resolve("jdk-17"), "17.0.15");
  }

  private Path toolsWithoutJava() throws IOException {
    return Packaged.tools(folder.resolve("tools"), TOOLS);
  }
}
