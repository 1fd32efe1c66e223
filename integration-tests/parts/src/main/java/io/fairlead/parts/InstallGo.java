package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds a program by the Go that is on this machine. */
final class InstallGo {
  /** From this one on, Go fetches the newer one that a module asks for. */
  private static final String NEW_ENOUGH = "^go1[.](2[1-9]|[3-9][0-9])";

  private static final String UNFINISHED = "unfinished";

  private InstallGo() {}

  /** Why it cannot be, where there is none: a compiler is nothing that a test installs. */
  static String lacking(String go) {
    return "no Go 1.21 or newer: tried " + go + "; install one, https://go.dev/dl";
  }

  static boolean isHere(String go) {
    String asked = "'%s' env GOVERSION | grep -Eq '%s'".formatted(go, NEW_ENOUGH);
    return Install.run(List.of("sh", "-c", asked)).isEmpty();
  }

  /** Answers why it failed, or an empty text; then the program is whole, in {@code bin}. */
  static String program(String go, String module, Path home) {
    Path unfinished = home.resolve(UNFINISHED);
    Path finished = home.resolve("bin");
    String failure =
        Install.run(
            Stream.concat(Install.BEHIND.stream(), Stream.of(go, "install", module)).toList(),
            Map.of(
                "GOBIN",
                unfinished.toAbsolutePath().normalize().toString(),
                // No compiler of C is asked for.
                "CGO_ENABLED",
                "0"));
    if (!failure.isEmpty()) {
      return failure;
    }
    try {
      Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
      return "";
    } catch (IOException e) {
      return unfinished + " cannot become " + finished + ": " + e.getMessage();
    }
  }
}
