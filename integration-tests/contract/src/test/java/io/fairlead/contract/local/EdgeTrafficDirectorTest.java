package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.TrafficDirectorContract;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The director over three edges, one of which may be away. */
class EdgeTrafficDirectorTest extends TrafficDirectorContract {
  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private TrafficDirector director;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
    director = new EdgeTrafficDirector(client, new TreeSet<>(List.of(Edges.ZONE)));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  @Override
  protected TrafficDirector director() {
    return director;
  }

  @Override
  protected String zone() {
    return Edges.ZONE;
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void two_of_three_edges_are_enough_and_the_third_is_levelled_when_it_is_back() {
    WeightedRecord west = record("eu-west", 9);
    edges.stop("us-east");
    assertThat(change(0, 4, create(west))).isEqualTo(new ApplyOutcome.Accepted());
    edges.stop("eu-west");
    edges.start("us-east");
    assertThat(read()).isInstanceOf(Reading.Unreadable.class);
    edges.start("eu-west");

    director.level(deadline());
    edges.stop("eu-west");

    assertThat(known().epoch()).isEqualTo(4);
    assertThat(known().records().values()).containsExactly(west);
  }

  @Test
  void an_edge_that_comes_back_takes_what_the_others_agree_on_before_anybody_levels_it() {
    WeightedRecord west = record("eu-west", 9);
    edges.stop("us-east");
    change(0, 4, create(west));

    edges.start("us-east");
    edges.stop("eu-west");

    assertThat(known().epoch()).isEqualTo(4);
    assertThat(known().records().values()).containsExactly(west);
  }

  @Test
  void an_edge_that_comes_back_keeps_what_is_newer_than_what_the_others_agree_on() {
    change(0, 4, create(record("eu-west", 9)));
    edges.stop("us-east");
    edges.stop("eu-north");
    change(4, 5, create(record("eu-north", 9)));
    edges.stop("eu-west");
    edges.start("us-east");
    edges.start("eu-north");

    edges.start("eu-west");
    edges.stop("eu-north");

    assertThat(read()).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void one_of_three_edges_is_not_enough() {
    edges.stop("us-east");
    edges.stop("eu-west");

    assertThat(change(0, 4, create(record("eu-west", 9)))).isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(read()).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void a_change_that_reached_one_of_two_live_edges_is_completed_by_levelling() {
    change(0, 4, create(record("eu-west", 9)));
    edges.stop("us-east");
    edges.stop("eu-north");
    change(4, 5, create(record("eu-north", 9)));
    edges.start("eu-north");
    assertThat(read()).isInstanceOf(Reading.Unreadable.class);

    director.level(deadline());

    assertThat(known().epoch()).isEqualTo(5);
  }

  @Test
  void levelling_leaves_an_edge_alone_that_is_ahead_of_the_majority() {
    change(0, 4, create(record("eu-west", 9)));
    RecordSets agreed = known();
    edges.stop("us-east");
    edges.stop("eu-north");
    change(4, 5, create(record("eu-north", 9)));
    edges.start("eu-north");
    edges.start("us-east");

    director.level(deadline());

    assertThat(known()).isEqualTo(agreed);
  }
}
