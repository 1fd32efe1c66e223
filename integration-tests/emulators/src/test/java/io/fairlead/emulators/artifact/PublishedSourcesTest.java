package io.fairlead.emulators.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobStore;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.stack.FairleadProcess;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The command in a process of its own publishes what lies in a bucket and in a container. */
@NeedsParts({Part.VERSITYGW, Part.AZURITE})
class PublishedSourcesTest {
  private static final String PATH = "apis/orders.yaml";

  @TempDir private Path work;

  private Emulator emulator;
  private BlobStore container;

  @BeforeEach
  void fillBothSources() throws Exception {
    emulator = Emulator.start(Part.VERSITYGW);
    try (var clients = emulator.clients()) {
      var s3 = clients.s3(Buckets.LOCATION);
      s3.createBucket(make -> make.bucket("team"));
      s3.putObject(
          put -> put.bucket("team").key("gateways/" + PATH), RequestBody.fromString("from S3"));
      s3.putObject(put -> put.bucket("team").key("beside"), RequestBody.fromString("no part"));
    }
    container = Azurite.three().getFirst().newContainer("team");
    byte[] content = "from Blob Storage".getBytes(StandardCharsets.UTF_8);
    Azurite.clients()
        .container(container.account(), container.container())
        .getBlobClient("gateways/" + PATH)
        .upload(new ByteArrayInputStream(content), content.length, true);
    Files.createDirectory(work.resolve("store"));
    assertThat(run("init", "local")).contains("fairlead.yaml");
    Files.writeString(
        work.resolve("fairlead.yaml"),
        Files.readString(work.resolve("fairlead.yaml")).replace("mode: observe", "mode: act")
            + sets());
  }

  @AfterEach
  void close() {
    emulator.close();
  }

  private String sets() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.writeString(
        work.resolve("master.pem"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(text(pair.getPrivate().getEncoded())));
    String all =
        """

        replication:
          keys: {master: "%s"}
          sets:
        """
            .formatted(text(pair.getPublic().getEncoded()));
    return all
        + set("s3", "{bucket: team, location: eu-west-1, prefix: gateways}")
        + set(
            "blob",
            "{account: %s, container: %s, prefix: gateways, endpoint: \"%s\", key: \"${AZURE_KEY}\"}"
                .formatted(
                    container.account().name(),
                    container.container(),
                    container.account().endpoint()));
  }

  private static String set(String cloud, String place) {
    return """
            from-%1$s:
              master: eu-west
              source: {%1$s: %2$s}
              store: {folder: store}
              sign: [{key: master, file: master.pem}]
              regions: {us-east: {into: {folder: us-east-%1$s}}}
        """
        .formatted(cloud, place);
  }

  private static String text(byte[] encoded) {
    return Base64.getEncoder().encodeToString(encoded);
  }

  /** What a command says, of either kind. */
  private String run(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        FairleadProcess.withKeys("s3=" + emulator.endpoint(), words)
            .directory(work.toFile())
            .redirectErrorStream(true);
    builder.environment().put("AZURE_KEY", Azurite.KEY);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  @Test
  void what_lies_below_a_prefix_is_published_and_comes_to_a_region() throws Exception {
    for (String cloud : List.of("s3", "blob")) {
      assertThat(run("publish", "from-" + cloud, "--yes"))
          .contains("published version 1")
          .contains("+ " + PATH)
          .contains(": 1 object uploaded");
    }
    assertThat(run("replicate", "--region", "us-east")).contains("applied: 1 object copied");

    assertThat(work.resolve("us-east-s3/current").resolve(PATH)).hasContent("from S3");
    assertThat(work.resolve("us-east-blob/current").resolve(PATH)).hasContent("from Blob Storage");
  }
}
