package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.history.EdgeHistory;
import io.fairlead.port.HistoryArchive.Found;
import io.fairlead.port.HistoryArchive.Kept;
import io.fairlead.wiring.json.HistoryPageCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archived history over three edges, one of which may be away. */
class EdgeHistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

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

  @Test
  void what_was_kept_is_found_once_and_in_order() {
    List<HistoryEntry> first = lines(0, 20);
    List<HistoryEntry> second = lines(20, 40);

    assertThat(keep(second)).isInstanceOf(Kept.Done.class);
    assertThat(keep(first)).isInstanceOf(Kept.Done.class);
    assertThat(keep(first)).isInstanceOf(Kept.Done.class);

    assertThat(since(START).lines()).containsExactlyElementsOf(lines(0, 40));
    assertThat(since(START.plusSeconds(30)).lines()).containsExactlyElementsOf(lines(30, 40));
    assertThat(since(START.plusSeconds(99)).lines()).isEmpty();
  }

  @Test
  void two_edges_are_enough_and_one_is_not() {
    edges.stop(Edges.REGIONS.get(0));
    Kept two = keep(lines(0, 5));
    edges.stop(Edges.REGIONS.get(1));
    Kept one = keep(lines(5, 9));

    assertThat(two).isInstanceOf(Kept.Done.class);
    assertThat(one).isInstanceOf(Kept.Unknown.class);
    assertThat(since(START).unreadable()).hasSize(2);
    assertThat(since(START).lines()).containsAll(lines(0, 5));
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
  void a_very_large_page_is_kept_in_parts() {
    List<HistoryEntry> large = lines(0, 4_000);

    assertThat(keep(large)).isInstanceOf(Kept.Done.class);
    assertThat(since(START).lines()).hasSize(4_000);
  }

  @Test
  void an_edge_refuses_a_content_that_its_name_does_not_mean() {
    String region = Edges.REGIONS.getFirst();
    EdgeRequest forged =
        EdgeRequest.of("PUT", "/history/001773900000000-0123456789abcdef", new byte[] {'{', '}'});

    assertThat(client.ask(Map.of(region, forged)).get(region))
        .isInstanceOfSatisfying(Answer.Got.class, got -> assertThat(got.status()).isEqualTo(400));
  }

  private Kept keep(List<HistoryEntry> lines) {
    return history.keep(lines, Instant.now().plusSeconds(10));
  }

  private Found since(Instant from) {
    return history.since(from, Instant.now().plusSeconds(10));
  }

  private static List<HistoryEntry> lines(int from, int to) {
    List<HistoryEntry> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(
          new HistoryEntry(
              START.plusSeconds(i),
              i,
              "verdict",
              "deployment/orders/us-east",
              "Up to Down: 2 of 3 votes Down (need 2): eu-north Down (4/4 refused)",
              "fairlead"));
    }
    return lines;
  }
}
