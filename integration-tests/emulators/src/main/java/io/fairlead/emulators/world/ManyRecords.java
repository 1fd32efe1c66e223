package io.fairlead.emulators.world;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Three regions whose real cycles tick at once over one zone of many records. Each has its own
 * clients and memory, as functions have; the twin takes five requests a second of its virtual clock
 * of them all.
 */
public final class ManyRecords implements AutoCloseable {
  /** Of an account. */
  public static final int REQUESTS_A_SECOND = 5;

  /** Whose functions tick. */
  public static final int REGIONS = AwsFleet.LOCATIONS.size();

  /** Two of Europe's regions have a record of each name. */
  public static final int RECORDS_A_NAME = 2;

  /** How much later than its slot a tick begins, at most. */
  private static final int JITTER_MILLIS = 2_000;

  private static final String LEFT = "eu-west";

  private final AwsPlace place;
  private final AwsWorld world;
  private final Share share;
  private final int names;
  private final Strands strands;
  private final RandomGenerator dice;
  private final SortedMap<String, AwsClients> clients = new TreeMap<>();

  /**
   * A fleet that was never steered.
   *
   * @param names each with a record in two regions
   * @param share that each region takes
   * @param seed of when ticks begin
   */
  public ManyRecords(int names, Share share, long seed) throws IOException {
    this.place = new AwsPlace();
    this.world = new AwsWorld(place, AwsFleet.european(names), Kept.ONE_CELL);
    this.share = share;
    this.names = names;
    this.strands = new Strands(place.clock());
    this.dice = new java.util.Random(seed);
    AwsFleet.LOCATIONS.keySet().forEach(region -> clients.put(region, clients(region)));
  }

  private AwsClients clients(String region) {
    return new AwsClients(
        new AwsAccess(
            () -> AwsBasicCredentials.create(place.account(), "secret"),
            (service, location) -> Optional.of(place.twin().endpoint()),
            place.clock(),
            time -> strands.pause(region, time)));
  }

  /** What AWS is here. */
  public AwsTwin twin() {
    return place.twin();
  }

  /**
   * How a run went.
   *
   * @param batches that were sent
   * @param rejected those that were not accepted, and why
   * @param throttled requests of all regions that were turned away
   * @param mostInASecond requests of all regions
   * @param unfinished ticks that had not ended when the next slot began
   * @param took of virtual time
   */
  public record Run(
      int batches,
      List<String> rejected,
      int requests,
      int throttled,
      int mostInASecond,
      int unfinished,
      Duration took) {}

  /** Until every name has its records. */
  public Run create(int mostTicks) {
    Run run = run(mostTicks, Integer.MAX_VALUE);
    check(weight -> weight > 0);
    return run;
  }

  /**
   * A region is drained, until every record has changed.
   *
   * @param coldEvery so many ticks each function starts with nothing in its memory
   */
  public Run drain(int mostTicks, int coldEvery) {
    world.operate((state, note) -> OperatorVerbs.drain(state, "region/" + LEFT, note));
    Run run = run(mostTicks, coldEvery);
    check(weight -> weight == 0);
    return run;
  }

  private void check(IntPredicate wanted) {
    for (int i = 0; i < names; i++) {
      if (world.weight("p" + i, LEFT).filter(wanted::test).isEmpty()) {
        throw new IllegalStateException("p" + i + " is not as wanted");
      }
    }
  }

  private Run run(int mostTicks, int coldEvery) {
    twin().forgetCalls();
    twin().route53().limit(REQUESTS_A_SECOND);
    Ticking ticking = new Ticking(place.clock().instant(), mostTicks, coldEvery);
    SortedMap<String, Runnable> all = new TreeMap<>();
    AwsFleet.LOCATIONS.keySet().forEach(region -> all.put(region, () -> ticking.region(region)));
    strands.run(all);
    return ticking.run();
  }

  /** The ticks of all regions. */
  private final class Ticking {
    private final Instant began;
    private final int most;
    private final int coldEvery;
    private final List<String> rejected = new ArrayList<>();
    private int batches;
    private int unfinished;
    private final Set<RecordKey> changed = new HashSet<>();

    Ticking(Instant began, int most, int coldEvery) {
      this.began = began;
      this.most = most;
      this.coldEvery = coldEvery;
    }

    void region(String region) {
      SteerCycle function = function(region);
      int offset = coldEvery / clients.size() * List.copyOf(clients.keySet()).indexOf(region);
      for (int tick = 0; changed.size() < RECORDS_A_NAME * names; tick++) {
        if (tick == most) {
          throw new IllegalStateException("not as wanted after " + most + " ticks");
        }
        if ((tick + offset) % coldEvery == coldEvery - 1) {
          function = function(region);
        }
        Instant slot = began.plus(AwsFleet.TICK.multipliedBy(tick));
        unfinished += place.clock().instant().isAfter(slot) ? 1 : 0;
        strands.until(region, slot.plusMillis(dice.nextInt(JITTER_MILLIS)));
        world.observe(region);
        note(world.steer(function));
      }
    }

    private void note(SteerReport report) {
      for (AppliedStep step : report.applied()) {
        if (step.order().step() instanceof Step.ChangeRecords(RecordBatch batch)) {
          batches++;
          if (step.outcome() instanceof ApplyOutcome.Accepted) {
            batch.changes().forEach(change -> changed.add(change.key()));
          } else {
            rejected.add(step.outcome().toString());
          }
        }
      }
    }

    Run run() {
      int requests =
          (int) twin().calls().stream().filter(call -> call.service().equals("route53")).count();
      return new Run(
          batches,
          List.copyOf(rejected),
          requests,
          twin().route53().throttled(),
          twin().route53().mostInASecond(),
          unfinished,
          Duration.between(began, place.clock().instant()));
    }
  }

  private SteerCycle function(String region) {
    Route53Calls calls = Route53Calls.of(Objects.requireNonNull(clients.get(region)), share);
    return world.function(
        region,
        ports ->
            new SteerCycle.Ports(
                ports.register(),
                ports.observations(),
                ports.addresses(),
                world.things().director(world.fleet().name(), calls),
                ports.flags(),
                ports.notifier(),
                ports.reports(),
                ports.newPath(),
                ports.sideBySide()));
  }

  @Override
  public void close() {
    clients.values().forEach(AwsClients::close);
    place.close();
  }
}
