package io.fairlead.wiring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.cell.DynamoCell;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Replicas of a global table of which none answers. */
final class NearestReplicaTest {
  @Test
  void what_each_replica_said_is_told_when_none_answers() throws IOException {
    try (AwsClients clients = clientsOfNobody()) {
      assertThat(asked(clients, "eu-west-1", "eu-central-1", "eu-west-3"))
          .startsWith("none of 3 replicas answers: ")
          .contains("table register in eu-west-1", "in eu-central-1", "in eu-west-3");
      assertThat(asked(clients, "eu-west-1"))
          .contains("table register in eu-west-1")
          .doesNotContain("replicas");
    }
  }

  private static String asked(AwsClients clients, String... locations) {
    List<CasCell> replicas =
        Stream.of(locations)
            .<CasCell>map(
                location ->
                    new DynamoCell(
                        clients, new DynamoCell.Place(location, "register", "shop", "register")))
            .toList();
    CellRead read = new NearestReplica(replicas).read(Instant.now().plusSeconds(10));
    assertThat(read).isInstanceOf(CellRead.Unknown.class);
    return ((CellRead.Unknown) read).why();
  }

  /** At a port that was free a moment ago. */
  private static AwsClients clientsOfNobody() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            (service, location) -> Optional.of(nobody),
            InstantSource.system()));
  }
}
