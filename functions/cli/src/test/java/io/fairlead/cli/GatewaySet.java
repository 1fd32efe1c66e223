package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** A folder with a fleet, an artifact set {@code gateway} of two files, and the master's key. */
public final class GatewaySet {
  private GatewaySet() {}

  /** Writes it, in mode act: {@code eu-west} is the master, {@code us-east} gets a copy. */
  public static void in(Path folder) throws IOException, GeneralSecurityException {
    key(folder, "master");
    CommandLineRun.in(folder, "init", "local");
    Path topology = folder.resolve("fairlead.yaml");
    Files.writeString(
        topology,
        Files.readString(topology).replace("mode: observe", "mode: act")
            + """

            replication:
              keys: {master: "${file:master.pub}"}
              sets:
                gateway:
                  master: eu-west
                  source: {folder: artifacts}
                  store: {folder: store}
                  sign: [{key: master, file: master.pem}]
                  regions: {us-east: {into: {folder: us-east}}}
            """);
    Files.createDirectories(folder.resolve("store"));
    Files.createDirectories(folder.resolve("artifacts"));
    Files.writeString(folder.resolve("artifacts/a"), "a 1");
    Files.writeString(folder.resolve("artifacts/b"), "b 1");
  }

  /** Makes a key, with its public one beside it. */
  static void key(Path folder, String name) throws IOException, GeneralSecurityException {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(folder.resolve(name + ".pub"), text(key.getPublic().getEncoded()));
    Files.writeString(
        folder.resolve(name + ".pem"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(text(key.getPrivate().getEncoded())));
  }

  /** Runs a command that must end well. */
  public static void run(Path folder, String... args) {
    CommandLineRun run = CommandLineRun.in(folder, args);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  /** As keys are written. */
  static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
