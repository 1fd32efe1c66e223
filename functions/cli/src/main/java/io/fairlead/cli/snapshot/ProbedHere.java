package io.fairlead.cli.snapshot;

import io.fairlead.cycle.ProbeCycle;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.health.Observation;
import io.fairlead.health.ProbeResult;
import io.fairlead.port.Observations;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replaces the observers' entries by one look from this machine. */
public final class ProbedHere {
  private ProbedHere() {}

  /**
   * The snapshot with every observer's entry made here and now, and none of them published.
   *
   * @param deadline by the same clock
   * @param clock the stores' time
   */
  public static Snapshot instead(Snapshot snapshot, Instant deadline, InstantSource clock) {
    SortedMap<String, Observation> entries = new TreeMap<>();
    try (GatewayProber prober = new GatewayProber(clock)) {
      for (String region : snapshot.fleet().regions().keySet()) {
        ProbeCycle cycle =
            new ProbeCycle(
                snapshot.fleet(),
                new ProbeCycle.Observer(region, "here"),
                new ProbeCycle.Ports(
                    new FromHere(prober),
                    _ -> new SelfTest.Result(true, "here", Optional.of(Duration.ZERO)),
                    new Unpublished()));
        // What regions have of artifact sets is theirs to tell: nothing here can see it.
        Observation theirs = snapshot.observations().get(region);
        entries.put(region, cycle.run(clock.instant(), deadline).entry().withCopiesOf(theirs));
      }
    }
    return new Snapshot(
        snapshot.fleet(),
        clock.instant(),
        snapshot.epoch(),
        snapshot.state(),
        new Observations.Entries(entries, new TreeMap<>()),
        snapshot.current());
  }

  /** Probes from this machine's own address instead of the observer's. */
  private record FromHere(Prober prober) implements Prober {
    @Override
    public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
      return prober.probe(orders.stream().map(FromHere::fromHere).toList(), deadline);
    }

    private static ProbeOrder fromHere(ProbeOrder order) {
      return new ProbeOrder(
          order.target(),
          order.host(),
          order.check(),
          order.privateTarget(),
          null,
          order.timeout(),
          order.confirmation());
    }
  }

  private record Unpublished() implements Observations {
    @Override
    public Published publish(Observation mine, Instant deadline) {
      return Published.WRITTEN;
    }

    @Override
    public Entries latest(Instant deadline) {
      return new Entries(new TreeMap<>(), new TreeMap<>());
    }
  }
}
