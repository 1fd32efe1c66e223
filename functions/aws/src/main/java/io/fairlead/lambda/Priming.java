package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Loads what every first tick uses while Lambda's start still has whole processors: an invocation
 * at 512 MB has three tenths of one. Nothing is sent, and both ways have ended when it returns.
 */
final class Priming {
  private Priming() {}

  /** Makes the clients of the first calls, and beside that the readers of what they answer. */
  static void of(AwsClients clients, String location) {
    Thread readers =
        Thread.ofPlatform()
            .name("priming")
            .start(
                () -> {
                  JsonMapper.shared().readTree("{}");
                  topology();
                });
    clients.s3(location);
    clients.dynamo(location);
    try {
      readers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A topology of nothing real, read as one's own will be. */
  static ReadTopology topology() {
    try (InputStream in = Priming.class.getResourceAsStream("priming.yaml")) {
      return TopologyReader.read(Objects.requireNonNull(in).readAllBytes(), Path.of(""), _ -> null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
