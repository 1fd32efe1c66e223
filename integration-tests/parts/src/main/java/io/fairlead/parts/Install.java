package io.fairlead.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The package clients; each answers why it failed, or an empty text. */
final class Install {
  private static final long LIMIT_MINUTES = 10;

  /** What the build and other tests do meanwhile goes first. */
  static final List<String> BEHIND = List.of("nice", "-n", "10");

  /** What an environment was made of, a line each. */
  private static final String PACKAGES = "packages.txt";

  private Install() {}

  /** One at a time: apt-get refuses to run beside another. */
  static synchronized String debian(List<String> packages) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "install " + String.join(" ", packages) + ", or run the tests as root";
    }
    List<String> install =
        new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
    install.addAll(packages);
    if (run(install).isEmpty()) {
      return "";
    }
    String update = run(List.of("apt-get", "update"));
    return update.isEmpty() ? run(install) : update;
  }

  static String pypi(String python, List<String> packages, Path environment) {
    String made = run(List.of(python, "-m", "venv", environment.toString()));
    if (!made.isEmpty()) {
      return made;
    }
    List<String> install = new ArrayList<>(BEHIND);
    // What is imported is compiled then, which is little of what is installed.
    install.addAll(
        List.of(
            environment.resolve("bin/python").toString(),
            "-m",
            "pip",
            "install",
            "-q",
            "--no-compile"));
    install.addAll(packages);
    String failure = run(install);
    return failure.isEmpty() ? noted(packages, environment) : failure + withoutHalf(environment);
  }

  /** Whether an environment was made of the packages that a part has by now. */
  static boolean isCurrent(Part.Source source, Path environment) {
    return switch (source) {
      case Part.Source.PyPi(List<String> packages) -> isNoted(packages, environment);
      case Part.Source.NewerPyPi(int _, List<String> packages) -> isNoted(packages, environment);
      case Part.Source.Debian _,
          Part.Source.Go _,
          Part.Source.Npm _,
          Part.Source.Maven _,
          Part.Source.Zip _,
          Part.Source.Named _,
          Part.Source.Engine _ ->
          true;
    };
  }

  private static boolean isNoted(List<String> packages, Path environment) {
    try {
      return Files.readAllLines(environment.resolve(PACKAGES)).equals(packages);
    } catch (IOException none) {
      return false;
    }
  }

  private static String noted(List<String> packages, Path environment) {
    try {
      Files.write(environment.resolve(PACKAGES), packages);
      return "";
    } catch (IOException e) {
      return environment.resolve(PACKAGES) + " cannot be written: " + e.getMessage();
    }
  }

  /**
   * The link to the program is the last that it makes, so what was cut short is not taken for
   * whole.
   */
  static String npm(String name, Path home, String program) {
    List<String> install = new ArrayList<>(BEHIND);
    install.addAll(
        List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", home.toString(), name));
    String failure = run(install);
    if (!failure.isEmpty()) {
      return failure;
    }
    try {
      Path bin = Files.createDirectories(home.resolve("bin"));
      Files.createSymbolicLink(
          bin.resolve(program), Path.of("..", "node_modules", ".bin", program));
      return "";
    } catch (IOException e) {
      return home.resolve("bin") + " cannot be written: " + e.getMessage();
    }
  }

  /** What is half installed would be taken for whole by the next run. */
  private static String withoutHalf(Path environment) {
    try {
      Workspace.delete(environment);
      return "";
    } catch (IOException e) {
      return "; what it left in " + environment + " cannot be deleted: " + e.getMessage();
    }
  }

  static String run(List<String> command) {
    return run(command, Map.of("DEBIAN_FRONTEND", "noninteractive"));
  }

  /** With variables beside those of the environment; answers why it failed, or an empty text. */
  static String run(List<String> command, Map<String, String> environment) {
    try {
      Path log = Files.createTempFile("fairlead-install", ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.redirectOutput(log.toFile()).start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      if (ended && process.exitValue() == 0) {
        Files.delete(log);
        return "";
      }
      return "'" + String.join(" ", command) + "' failed, see " + log;
    } catch (IOException e) {
      return "'" + command.getFirst() + "' cannot be run: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "'" + command.getFirst() + "' was interrupted";
    }
  }
}
