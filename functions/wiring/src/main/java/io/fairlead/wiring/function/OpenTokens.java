package io.fairlead.wiring.function;

import io.fairlead.cycle.TokenShelf;
import io.fairlead.local.token.Introspection;
import io.fairlead.port.Reading;
import io.fairlead.token.Takeovers;
import io.fairlead.wiring.local.TokenPlace;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a process knows of a region's tokens by one topology. */
final class OpenTokens implements AutoCloseable {
  /** How old what is known may be before it is read again: the interval of a tick. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Topology topology;
  private final Answering answering;
  private final TokenShelf shelf;
  private Takeovers takeovers = Takeovers.NONE;
  private Instant takeoversReadAt = Instant.MIN;
  private Instant readAt = Instant.MIN;
  private List<String> told = List.of();

  /** What answers, and the ports whose register tells of failovers. */
  record Answering(Introspection introspection, Optional<FleetPorts> ports) {}

  OpenTokens(Topology topology, String region, TokenPlace.Reached reached, Answering answering) {
    this.topology = topology;
    this.answering = answering;
    try {
      this.shelf = TokenPlace.open(topology, region, reached).shelf();
    } catch (IOException e) {
      throw new UncheckedIOException("only folders are made, and there are none", e);
    }
  }

  Topology topology() {
    return topology;
  }

  Introspection introspection() {
    return answering.introspection();
  }

  /** Reads what is new where it is time for that; what is amiss and was not told before. */
  synchronized List<String> refresh(Invocation invocation) {
    if (invocation.began().isBefore(readAt.plus(KEPT))) {
      return List.of();
    }
    readAt = invocation.began();
    List<String> trouble = new ArrayList<>();
    failovers(invocation, trouble);
    TokenShelf.Found found = shelf.read(invocation.until());
    trouble.addAll(found.problems());
    if (found.isAnything()) {
      answering.introspection().know(found.book(), takeovers, takeoversReadAt);
    }
    List<String> fresh = trouble.stream().filter(each -> !told.contains(each)).toList();
    told = List.copyOf(trouble);
    return fresh;
  }

  private void failovers(Invocation invocation, List<String> trouble) {
    if (answering.ports().isEmpty()) {
      trouble.add("this package has no adapters for the register: no failover is known");
      return;
    }
    Reading<Takeovers> read =
        JournaledTakeovers.of(
            answering.ports().get().register(), topology.fleet(), invocation.until());
    switch (read) {
      case Reading.Known<Takeovers>(Takeovers now) -> {
        takeovers = now;
        takeoversReadAt = invocation.began();
      }
      case Reading.Unreadable<Takeovers>(String why) ->
          trouble.add("failovers are as they were read last: " + why);
    }
  }

  @Override
  public void close() {
    answering.ports().ifPresent(FleetPorts::close);
  }
}
