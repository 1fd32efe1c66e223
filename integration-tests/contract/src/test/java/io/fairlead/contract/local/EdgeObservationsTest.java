package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.ObservationsContract;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.observe.EdgeObservations;
import io.fairlead.port.Observations;
import io.fairlead.port.Observations.Published;
import io.fairlead.wiring.json.ObservationCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The observations over three edges, one of which may be away. */
class EdgeObservationsTest extends ObservationsContract {
  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  @Override
  protected Observations of(String observer) {
    return new EdgeObservations(client, observer, new ObservationCodec());
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void a_dark_edge_is_unreadable_and_hides_no_other() {
    publish(entry(WEST, 1, "run-1", 1));
    edges.stop(EAST);

    assertThat(latest(WEST).unreadable()).containsKey(EAST);
    assertThat(latest(WEST).found()).containsKey(WEST);
  }

  @Test
  void publishing_at_a_dark_edge_is_unknown() {
    edges.stop(WEST);

    assertThat(publish(entry(WEST, 1, "run-1", 1))).isEqualTo(Published.UNKNOWN);
  }

  @Test
  void an_entry_ahead_of_the_edges_clock_is_not_taken_and_keeps_none_out() {
    long tooFar = Instant.now().plusSeconds(60).toEpochMilli();
    long close = Instant.now().plusSeconds(5).toEpochMilli();

    assertThat(publish(entry(WEST, tooFar, "run-1", 1))).isEqualTo(Published.UNKNOWN);
    assertThat(publish(entry(WEST, close, "run-1", 2))).isEqualTo(Published.WRITTEN);
  }

  @Test
  void a_restarted_edge_has_its_entry_and_its_rank() {
    publish(entry(WEST, 5, "run-1", 1));
    edges.stop(WEST);
    edges.start(WEST);

    assertThat(latest(EAST).found()).containsEntry(WEST, entry(WEST, 5, "run-1", 1));
    assertThat(publish(entry(WEST, 4, "run-1", 1))).isEqualTo(Published.NOT_RISING);
  }
}
