package io.fairlead.benchmarks.replication;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** versitygw over a folder of its own, which writes a line for each request. */
final class StoreProcess implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String SECRET = "secret";
  static final String LOCATION = "eu-west-1";

  private static final long READY_NANOS = 30_000_000_000L;

  private final Process process;
  private final URI endpoint;
  private final Path buckets;
  private final Path log;

  StoreProcess(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    buckets = Files.createDirectory(folder.resolve("store"));
    log = folder.resolve("requests");
    process =
        new ProcessBuilder(
                Parts.program(Part.VERSITYGW).toString(),
                "--access",
                ACCOUNT,
                "--secret",
                SECRET,
                "--region",
                LOCATION,
                "--port",
                "127.0.0.1:" + port,
                "--quiet",
                "--access-log",
                log.toString(),
                "posix",
                buckets.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("store.log").toFile())
            .start();
    endpoint = URI.create("http://127.0.0.1:" + port);
    awaitReady(port);
  }

  private void awaitReady(int port) throws IOException {
    long end = System.nanoTime() + READY_NANOS;
    while (System.nanoTime() < end && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    throw new IOException("versitygw was not ready");
  }

  URI endpoint() {
    return endpoint;
  }

  /** Requests that were answered so far, whoever sent them. */
  long requests() throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    }
  }

  /** A folder of the store's disk becomes a bucket. */
  void make(String bucket) throws IOException {
    Files.createDirectories(buckets.resolve(bucket));
  }

  /** Where a bucket's objects lie on the disk. */
  Path folder(String bucket) {
    return buckets.resolve(bucket);
  }

  /** Deletes a bucket with everything in it, behind the store's back. */
  void drop(String bucket) throws IOException {
    if (Files.exists(buckets.resolve(bucket))) {
      Workspace.delete(buckets.resolve(bucket));
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
