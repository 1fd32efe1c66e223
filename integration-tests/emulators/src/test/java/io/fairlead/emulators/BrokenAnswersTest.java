package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An endpoint that answers what is no HTTP. */
class BrokenAnswersTest {
  @Test
  void an_answer_that_is_no_http_is_unknown_and_never_thrown() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        AwsClients clients = clients(server.getLocalPort())) {
      Thread.ofVirtual().start(() -> answerNonsense(server));
      S3Cell cell = new S3Cell(clients, new S3Cell.Place("eu-west-1", "cells", "fleet"));

      assertThat(cell.read(Instant.now().plusSeconds(9))).isInstanceOf(CellRead.Unknown.class);
      assertThat(cell.cas(0, new byte[1], Instant.now().plusSeconds(9)))
          .isInstanceOf(CellCas.Unknown.class);
    }
  }

  private static AwsClients clients(int port) {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("1", "secret")),
            (service, location) -> Optional.of(URI.create("http://127.0.0.1:" + port)),
            InstantSource.system()));
  }

  private static void answerNonsense(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read(new byte[4096]);
        socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
  }
}
