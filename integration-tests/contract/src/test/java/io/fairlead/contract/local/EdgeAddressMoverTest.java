package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.contract.FencedMoverContract;
import io.fairlead.fleet.AddressId;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mover over three edges, each with one floating address. */
class EdgeAddressMoverTest extends FencedMoverContract {
  @TempDir private Path folder;
  private Edges edges;
  private EdgeClient client;
  private AddressMover mover;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    client = edges.client();
    mover = new EdgeAddressMover(client);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edges.close();
  }

  @Override
  protected AddressMover mover() {
    return mover;
  }

  @Override
  protected AddressId address() {
    return new AddressId("eu-west", "front");
  }

  @Override
  protected AddressId unknownAddress() {
    return new AddressId("eu-west", "back");
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Test
  void a_dark_edge_makes_its_own_addresses_unreadable_and_no_others() {
    edges.stop("us-east");

    assertThat(read(new AddressId("us-east", "front"))).isInstanceOf(Reading.Unreadable.class);
    assertThat(read(address())).isInstanceOf(Reading.Known.class);
  }

  @Test
  void a_move_at_a_dark_edge_is_unknown() {
    edges.stop("eu-west");

    assertThat(move("a", null, FIRST)).isInstanceOf(ApplyOutcome.Unknown.class);
  }

  @Test
  void a_restarted_edge_has_its_holder_and_takes_no_step_again() {
    move("a", null, FIRST);
    move("b", FIRST, SECOND);
    move("c", SECOND, FIRST);
    edges.stop("eu-west");
    edges.start("eu-west");

    assertThat(move("b", FIRST, SECOND)).isInstanceOf(ApplyOutcome.Conflict.class);
    assertThat(holder()).isEqualTo(FIRST);
  }
}
