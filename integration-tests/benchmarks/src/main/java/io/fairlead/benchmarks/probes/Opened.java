package io.fairlead.benchmarks.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Connections that anybody on this machine opened, as Linux counts them ({@code ActiveOpens} of RFC
 * 4022). Counting at the targets would miss HAProxy's TCP checks, which it ends before the targets
 * accept them.
 */
final class Opened {
  private Opened() {}

  /** So many since the machine started. */
  static long connections() throws IOException {
    List<String[]> lines =
        Files.readAllLines(Path.of("/proc/net/snmp")).stream()
            .filter(line -> line.startsWith("Tcp:"))
            .map(line -> line.split(" ", -1))
            .toList();
    int column = Arrays.asList(lines.getFirst()).indexOf("ActiveOpens");
    return Long.parseLong(lines.getLast()[column]);
  }
}
