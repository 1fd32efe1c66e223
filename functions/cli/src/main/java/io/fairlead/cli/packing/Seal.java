package io.fairlead.cli.packing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the class archive from exactly the jars in {@code lib}, then writes the seal: the JDK it
 * was made with, and digest, size and time of every file. The launcher compares before each start.
 */
public final class Seal {
  /** Name of the seal beside {@code lib}. */
  public static final String SEAL = "fairlead.seal";

  /** Name of the class archive beside {@code lib}. */
  public static final String ARCHIVE = "fairlead.jsa";

  private Seal() {}

  /**
   * Seals a distribution.
   *
   * @param args its folder, and optionally the launcher to copy into it
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path dist = Path.of(args[0]).toAbsolutePath();
    if (args.length > 1) {
      Path copy = dist.resolve("fairlead");
      Files.copy(Path.of(args[1]), copy, StandardCopyOption.REPLACE_EXISTING);
      if (!copy.toFile().setExecutable(true, false)) {
        throw new IOException("cannot make " + copy + " executable");
      }
    }
    List<Path> jars = jars(dist.resolve("lib"));
    Files.deleteIfExists(dist.resolve(SEAL));
    ClassArchive.make(dist.resolve(ARCHIVE), jars);
    write(dist, jars);
  }

  private static List<Path> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void write(Path dist, List<Path> jars) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("jdk=" + jdk(Path.of(System.getProperty("java.home"))));
    lines.add("sources=" + System.getenv().getOrDefault("FAIRLEAD_SOURCES", "-"));
    for (Path jar : jars) {
      lines.add(line(dist, jar));
    }
    lines.add(line(dist, dist.resolve(ARCHIVE)));
    Path fresh = dist.resolve(SEAL + ".new");
    Files.write(fresh, lines);
    Files.move(fresh, dist.resolve(SEAL), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Maker and exact version, from the release file, as the launcher reads them. */
  static String jdk(Path home) throws IOException {
    String maker = "";
    String runtime = "";
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("IMPLEMENTOR=")) {
        maker = line.substring(line.indexOf('=') + 1).replace("\"", "");
      } else if (line.startsWith("JAVA_RUNTIME_VERSION=")) {
        runtime = line.substring(line.indexOf('=') + 1).replace("\"", "");
      }
    }
    return maker + " " + runtime;
  }

  private static String line(Path dist, Path file) throws IOException {
    long nanos = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    return "%s %d %d.%09d %s"
        .formatted(
            digest(file),
            Files.size(file),
            nanos / 1_000_000_000,
            nanos % 1_000_000_000,
            dist.relativize(file));
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
