package io.fairlead.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zips of the functions, packaged a second time by the build itself from the same classes: in
 * another folder, at another time, for a user with another umask.
 */
class ReproducibleZipTest {
  private static final List<String> ZIPS =
      List.of("functions/aws/target/fairlead-aws.zip", "functions/azure/target/fairlead-azure.zip");
  private static final Set<String> SKIPPED = Set.of(".git", ".q", "node_modules", "environments");
  private static final List<String> TOPS = List.of("router-core", "regions", "functions");

  @TempDir private Path folder;

  @Test
  void two_builds_give_zips_of_the_same_bytes() throws Exception {
    Path top = Packaged.root();
    Path checkout = folder.resolve("elsewhere");
    copy(top, checkout);

    Started maven =
        Started.in(
            checkout,
            environment(),
            List.of(
                "sh",
                "-c",
                "umask 027; exec ./mvnw -o -q -B package -pl functions/aws,functions/azure -am"
                    + " -Dmaven.main.skip=true -Dmaven.test.skip=true"
                    + " -Dspotless.check.skip=true -Denforcer.skip=true"));

    assertThat(maven.code()).as(maven.out() + maven.err()).isZero();
    for (String zip : ZIPS) {
      assertThat(digest(checkout.resolve(zip))).as(zip).isEqualTo(digest(top.resolve(zip)));
    }
  }

  /** Poms, scripts, resources and compiled classes; the jars are to be made anew. */
  private static void copy(Path top, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.filter(each -> isNeeded(top.relativize(each))).toList()) {
        Path copy = to.resolve(top.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
        Files.setPosixFilePermissions(
            copy,
            PosixFilePermissions.fromString(Files.isExecutable(file) ? "rwxr-x---" : "rw-r-----"));
      }
    }
  }

  private static boolean isNeeded(Path file) {
    String text = file.toString();
    for (Path part : file) {
      if (SKIPPED.contains(part.toString())) {
        return false;
      }
    }
    if (text.endsWith("/") || text.isEmpty()) {
      return false;
    }
    boolean own = TOPS.contains(file.getName(0).toString());
    return text.equals("mvnw")
        || text.equals("fairlead")
        || text.equals("integration-tests/jdk25")
        || text.startsWith(".mvn/")
        || file.endsWith("pom.xml") && !text.contains("target/")
        || own && text.contains("target/classes/") && text.contains(".")
        || own && text.contains("src/assembly/")
        || own && text.contains("src/main/resources/") && text.contains(".");
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  private static String digest(Path zip) throws Exception {
    byte[] sha256 =
        java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip));
    return HexFormat.of().formatHex(sha256);
  }
}
