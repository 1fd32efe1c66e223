package io.fairlead.benchmarks.replication;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** rclone and s5cmd, as many objects at a time as Fairlead, and with their shortest way to look. */
record Peers(StoreProcess store, Path log) {
  /** Copies what a source has and a destination lacks: {@code from:BUCKET}, or a folder. */
  double rclone(String source, String destination) throws IOException {
    return run(
        List.of(
            Parts.program(Part.RCLONE).toString(),
            "sync",
            source,
            destination,
            "--config",
            "/dev/null",
            "--s3-no-check-bucket",
            // Digests are in the lists; times would be asked for one by one.
            "--checksum",
            "--fast-list",
            "--transfers",
            Ours.PARALLEL,
            "--checkers",
            Ours.PARALLEL));
  }

  /** The same with s5cmd, {@code cp} or {@code sync}. */
  double s5cmd(String verb, String source, String destination) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Parts.program(Part.S5CMD).toString(),
                "--log",
                "error",
                "--numworkers",
                Ours.PARALLEL,
                "--endpoint-url",
                store.endpoint().toString(),
                verb));
    if (verb.equals("sync")) {
      command.add("--size-only");
    }
    command.addAll(List.of(source, destination));
    return run(command);
  }

  /** Waits for the disk and reads back what is in a folder, side by side as well. */
  double assured(String folder) throws IOException {
    String each = "find \"$0\" -type f -print0 | xargs -0 -n 64 -P ";
    return run(
        List.of(
            "bash",
            "-c",
            each + Ours.PARALLEL + " sync && " + each + "2 sha256sum > /dev/null",
            folder));
  }

  private double run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("AWS_ACCESS_KEY_ID", StoreProcess.ACCOUNT);
    environment.put("AWS_SECRET_ACCESS_KEY", StoreProcess.SECRET);
    environment.put("AWS_REGION", StoreProcess.LOCATION);
    // Two names of one store: the bytes pass through rclone, as they pass through Fairlead.
    remote(environment, "FROM", store.endpoint());
    remote(environment, "TO", store.endpoint());
    return seconds(builder, log);
  }

  /** How long a process takes from its start to its end, which must be a success. */
  static double seconds(ProcessBuilder builder, Path log) throws IOException {
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long began = System.nanoTime();
    Process process = builder.start();
    try {
      if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(
            "'%s' failed:%n%s"
                .formatted(
                    String.join(" ", builder.command()), java.nio.file.Files.readString(log)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static void remote(Map<String, String> environment, String name, URI endpoint) {
    String prefix = "RCLONE_CONFIG_" + name + "_";
    environment.put(prefix + "TYPE", "s3");
    environment.put(prefix + "PROVIDER", "Other");
    environment.put(prefix + "ENDPOINT", endpoint.toString());
    environment.put(prefix + "REGION", StoreProcess.LOCATION);
    environment.put(prefix + "ACCESS_KEY_ID", StoreProcess.ACCOUNT);
    environment.put(prefix + "SECRET_ACCESS_KEY", StoreProcess.SECRET);
  }
}
