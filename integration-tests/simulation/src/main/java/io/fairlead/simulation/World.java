package io.fairlead.simulation;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.fleet.Fleet;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Everything: time, ground, stores, targets and the runs of all regions. One seed, one course. */
final class World {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FREEZES_AT_ONCE = 3;
  private static final int CELLS = 3;
  private static final Duration QUIET_AFTER = Duration.ofMinutes(3);
  private static final Duration WAKES_FOR = Duration.ofSeconds(30);

  private final Setting setting;
  private final Random random;
  private final Timeline timeline = new Timeline(START);
  private final Trace trace = new Trace();
  private final Ground ground;
  private final StateCodec codec = new StateCodec();
  private final List<SimCell> cells = new ArrayList<>();
  private final SimZones zones = new SimZones(this);
  private final SimAddresses addresses = new SimAddresses(this);
  private final SimFlags flags = new SimFlags(this);
  private final SimBoard board = new SimBoard(this);
  private final Audit audit = new Audit(this);
  private final Answers answers = new Answers(this);
  private final List<Runner> runners = new ArrayList<>();
  private final SortedSet<Long> busyCalls = new TreeSet<>();
  private FaultPlan faults = FaultPlan.NONE;
  private long calls;
  private long struck;
  private long ids;
  private int frozen;
  private int inFlight;
  private boolean late;

  World(Setting setting) {
    this.setting = setting;
    this.random = new Random(setting.seed());
    this.ground = new Ground(setting.fleet());
    setting.fleet().regions().keySet().stream()
        .limit(CELLS)
        .forEach(region -> cells.add(new SimCell(region)));
    setting.fleet().regions().keySet().forEach(region -> start(region, region));
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
    timeline.in(Duration.ofMillis(phase), () -> loop(runner, interval));
    return runner;
  }

  private void loop(Runner runner, Duration interval) {
    timeline.in(interval, () -> loop(runner, interval));
    runner.tick();
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

  void note(String text) {
    trace.add(timeline.now(), text);
  }

  /** Runs some intervals. */
  void ticks(int count) {
    timeline.run(setting.fleet().safety().probe().interval().multipliedBy(count));
  }

  /** A tick ended: its calls are of interest where it did anything. */
  void ticked(CycleOutcome outcome, long firstCall) {
    if (!(outcome instanceof CycleOutcome.Idle)) {
      LongStream.rangeClosed(firstCall, calls).forEach(busyCalls::add);
    }
  }

  /** Numbers of the calls made in ticks that did anything, in order. */
  SortedSet<Long> busyCalls() {
    return busyCalls;
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
    }
    return fault;
  }

  /** The world goes on while one process stands still; most of a long freeze is skipped. */
  void freeze(Duration time) {
    if (frozen < FREEZES_AT_ONCE) {
      frozen++;
      Duration awake = time.compareTo(QUIET_AFTER) > 0 ? QUIET_AFTER : time;
      timeline.run(awake);
      timeline.skip(time.minus(awake));
      timeline.run(WAKES_FOR);
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
    while (inFlight > 0) {
      ticks(1);
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
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** An operator's verb, written to the register through a region's paths; false = no quorum. */
  boolean operate(BiFunction<RegisterState, OperatorNote, VerbAnswer> verb) {
    Register register = audit.operator();
    Instant deadline = timeline.now().plusSeconds(10);
    if (!(register.read(deadline) instanceof Register.Read.State(long epoch, var state))) {
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
