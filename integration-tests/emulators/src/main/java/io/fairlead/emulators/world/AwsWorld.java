package io.fairlead.emulators.world;

import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Observation;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.AddressMover;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.port.SideBySide;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fleet on the twin: its addresses, zone, flags and register are reached by the real adapters
 * over HTTP. Every region that is not dark observes; one function steers, which may be killed and
 * started anew.
 */
public final class AwsWorld {
  /** Where the function is that steers. */
  static final String STEERS = "eu-west";

  private final AwsTwin twin;
  private final TwinClock clock;
  private final Fleet fleet;
  private final AwsThings things;
  private final Board board = new Board();
  private Observations entries = board;
  private @Nullable AddressMover elsewhere;
  private Function<AddressId, Optional<String>> holders;
  private final Set<String> down = Collections.synchronizedSet(new TreeSet<>());
  private final TreeSet<String> silent = new TreeSet<>();
  private final AtomicInteger ids = new AtomicInteger();
  private SteerCycle steer;

  /** A fleet that was never steered. */
  AwsWorld(AwsPlace place, Fleet fleet, Kept kept) {
    this.fleet = fleet;
    this.twin = place.twin();
    this.clock = place.clock();
    this.things = new AwsThings(place, fleet, kept);
    things.tables().ifPresent(tables -> entries = tables.entries());
    this.holders = id -> Optional.ofNullable(things.holder(id));
    this.steer = function(STEERS, UnaryOperator.identity());
  }

  /** A fleet of one service, never steered, whose addresses move in one step. */
  public static AwsWorld seamless(AwsPlace place) {
    return new AwsWorld(place, AwsFleet.of(AwsFleet.Kind.SEAMLESS), Kept.ONE_CELL);
  }

  /**
   * A fleet of many names, never steered, each behind the same load balancers.
   *
   * @param endpoints of the load balancer in a region
   */
  public static AwsWorld wide(AwsPlace place, int names, Function<String, List<String>> endpoints) {
    return new AwsWorld(place, AwsFleet.wide(names, endpoints), Kept.ONE_CELL);
  }

  /** What AWS is here. */
  public AwsTwin twin() {
    return twin;
  }

  TwinClock clock() {
    return clock;
  }

  Fleet fleet() {
    return fleet;
  }

  /** What the fleet has in AWS. */
  AwsThings things() {
    return things;
  }

  /** The function dies; another one starts with nothing of its memory. */
  public void restart() {
    steerFrom(STEERS);
  }

  /** Observers' entries are elsewhere from now on, where no rewinding reaches. */
  void entriesIn(Observations elsewhere) {
    entries = elsewhere;
    restart();
  }

  /** Addresses are not in AWS from now on, but where another mover has them. */
  void addressesIn(AddressMover mover, Function<AddressId, Optional<String>> where) {
    elsewhere = mover;
    holders = where;
    restart();
  }

  /** The function of another region steers from now on, with nothing in its memory. */
  void steerFrom(String region) {
    steer = function(region, UnaryOperator.identity());
  }

  /** A gateway refuses connections from now on, or serves again. */
  public void refuses(String region, String node, boolean refuses) {
    set(region + "/" + node, refuses);
  }

  /** On all nodes of a region one service refuses connections from now on, or serves again. */
  void serviceRefuses(String service, String region, boolean refuses) {
    set(region + "/*/" + service, refuses);
  }

  private void set(String what, boolean refuses) {
    if (refuses) {
      down.add(what);
    } else {
      down.remove(what);
    }
  }

  /** A region's observer looks no more, or looks again. */
  void isSilent(String region, boolean nobodyLooks) {
    if (nobodyLooks) {
      silent.add(region);
    } else {
      silent.remove(region);
    }
  }

  boolean isUp(String region, @Nullable String node, String service) {
    return node != null
        && !down.contains(region + "/" + node)
        && !down.contains(region + "/*/" + service);
  }

  /** Whether a load balancer answers for a service, whatever its nodes do. */
  boolean isBalanced(String service, String region) {
    Deployment deployment = fleet.service(service).deployments().get(region);
    return deployment != null && deployment.floatingAddress() == null;
  }

  /** A record's weight in the twin; empty where there is none. */
  public Optional<Integer> weight(String name, String region) {
    return things.weight(name, region);
  }

  /** The node that a twin has an address on; null = on nothing. */
  public @Nullable String holder(AddressId id) {
    return holders.apply(id).orElse(null);
  }

  /** The fleet's hosted zone. */
  public String hostedZone() {
    return things.zoneId();
  }

  /** The health check of a region's records. */
  public String check(String region) {
    return things.check(new RegionGroup(region, AwsFleet.DEFAULT));
  }

