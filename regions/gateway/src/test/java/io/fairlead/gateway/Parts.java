package io.fairlead.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Third-party servers of Debian packages, installed when missing and the user may. */
final class Parts {
  private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

  private Parts() {}

  static String nginx() {
    return located("nginx", "nginx-light");
  }

  static String haproxy() {
    return located("haproxy", "haproxy");
  }

  private static synchronized String located(String program, String debian) {
    Optional<String> found = search(program);
    if (found.isEmpty() && System.getProperty("user.name").equals("root")) {
      install(debian);
      found = search(program);
    }
    return found.orElseThrow(
        () ->
            new AssertionError(
                "missing part "
                    + program
                    + ": not on PATH and not installable here; apt-get install "
                    + debian));
  }

  private static Optional<String> search(String program) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":", -1)).filter(entry -> !entry.isEmpty()),
            FOLDERS.stream())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static void install(String debian) {
    try {
      new ProcessBuilder("apt-get", "install", "-y", "--no-install-recommends", debian)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      // Said by the caller, which finds the program still missing.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
