package io.fairlead.benchmarks.probes;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is probed: nginx in a process of its own, whose CPU is nobody's figure. It listens on some
 * ports of every loopback address.
 */
final class Targets implements AutoCloseable {
  /** Distinct address:port pairs. */
  static final int COUNT = 20_000;

  private static final int PORTS = 100;
  private static final int FIRST_PORT = 20_000;

  /** One address and port. */
  record Target(String host, int port) {}

  private final Process process;

  Targets(Path folder) throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off;
        worker_processes 1;
        worker_rlimit_nofile 16384;
        pid %1$s/nginx.pid;
        events { worker_connections 16000; multi_accept on; }
        http {
          access_log off;
          client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
          uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          server { listen %2$d-%3$d backlog=4096; location / { return 200 "ok"; } }
        }
        """
            .formatted(folder, FIRST_PORT, FIRST_PORT + PORTS - 1));
    process =
        new ProcessBuilder(
                Parts.program(Part.NGINX).toString(),
                "-p",
                folder.toString(),
                "-c",
                file.toString(),
                "-e",
                folder.resolve("error.log").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
  }

  /** All pairs, neighbours on different addresses. */
  static List<Target> all() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new Target(host(i % (COUNT / PORTS)), FIRST_PORT + i / (COUNT / PORTS)))
        .toList();
  }

  private static String host(int number) {
    return "127.40." + number / 250 + "." + (1 + number % 250);
  }

  /** Whether it answers. */
  boolean serves() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", FIRST_PORT), 1000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
