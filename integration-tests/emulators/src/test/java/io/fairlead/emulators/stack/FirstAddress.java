package io.fairlead.emulators.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The address that a Java process tries for a name with addresses of both kinds: the one that the
 * SDK's client tries, as it takes the first alone.
 */
final class FirstAddress {
  private static final String NAME = "both.fairlead.test";

  private FirstAddress() {}

  /** Prints the first address of a name. */
  public static void main(String[] names) throws IOException {
    System.out.println(InetAddress.getByName(names[0]).getHostAddress());
  }

  /** What a process with these options tries. */
  static String under(String toolOptions, Path folder) throws Exception {
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "192.0.2.1 " + NAME + "\n2001:db8:0:0:0:0:0:1 " + NAME + "\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djdk.net.hosts.file=" + hosts,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            FirstAddress.class.getName(),
            NAME);
    builder.environment().put("JAVA_TOOL_OPTIONS", toolOptions);
    // Java says first which options it picked up.
    return Child.run(builder).text().strip().lines().toList().getLast();
  }
}
