package io.fairlead.simulation;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.OlderRegister;
import io.fairlead.fleet.Fleet;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything: time, ground, stores, targets and the runs of all regions. One seed, one course. */
final class World {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FREEZES_AT_ONCE = 3;
  private static final int CELLS = 3;

  private final Setting setting;
  private final Random random;

  /** Ids of processes and ballots: how many are drawn must not change what happens. */
  private final Random names;

  private final Timeline timeline = new Timeline(START);
  private final Trace trace = new Trace();
  private final Ground ground;
  private final StateCodec codec = new StateCodec();
  private final List<SimCell> cells = new ArrayList<>();
  private final SimZones zones = new SimZones(this);
  private final SimAddresses addresses = new SimAddresses(this);
  private final SimFlags flags = new SimFlags(this);
  private final SimBoard board = new SimBoard(this);
  private final SimArchive archive = new SimArchive(this);
  private final SimCopies copies;
  private final Audit audit = new Audit(this);
  private final Answers answers = new Answers(this);
  private final List<Runner> runners = new ArrayList<>();
  private final BitSet busyCalls = new BitSet();
  private final Rest rest;
  private final SortedMap<String, Integer> struckBy = new TreeMap<>();
  private FaultPlan faults = FaultPlan.NONE;
  private long calls;
  private long struck;
  private long ids;
  private int frozen;
  private int inFlight;
  private boolean late;
  private boolean cellsWentBack;
  private boolean probesTakeTime;

  /** A world that leaps over quiet time. */
  World(Setting setting) {
    this(setting, true);
  }

  /** A world that may have to live through every tick. */
  World(Setting setting, boolean leaps) {
    this.setting = setting;
    this.random = new Random(setting.seed());
    this.names = new Random(~setting.seed());
    this.ground = new Ground(setting.fleet());
    setting.fleet().regions().keySet().stream()
        .limit(CELLS)
        .forEach(region -> cells.add(new SimCell(region)));
    this.copies = new SimCopies(this);
    this.rest = new Rest(this, leaps);
    setting.fleet().regions().keySet().forEach(region -> start(region, region));
  }

  /** From now on rounds of probes take as long as real ones, and others tick meanwhile. */
  void letProbesTakeTime() {
    probesTakeTime = true;
  }

  boolean probesTakeTime() {
    return probesTakeTime;
  }

  /** Starts a run of a region; its ticks come every interval, out of step with the others'. */
  Runner start(String region, String name) {
    return start(setting.fleet(), region, name);
  }

  /** Starts a run that has another topology. */
  Runner start(Fleet fleet, String region, String name) {
    Runner runner = new Runner(this, fleet, region, name);
    runners.add(runner);
    Duration interval = setting.fleet().safety().probe().interval();
    long phase = interval.toMillis() * runners.size() / (setting.fleet().regions().size() + 2);
    timeline.every(interval, Duration.ofMillis(phase), runner::tickWhileWanted);
    return runner;
  }

  /** Starts a copy of a run, made from its snapshot: with the same name and run ids. */
  void restore(Runner original) {
    start(original.region(), original.name()).extra();
  }

  /** Ends a run for ever. */
  void stop(Runner runner) {
    runner.stop();
    runners.remove(runner);
  }

  Setting setting() {
    return setting;
  }

  Random random() {
    return random;
  }

  Timeline timeline() {
    return timeline;
  }

  Trace trace() {
    return trace;
  }

  Ground ground() {
    return ground;
  }

  StateCodec codec() {
    return codec;
  }

  List<SimCell> cells() {
    return cells;
  }

  SimZones zones() {
    return zones;
  }

  SimAddresses addresses() {
    return addresses;
  }

  SimFlags flags() {
    return flags;
  }

  SimBoard board() {
    return board;
  }

  SimArchive archive() {
    return archive;
  }

  SimCopies copies() {
    return copies;
  }

  Audit audit() {
    return audit;
  }

  Answers answers() {
    return answers;
  }

  List<Runner> runners() {
    return runners;
  }

  void faults(FaultPlan plan) {
    faults = plan;
  }

  /** Port calls so far. */
  long calls() {
    return calls;
  }

  /** Faults at port calls so far. */
  long struck() {
    return struck;
  }