  /** The register as it is stored; null = empty. */
  public @Nullable RegisterState state() {
    return things.register(fleet.name()).read(deadline())
            instanceof Register.Read.State(_, RegisterState state)
        ? state
        : null;
  }

  /** Every line of history that is not lost: the register's, and those that were archived. */
  Set<HistoryEntry> history() {
    Set<HistoryEntry> lines = new LinkedHashSet<>();
    things
        .tables()
        .ifPresent(
            tables -> lines.addAll(tables.history().since(Instant.EPOCH, deadline()).lines()));
    RegisterState state = state();
    lines.addAll(state == null ? List.of() : state.history());
    return lines;
  }

  /** An operator's verb. */
  public void operate(BiFunction<RegisterState, OperatorNote, VerbAnswer> verb) {
    Register register = things.register(fleet.name());
    if (register.read(deadline()) instanceof Register.Read.State(long epoch, var state)) {
      OperatorNote note =
          new OperatorNote(newId(), "olga", "because", clock.instant(), null, epoch + 1);
      if (verb.apply(state, note) instanceof VerbAnswer.Changed(RegisterState next)) {
        register.cas(epoch, next, deadline());
      }
    }
  }

  /** An operator's {@code evacuate}: holds in the flag stores, and nothing else. */
  void evacuate(String region) {
    groups(region).forEach(flag -> things.flags(fleet.name(), "olga").hold(flag, deadline()));
  }

  /** The operator's {@code restore}. */
  void restore(String region) {
    groups(region).forEach(flag -> things.flags(fleet.name(), "olga").release(flag, deadline()));
  }

  private List<RegionGroup> groups(String region) {
    return fleet.regionGroups().stream().filter(flag -> flag.region().equals(region)).toList();
  }

  /** Every region observes, the function steers, an interval passes. */
  public SteerReport tick() {
    observe();
    SteerReport report = steer(steer);
    passInterval();
    return report;
  }

  /** Every region that is not silent observes. */
  void observe() {
    for (String region : fleet.regions().keySet()) {
      if (!silent.contains(region)) {
        observe(region);
      }
    }
  }

  /** One region observes. */
  void observe(String region) {
    Eyes eyes = new Eyes(this);
    new ProbeCycle(
            fleet,
            new ProbeCycle.Observer(region, region + "-1"),
            new ProbeCycle.Ports(eyes, eyes, entries))
        .run(clock.instant(), deadline());
  }

  /** One run of a function. */
  SteerReport steer(SteerCycle function) {
    SteerReport report = function.run(clock.instant(), deadline());
    things
        .tables()
        .ifPresent(
            tables ->
                new ArchiveCycle(things.register(fleet.name()), tables.history(), this::newId)
                    .run(report, deadline()));
    things.join();
    return report;
  }

  void passInterval() {
    clock.pass(fleet.safety().probe().interval());
  }

  /**
   * A function of a region, with nothing in its memory.
   *
   * @param seen what it has in the place of the real ports
   */
  SteerCycle function(String region, UnaryOperator<SteerCycle.Ports> seen) {
    return function(fleet, region, seen);
  }

  /** The same of somebody who takes all of this for a fleet of another name. */
  SteerCycle function(Fleet who, String region, UnaryOperator<SteerCycle.Ports> seen) {
    return new SteerCycle(
        who,
        seen.apply(
            new SteerCycle.Ports(
                things.register(who.name()),
                entries,
                elsewhere == null ? things.mover(who.name()) : elsewhere,
                things.director(who.name()),
                things.flags(who.name(), region),
                things.notifier(),
                (report, deadline) -> {},
                NewPath.probed(fleet, region, new Eyes(this)),
                SideBySide.inTurn())),
        this::newId);
  }

  /** Where a world stands, to play on from there more than once. */
  record Mark(
      Instant at,
      SortedMap<String, Observation> entries,
      SortedMap<String, AwsTables.Items> items,
      Set<String> down,
      int ids) {}

  /** Where it stands now. */
  Mark mark() {
    clock.pass(Duration.ofSeconds(1));
    SortedMap<String, AwsTables.Items> items =
        things.tables().map(AwsTables::copy).orElseGet(TreeMap::new);
    return new Mark(clock.instant(), board.copy(), items, new TreeSet<>(down), ids.get());
  }

  /** Goes back to a mark: nothing that happened since did, and the function is another one. */
  void rewind(Mark mark) {
    twin.rewind(mark.at());
    board.replace(new TreeMap<>(mark.entries()));
    things.tables().ifPresent(tables -> tables.replace(mark.items()));
    down.clear();
    down.addAll(mark.down());
    ids.set(mark.ids());
    restart();
  }

  private Instant deadline() {
    return clock.instant().plus(fleet.safety().probe().interval());
  }

  private String newId() {
    return "op-" + ids.incrementAndGet();
  }
}
