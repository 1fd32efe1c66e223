package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that probes name are looked for where the topology is checked. */
class ProbeFilesTest {
  private static final String HTTPS =
      "https: {port: 8100, tls: {trust: ca.pem, clientCertificate: me.pem, clientKey: me.key}}";

  @TempDir private Path folder;

  @Test
  void missing_files_are_told_one_by_one() {
    assertThat(warnings())
        .hasSize(3)
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("probes.ready.https.tls.trust: 'ca.pem' is no file that can be read")
                    .contains("the probe cannot ask"))
        .anySatisfy(warning -> assertThat(warning).contains("'me.pem' is no file"))
        .anySatisfy(warning -> assertThat(warning).contains("'me.key' is no file"));
  }

  @Test
  void files_that_are_something_else_are_told() throws IOException {
    write("ca.pem", "CERTIFICATE");
    write("me.pem", "PRIVATE KEY");
    Files.writeString(folder.resolve("me.key"), "hello");

    assertThat(warnings())
        .hasSize(2)
        .anySatisfy(warning -> assertThat(warning).contains("'me.pem' holds no PEM certificate"))
        .anySatisfy(warning -> assertThat(warning).contains("'me.key' holds no PEM private key"));
  }

  @Test
  void files_that_are_there_are_no_problem() throws IOException {
    write("ca.pem", "CERTIFICATE");
    write("me.pem", "CERTIFICATE");
    write("me.key", "RSA PRIVATE KEY");

    assertThat(warnings()).isEmpty();
  }

  private void write(String file, String what) throws IOException {
    Files.writeString(
        folder.resolve(file), "-----BEGIN %1$s-----\nAAAA\n-----END %1$s-----\n".formatted(what));
  }

  private List<String> warnings() {
    String text =
        Edited.threeRegions()
            .once("http: {port: 8100, path: /status/ready, status: 200}", HTTPS)
            .text();
    ReadTopology read =
        TopologyReader.read(text.getBytes(StandardCharsets.UTF_8), folder, _ -> null);
    return switch (read) {
      case ReadTopology.Valid(_, var warnings) ->
          warnings.stream().map(each -> each.text("f")).toList();
      case ReadTopology.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }
}
