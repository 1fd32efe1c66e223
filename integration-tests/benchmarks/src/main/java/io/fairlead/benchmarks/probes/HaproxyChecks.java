package io.fairlead.benchmarks.probes;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * HAProxy with as many checked servers: two processes of one thread each, because it reserves a
 * file handle a server and refuses to start beyond the usual limit of 20,000.
 */
final class HaproxyChecks implements AutoCloseable {
  private static final int PROCESSES = 2;
  private static final int SERVERS_A_BACKEND = 1000;

  private final List<Process> processes = new ArrayList<>();

  HaproxyChecks(Path folder, boolean http, Duration interval) throws IOException {
    List<Targets.Target> all = Targets.all();
    int each = all.size() / PROCESSES;
    for (int i = 0; i < PROCESSES; i++) {
      Path file = folder.resolve("haproxy-%s-%d.cfg".formatted(http ? "http" : "tcp", i));
      List<Targets.Target> share = all.subList(i * each, (i + 1) * each);
      String listener = "listen front\n  bind 127.40.250.%d:8080\n".formatted(1 + i);
      Files.writeString(file, configuration(share, http, interval) + listener);
      processes.add(
          new ProcessBuilder(Parts.program(Part.HAPROXY).toString(), "-db", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(file.getFileName() + ".log").toFile())
              .start());
    }
  }

  private static String configuration(
      List<Targets.Target> targets, boolean http, Duration interval) {
    StringBuilder text = new StringBuilder();
    text.append("global\n  nbthread 1\n  maxconn 100\n");
    text.append("defaults\n  mode http\n  timeout connect 3s\n  timeout check 3s\n");
    text.append("  timeout client 3s\n  timeout server 3s\n");
    for (int i = 0; i < targets.size(); i++) {
      if (i % SERVERS_A_BACKEND == 0) {
        text.append("backend b").append(i / SERVERS_A_BACKEND).append('\n');
        text.append(http ? "  option httpchk GET /\n" : "");
        text.append("  default-server check inter ").append(interval.toMillis()).append("ms\n");
      }
      Targets.Target target = targets.get(i);
      text.append("  server s%d %s:%d%n".formatted(i, target.host(), target.port()));
    }
    return text.toString();
  }

  long[] pids() {
    return processes.stream().mapToLong(Process::pid).toArray();
  }

  @Override
  public void close() throws IOException {
    processes.forEach(Process::destroyForcibly);
    try {
      for (Process process : processes) {
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