  /** How often each fault struck. */
  SortedMap<String, Integer> struckBy() {
    return struckBy;
  }

  void note(String text) {
    trace.add(timeline.now(), text);
  }

  /** Runs some intervals. */
  void ticks(int count) {
    run(setting.fleet().safety().probe().interval().multipliedBy(count));
  }

  /** Runs some time, which is leapt over where nothing can happen in it. */
  void run(Duration time) {
    rest.runUntil(timeline.now().plus(time));
  }

  /** Virtual seconds that were leapt over. */
  long leapt() {
    return rest.leapt();
  }

  Instant faultsQuietUntil() {
    return faults.quietUntil(timeline.now());
  }

  /** A tick ended: its calls are of interest where it did anything. */
  void ticked(CycleOutcome outcome, long firstCall) {
    if (!(outcome instanceof CycleOutcome.Idle)) {
      busyCalls.set((int) firstCall, (int) calls + 1);
    }
  }

  /** Numbers of the calls made in ticks that did anything, in order. */
  SortedSet<Long> busyCalls() {
    return busyCalls.stream().asLongStream().boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  Call called(Runner runner, String port, String method) {
    runner.countCall();
    calls++;
    return new Call(calls, runner.name(), port, method);
  }

  @Nullable Fault faultFor(Call call) {
    Fault fault = faults.of(call);
    if (fault != null) {
      struck++;
      struckBy.merge(fault.getClass().getSimpleName(), 1, Integer::sum);
    }
    return fault;
  }

  /** The world goes on while one process stands still. */
  void freeze(Duration time) {
    if (frozen < FREEZES_AT_ONCE) {
      frozen++;
      run(time);
      frozen--;
    }
  }

  /** A request that lay in the network arrives. */
  void later(Duration time, Runnable effect) {
    inFlight++;
    timeline.in(
        time,
        () -> {
          inFlight--;
          late = true;
          effect.run();
          late = false;
        });
  }

  /** Lets everything arrive that still lies in the network. */
  void landLate() {
    Duration tick = setting.fleet().safety().probe().interval();
    while (inFlight > 0) {
      run(Duration.between(timeline.now(), timeline.nextOnce()).plus(tick));
    }
  }

  boolean isLate() {
    return late;
  }

  /** An id that was never given out before. */
  String newId() {
    ids++;
    return "op-" + ids;
  }

  UUID newUuid() {
    return new UUID(names.nextLong(), names.nextLong());
  }

  /** A cell's store is restored from a copy made some writes ago. */
  void rollBack(SimCell cell, int writes) {
    cellsWentBack = true;
    note(
        "cell " + cell.failureDomain() + " is restored from a copy made " + writes + " writes ago");
    cell.rollBack(writes);
  }

  /** Whether any cell ever was. */
  boolean cellsWentBack() {
    return cellsWentBack;
  }

  /** A person goes on from a register that went back; false = it cannot be written now. */
  boolean takeOlder() {
    OperatorNote note = new OperatorNote(newId(), "olga", "because", timeline.now(), null, 0);
    audit.ledger().takesOlder(true);
    OlderRegister.Outcome ended =
        new OlderRegister(audit.operator(), this::newId)
            .take(setting.fleet(), board.highestEpoch(), note, timeline.now().plusSeconds(10));
    audit.ledger().takesOlder(false);
    note("a person takes the older register: " + ended);
    return !(ended instanceof OlderRegister.Outcome.Stopped);
  }

  /** An operator's verb, written to the register through a region's paths; false = no quorum. */
  boolean operate(BiFunction<RegisterState, OperatorNote, VerbAnswer> verb) {
    Register register = audit.operator();
    Instant deadline = timeline.now().plusSeconds(10);
    if (!(register.read(deadline) instanceof Register.Read.State(long epoch, var state))
        || epoch < board.highestEpoch()) {
      return false;
    }
    OperatorNote note =
        new OperatorNote(newId(), "olga", "because", timeline.now(), null, epoch + 1);
    VerbAnswer answer = verb.apply(state, note);
    note("operator " + answer.getClass().getSimpleName());
    return answer instanceof VerbAnswer.Changed(RegisterState next)
        ? register.cas(epoch, next, deadline) instanceof Register.Cas.Ok
        : answer instanceof VerbAnswer.Unchanged;
  }
}
