package io.fairlead.contract.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.RegisterState;
import io.fairlead.local.cell.BoundedHttp;
import io.fairlead.local.cell.HttpCell;
import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.register.Registers;
import io.fairlead.wiring.register.VirtualThreadFanOut;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register over the cells of three edges, one of which may be away. */
final class EdgeRegisterTest {
  private static final long WRITERS = 4;
  private static final long STEPS = 5;
  private static final int MOST_TRIES = 200;

  private final InstantSource clock = InstantSource.system();
  private final BoundedHttp http = new BoundedHttp(Duration.ofSeconds(5), clock);
  private final VirtualThreadFanOut fanOut = new VirtualThreadFanOut();

  @TempDir private Path folder;
  private Edges edges;
  private Register register;

  @BeforeEach
  void start() {
    edges = new Edges(folder);
    register = register(Edges.FLEET);
  }

  @AfterEach
  void stop() throws IOException {
    fanOut.close();
    http.close();
    edges.close();
  }

  @Test
  void a_state_survives_each_edge_in_turn() {
    assertThat(register.read(soon())).isEqualTo(new Register.Read.Empty());
    long epoch = 0;
    for (String region : Edges.REGIONS) {
      edges.stop(region);
      RegisterState next = state(Edges.FLEET, "op-" + region);
      assertThat(register.cas(epoch, next, soon())).isEqualTo(new Register.Cas.Ok(epoch + 1));
      epoch++;
      assertThat(register.read(soon())).isEqualTo(new Register.Read.State(epoch, next));
      edges.start(region);
    }
  }

  @Test
  void two_edges_away_is_unreachable_and_never_empty() {
    register.cas(0, state(Edges.FLEET, "op-1"), soon());
    edges.stop("eu-north");
    edges.stop("eu-west");

    assertThat(register.read(soon()))
        .isInstanceOfSatisfying(
            Register.Read.Unreachable.class,
            answer ->
                assertThat(answer.why())
                    .startsWith("no majority of 3 cells answers: ")
                    .contains("eu-north: http://", "eu-west: http://"));
    assertThat(register.cas(1, state(Edges.FLEET, "op-2"), soon()))
        .isInstanceOf(Register.Cas.Unknown.class);
  }

  @Test
  void case_13_a_register_of_another_fleet_is_refused() {
    register.cas(0, state(Edges.FLEET, "op-1"), soon());

    assertThat(register("other").read(soon()))
        .isEqualTo(
            new Register.Read.Unreachable(
                "the register belongs to fleet 'three-regions', this topology is fleet 'other':"
                    + " give each fleet its own cells"));
  }

  @Test
  void case_21_writers_side_by_side_lose_no_step() {
    AtomicInteger open = new AtomicInteger();
    List<Thread> writers =
        IntStream.range(0, (int) WRITERS)
            .mapToObj(writer -> Thread.ofVirtual().start(() -> count(writer, open)))
            .toList();
    writers.forEach(EdgeRegisterTest::join);

    assertThat(register.read(soon()))
        .isInstanceOfSatisfying(
            Register.Read.State.class,
            read ->
                assertThat(read.epoch()).isBetween(WRITERS * STEPS, WRITERS * STEPS + open.get()));
  }

  /** Changes the register until enough changes are acknowledged; counts those left open. */
  private void count(int writer, AtomicInteger open) {
    long epoch = 0;
    for (long acknowledged = 0, tries = 0; acknowledged < STEPS; tries++) {
      String operation = "op-" + writer + "-" + tries;
      switch (register.cas(epoch, state(Edges.FLEET, operation), soon())) {
        case Register.Cas.Ok _ -> acknowledged++;
        case Register.Cas.Unknown _ -> open.incrementAndGet();
        case Register.Cas.Conflict(), Register.Cas.Refused _ -> {}
      }
      assertThat(tries).isLessThan(MOST_TRIES);
      epoch = register.read(soon()) instanceof Register.Read.State now ? now.epoch() : epoch;
    }
  }

  private Register register(String fleet) {
    List<CasCell> cells = new ArrayList<>();
    new TreeMap<>(edges.places())
        .forEach(
            (region, place) -> {
              URI cell = place.base().resolve("/cell");
              cells.add(new HttpCell(cell, region, http));
            });
    return Registers.over(cells, fanOut, fleet);
  }

  private static RegisterState state(String fleet, String operation) {
    return RegisterState.initial(
        fleet, "9f3c12", operation, Instant.parse("2026-03-01T03:12:07.123Z"));
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(20);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
