package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.EvacuationFlagsContract;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flags over three edges, one of which may be away. */
class EdgeFlagsTest extends EvacuationFlagsContract {
  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private EdgeFlags flags;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
    flags = new EdgeFlags(client, "eu-west");
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  @Override
  protected EvacuationFlags flags() {
    return flags;
  }

  @Override
  protected void holdAsPerson(RegionGroup flag) {
    for (String region : Edges.REGIONS) {
      put(
          region,
          "/flags/" + flag.region() + "/" + flag.group(),
          """
          {"fleet":"three-regions","region":"%s","group":"%s","epoch":0,"by":"ana"}
          """
              .formatted(flag.region(), flag.group()));
    }
  }

  @Override
  protected void freezeOneStoreAsPerson() {
    put("us-east", "/freeze", "{\"fleet\":\"three-regions\",\"by\":\"ana\",\"reason\":\"audit\"}");
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  private void put(String region, String path, String body) {
    URI base = Objects.requireNonNull(edges.places().get(region)).base();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(base.resolve(path))
              .header("If-None-Match", "*")
              .PUT(BodyPublishers.ofString(body))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Instant deadline() {
    return now().plusSeconds(10);
  }

  @Test
  void two_stores_of_three_are_enough_to_raise_and_to_lower() {
    edges.stop("eu-north");

    assertThat(raise(FLAG, 3)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().unreadable()).containsOnlyKeys("eu-north");
    assertThat(lower(FLAG, 3)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isFalse();
  }

  @Test
  void one_store_of_three_is_not_enough() {
    edges.stop("eu-north");
    edges.stop("us-east");

    assertThat(raise(FLAG, 3)).isInstanceOf(ApplyOutcome.Unknown.class);
    assertThat(read().raised(FLAG)).isFalse();
  }

  @Test
  void whether_an_order_has_expired_is_told_by_the_edges_clocks() {
    Step raise = new Step.RaiseFlag(FLAG, 3);
    Order open = new Order("7.1-a", raise, now().plusSeconds(60));
    Order over = new Order("7.2-b", raise, now().minusSeconds(60));

    assertThat(applied(Duration.ofHours(1), open)).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(applied(Duration.ofHours(-1), over)).isEqualTo(new ApplyOutcome.Expired());
  }

  private ApplyOutcome applied(Duration ahead, Order order) {
    try (EdgeClient skewed = edges.client(() -> Instant.now().plus(ahead))) {
      EdgeFlags own = new EdgeFlags(skewed, "eu-west");
      Instant deadline = deadline().plus(ahead);
      assertThat(own.read(deadline).unreadable()).isEmpty();
      return own.apply(List.of(order), deadline).getFirst();
    }
  }

  @Test
  void flags_and_freeze_outlive_a_restart() {
    raise(FLAG, 3);
    freezeOneStoreAsPerson();
    Edges.REGIONS.forEach(edges::stop);
    Edges.REGIONS.forEach(edges::start);

    assertThat(read().raised(FLAG)).isTrue();
    assertThat(read().frozen()).isTrue();
  }

  @Test
  void a_persons_hold_takes_the_place_of_ours_and_only_a_release_ends_it() {
    raise(FLAG, 3);

    assertThat(flags.hold(FLAG, deadline())).isEqualTo(new ApplyOutcome.Accepted());
    lower(FLAG, 9);
    assertThat(read().raised(FLAG)).isTrue();

    assertThat(flags.release(FLAG, deadline())).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().raised(FLAG)).isFalse();
  }

  @Test
  void freezing_twice_is_accepted_and_unfreezing_needs_every_store() {
    assertThat(flags.freeze("audit", deadline())).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(flags.freeze("again", deadline())).isEqualTo(new ApplyOutcome.Accepted());
    edges.stop("us-east");
    assertThat(flags.unfreeze(deadline())).isInstanceOf(ApplyOutcome.Unknown.class);
    edges.start("us-east");
    assertThat(read().frozen()).isTrue();

    assertThat(flags.unfreeze(deadline())).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(read().frozen()).isFalse();
  }
}
