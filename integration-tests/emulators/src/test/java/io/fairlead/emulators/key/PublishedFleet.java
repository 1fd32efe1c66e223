package io.fairlead.emulators.key;

import io.fairlead.emulators.stack.FairleadProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fleet's folder with a set in it, and the command in a process of its own. */
final class PublishedFleet {
  private final Path folder;
  private final URI kms;
  private int changes;

  /** With a set of one file. */
  PublishedFleet(Path folder, URI kms) throws IOException, InterruptedException {
    this.folder = folder;
    this.kms = kms;
    Files.createDirectories(folder.resolve("artifacts"));
    Files.createDirectories(folder.resolve("store"));
    run("init", "local");
    Files.writeString(
        folder.resolve("starter.yaml"),
        Files.readString(folder.resolve("fairlead.yaml")).replace("mode: observe", "mode: act"));
    change();
  }

  void change() throws IOException {
    changes++;
    Files.writeString(folder.resolve("artifacts/api"), "api " + changes);
  }

  /**
   * Declares the set.
   *
   * @param sign where its key is, as in {@code file: key.pem}; empty = nobody says
   */
  void declare(String id, String publicKey, String sign) throws IOException {
    Files.writeString(
        folder.resolve("fairlead.yaml"),
        Files.readString(folder.resolve("starter.yaml"))
            + """

            replication:
              keys: {%1$s: "%2$s"}
              sets:
                gateway:
                  master: eu-west
                  source: {folder: artifacts}
                  store: {folder: store}
                  %3$s
                  regions: {us-east: {into: {folder: us-east}}}
            """
                .formatted(
                    id,
                    publicKey,
                    sign.isEmpty() ? "" : "sign: [{key: " + id + ", " + sign + "}]"));
  }

  /** What a command says, of either kind. */
  String run(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    Process process =
        FairleadProcess.withKeys("kms=" + kms, all.toArray(String[]::new))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
