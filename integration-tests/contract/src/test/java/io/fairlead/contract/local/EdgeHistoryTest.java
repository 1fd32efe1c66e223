package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.HistoryArchiveContract;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.history.EdgeHistory;
import io.fairlead.port.HistoryArchive;
import io.fairlead.wiring.json.HistoryPageCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archived history over three edges, one of which may be away. */
class EdgeHistoryTest extends HistoryArchiveContract {
  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private EdgeHistory history;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
    history = new EdgeHistory(client, new HistoryPageCodec());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  @Override
  protected HistoryArchive archive() {
    return history;
  }

  @Override
  protected String lose(int store) {
    String region = Edges.REGIONS.get(store);
    edges.stop(region);
    return region;
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void a_restarted_edge_has_its_pages() {
    keep(lines(0, 5));
    for (String region : Edges.REGIONS) {
      edges.stop(region);
      edges.start(region);
    }

    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 5));
  }

  @Test
  void an_edge_refuses_a_content_that_its_name_does_not_mean() {
    String region = Edges.REGIONS.getFirst();
    EdgeRequest forged =
        EdgeRequest.of("PUT", "/history/001773900000000-0123456789abcdef", new byte[] {'{', '}'});

    assertThat(client.ask(Map.of(region, forged)).get(region))
        .isInstanceOfSatisfying(Answer.Got.class, got -> assertThat(got.status()).isEqualTo(400));
  }
}
