package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.health.Observation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.port.Observations;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProbeCycleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofSeconds(3);
  private static final String V4 = "192.0.2.1";
  private static final String V6 = "2001:db8::1";
  private static final ProbeTarget ENDPOINT =
      new ProbeTarget(new Subject.OfDeployment("orders", "eu-west"), "orders");

  private final List<ProbeOrder> asked = new ArrayList<>();

  @Test
  void time_of_a_probe_is_by_the_clock_of_the_store() {
    TargetRecord known = observe("").targets().get(ENDPOINT);

    assertThat(known).isNotNull();
    assertThat(known.lastBegan()).isEqualTo(NOW.plus(AHEAD));
    assertThat(known.last().began()).isEqualTo(NOW.plus(AHEAD));
  }

  @Test
  void every_address_of_an_endpoint_is_probed() {
    assertThat(observe("").targets().get(ENDPOINT).opinion()).isEqualTo(Verdict.UP);
    assertThat(asked).extracting(ProbeOrder::host).containsExactly(V4, V6);
  }

  @Test
  void endpoint_with_one_refusing_address_is_down() {
    assertThat(observe(V4).targets().get(ENDPOINT).opinion()).isEqualTo(Verdict.DOWN);
    assertThat(observe(V6).targets().get(ENDPOINT).opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void a_function_that_stood_still_forgets_what_it_saw_before() {
    AtomicReference<String> refusing = new AtomicReference<>(V4);
    Prober prober =
        (orders, _) -> orders.stream().map(order -> answer(order, refusing.get())).toList();
    ProbeCycle cycle =
        new ProbeCycle(
            fleet(),
            new ProbeCycle.Observer("eu-west", "run"),
            new ProbeCycle.Ports(
                prober,
                _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                new Unpublished()));
    assertThat(opinion(cycle, NOW)).isEqualTo(Verdict.DOWN);

    refusing.set("");

    assertThat(opinion(cycle, NOW.plusSeconds(10))).isEqualTo(Verdict.DOWN);
    assertThat(opinion(cycle, NOW.plus(Duration.ofHours(1)))).isEqualTo(Verdict.UP);
  }

  @Test
  void an_entry_tells_the_highest_epoch_of_the_register_that_its_observer_has_seen() {
    ProbeCycle cycle =
        new ProbeCycle(
            fleet(),
            new ProbeCycle.Observer("eu-west", "run"),
            new ProbeCycle.Ports(
                (orders, _) -> List.of(),
                _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                new Unpublished()));
    cycle.sawRegister(12);
    cycle.sawRegister(9);

    assertThat(cycle.run(NOW, NOW.plusSeconds(2)).entry().registerEpoch()).isEqualTo(12);
  }

  @Test
  void an_observer_that_sees_again_says_so_at_once_and_else_where_the_interval_ends() {
    AtomicReference<Boolean> sighted = new AtomicReference<>(true);
    ProbeCycle cycle =
        new ProbeCycle(
            fleet(),
            new ProbeCycle.Observer("eu-west", "run"),
            new ProbeCycle.Ports(
                (orders, _) -> orders.stream().map(order -> answer(order, "")).toList(),
                _ ->
                    new SelfTest.Result(
                        sighted.get(), "no anchor answers", Optional.of(Duration.ZERO)),
                new Unpublished()));
    cycle.run(NOW, NOW.plusSeconds(2));

    assertThat(publishes(cycle)).isFalse();
    sighted.set(false);
    assertThat(publishes(cycle)).isTrue();
    sighted.set(true);
    assertThat(publishes(cycle)).isTrue();
    assertThat(publishes(cycle)).isFalse();
  }

  /** Whether an entry goes out at a part of an interval that is not its last. */
  private static boolean publishes(ProbeCycle cycle) {
    return cycle
        .runPart(new TreeSet<>(List.of(ENDPOINT)), false, NOW, NOW.plusSeconds(2))
        .published()
        .isPresent();
  }

  private static Verdict opinion(ProbeCycle cycle, Instant now) {
    TargetRecord known = cycle.run(now, now.plusSeconds(2)).entry().targets().get(ENDPOINT);
    return known == null ? Verdict.UNKNOWN : known.opinion();
  }

  /** One round, where one of the addresses refuses. */
  private Observation observe(String refusing) {
    Prober prober = (orders, _) -> orders.stream().map(order -> answer(order, refusing)).toList();
    SelfTest sight = _ -> new SelfTest.Result(true, "", Optional.of(AHEAD));
    ProbeCycle cycle =
        new ProbeCycle(
            fleet(),
            new ProbeCycle.Observer("eu-west", "run"),
            new ProbeCycle.Ports(prober, sight, new Unpublished()));
    return cycle.run(NOW, NOW.plusSeconds(2)).entry();
  }

  private ProbeResult answer(ProbeOrder order, String refusing) {
    asked.add(order);
    boolean refused = order.host().equals(refusing);
    return new ProbeResult(
        order.target(),
        refused ? Outcome.FAILED : Outcome.PASSED,
        refused,
        1,
        refused ? 1 : 0,
        NOW,
        Duration.ofMillis(2),
        refused ? "refused" : "status 200");
  }

  private static Fleet fleet() {
    Region region =
        new Region(
            "eu-west",
            Cloud.LOCAL,
            "eu-west",
            "EU",
            false,
            new io.fairlead.fleet.Observer(null, new TreeSet<>()),
            List.of("orders"),
            new TreeMap<>(),
            new TreeMap<>());
    Deployment orders = new Deployment("orders", "eu-west", null, List.of(V4, V6), 500);
    Probe probe = new Probe("orders", new Check.Tcp(8080), Probe.Question.SERVING, false);
    return OneRegion.fleet(region, orders, probe);
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
