package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.simulation.Ground.NodeState;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The situations that the agreement and the lessons of others name, one course each. */
final class Stories {
  static final AddressId FRONT = new AddressId("eu-west", "front");
  static final RegionGroup US_EAST = new RegionGroup("us-east", "default");
  private static final int SETTLES_WITHIN = 120;

  private final List<Story> stories = new ArrayList<>();

  private Stories() {}

  /** Every story. */
  static List<Story> all() {
    Stories all = new Stories();
    all.add("calls lost while draining", Stories::callsLost);
    all.add("two regions fall at once", SimFleet.fourRegions(), true, Stories::twoRegions);
    all.add("two observers are blind", Stories::blind);
    all.add("an observer lies", Stories::liar);
    all.add("a function thaws after the return", Stories::thaw);
    all.add("a flag is written late", Stories::lateFlag);
    all.add("no quorum", Stories::noQuorum);
    all.add("frozen", Stories::frozen);
    all.add("another topology", Stories::otherTopology);
    all.add("records written late", Stories::lateRecords);
    all.add("an address moved late", SimFleet.threeRegions(), false, Stories::lateMove);
    all.add("a drain beyond capacity", Stories::capacity);
    all.add("a node flaps", Stories::flapping);
    all.add("a person edits records", Stories::personEdits);
    all.add("a person holds a region out", Stories::personHolds);
    all.add("the other node dies too", Stories::otherNodeDies);
    all.add("mode observe", SimFleet.observing(), true, Stories::observe);
    all.add("observers are silent", Stories::silent);
    all.add("an address on nothing", Stories::onNothing);
    all.add("reads fail", SimFleet.threeRegions(), false, Stories::readsFail);
    all.stories.addAll(JournalStories.all());
    all.stories.addAll(HealthStories.all());
    all.stories.addAll(ClockStories.all());
    all.stories.addAll(ReturnStories.all());
    all.stories.addAll(CellStories.all());
    all.stories.addAll(ServerStories.all());
    all.stories.addAll(CopyStories.all());
    return all.stories;
  }

  private void add(String name, Consumer<World> play) {
    add(name, SimFleet.threeRegions(), true, play);
  }

  private void add(String name, Fleet fleet, boolean fenced, Consumer<World> play) {
    stories.add(new Story(name, new Setting(fleet, 1, fenced), play));
  }

  private static void callsLost(World world) {
    settle(world);
    drain(world, "region/eu-north");
    world.faults(call -> call.method().equals("change") ? new Fault.Drop() : null);
    world.ticks(9);
    world.faults(FaultPlan.NONE);
    world.ticks(5);
    expect(world, sentTo(world, "eu-north") == 0, "the drain is carried out");
  }

  private static void twoRegions(World world) {
    settle(world);
    for (String region : List.of("us-east", "us-west")) {
      world.ground().node(region, "gw-1", NodeState.REFUSES);
      world.ground().node(region, "gw-2", NodeState.REFUSES);
    }
    world.ticks(10);
    RegisterState state = newest(world);
    expect(world, state.freeze() != null || state.evacuations().size() <= 1, "panic or one only");
  }

  private static void blind(World world) {
    unmoved(
        world,
        () -> {
          world.ground().blind.add("eu-north");
          world.ground().blind.add("us-east");
        });
  }

  private static void liar(World world) {
    unmoved(world, () -> world.ground().liars.add("eu-west"));
  }

  private static void thaw(World world) {
    settle(world);
    world.faults(first("apply", new Fault.Freeze(Duration.ofMinutes(30))));
    world.timeline().in(Duration.ofMinutes(1), () -> world.ground().dark.clear());
    world.ground().dark.add("us-east");
    world.ticks(30);
    world.faults(FaultPlan.NONE);
    Settled.await(world, SETTLES_WITHIN);
  }

  private static void lateFlag(World world) {
    settle(world);
    world.faults(first("apply", new Fault.Late(Duration.ofMinutes(20))));
    world.ground().dark.add("us-east");
    world.ticks(10);
    world.ground().dark.clear();
    Settled.await(world, SETTLES_WITHIN);
    world.landLate();
    world.ticks(1);
    Settled.await(world, 5);
  }

  private static void noQuorum(World world) {
    settle(world);
    for (String from : world.setting().fleet().regions().keySet()) {
      for (String to : world.setting().fleet().regions().keySet()) {
        if (!from.equals(to)) {
          world.ground().cut.add(new Ground.Path(from, to));
        }
      }
    }
    long before = world.audit().effects();
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(8);
    expect(world, world.audit().effects() == before, "nothing changes without a quorum");
    world.ground().cut.clear();
    world.ticks(5);
    expect(world, "gw-2".equals(holder(world)), "the address moves once there is a quorum");
  }

  private static void frozen(World world) {
    settle(world);
    world.operate(OperatorVerbs::freeze);
    long before = world.audit().effects();
    long levelled = world.zones().levelled();
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(6);
    expect(world, world.audit().effects() == before, "nothing changes while frozen");
    expect(world, world.zones().levelled() == levelled, "no server is levelled while frozen");
    world.operate(OperatorVerbs::unfreeze);
    world.ticks(5);
    expect(world, "gw-2".equals(holder(world)), "the address moves after the freeze");
  }

  private static void otherTopology(World world) {
    settle(world);
    world.start(SimFleet.otherTopology(), "eu-west", "eu-west-new");
    long before = world.audit().effects();
    world.ticks(12);
    expect(world, world.audit().effects() == before, "only the active topology is planned for");
  }

  private static void lateRecords(World world) {
    settle(world);
    Instant start = world.timeline().now();
    boolean[] sent = new boolean[1];
    world.faults(
        call -> {
          if (!call.method().equals("change")
              || world.timeline().now().isAfter(start.plusSeconds(56))) {
            return null;
          }
          boolean first = !sent[0];
          sent[0] = true;
          return first ? new Fault.Late(Duration.ofSeconds(45)) : new Fault.Drop();
        });
    drain(world, "region/eu-north");
    world.ticks(12);
    expect(world, sentTo(world, "eu-north") == 0, "the drain is carried out");
  }

  private static void lateMove(World world) {
    settle(world);
    world.faults(first("move", new Fault.Late(Duration.ofSeconds(125))));
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(4);
    world.ground().node("eu-west", "gw-1", NodeState.SERVES);
    world.ticks(6);
    world.ground().node("eu-west", "gw-2", NodeState.REFUSES);
    world.ticks(2);
    expect(world, "gw-1".equals(holder(world)), "the address went back");
    world.landLate();
    world.ticks(3);
    expect(world, "gw-1".equals(holder(world)), "the late move is repaired");
  }

  private static void capacity(World world) {
    settle(world);
    drain(world, "region/eu-north");
    world.ticks(5);
    drain(world, "region/us-east");
    world.ticks(8);
    expect(world, sentTo(world, "us-east") > 0, "the second drain does not fit and is refused");
  }

  private static void flapping(World world) {
    settle(world);
    for (int i = 0; i < 40; i++) {
      NodeState state = i % 2 == 0 ? NodeState.REFUSES : NodeState.SERVES;
      NodeState other = i % 2 == 0 ? NodeState.SERVES : NodeState.REFUSES;
      world.ground().node("eu-west", "gw-1", state);
      world.ground().node("eu-west", "gw-2", other);
      world.run(Duration.ofSeconds(i % 3 == 0 ? 7 : 70));
    }
    world.ground().heal();
    world.ticks(5);
    expect(world, world.ground().behind(FRONT) == NodeState.SERVES, "a node that serves holds it");
  }

  private static void personEdits(World world) {
    settle(world);
    RecordSets sets = world.zones().zone("orders.test");
    world.zones().edit(sets.records().values().iterator().next().withWeight(1));
    RecordSets after = world.zones().zone("orders.test");
    world
        .audit()
        .person(new TargetId.Zone("orders.test"), new ZoneAt(after.epoch(), ZoneDigest.of(after)));
    world.ticks(5);
    Settled.await(world, 5);
    boolean told =
        newest(world).history().stream().map(HistoryEntry::kind).anyMatch("conflict"::equals);
    expect(world, told, "the person's change is told as a conflict");
  }

  private static void personHolds(World world) {
    settle(world);
    world.ground().dark.add("us-east");
    world.ticks(4);
    world.flags().hold("eu-west", US_EAST, "pat");
    world.ground().dark.clear();
    world.ticks(60);
    expect(world, world.flags().holds("eu-west", US_EAST), "a person's flag stays");
    world.flags().releaseHolds(US_EAST);
    Settled.await(world, SETTLES_WITHIN);
  }

  private static void otherNodeDies(World world) {
    settle(world);
    world.faults(first("move", new Fault.KillBefore()));
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    for (int i = 0; i < 10 && newest(world).intents().isEmpty(); i++) {
      world.run(Duration.ofSeconds(1));
    }
    world.ground().node("eu-west", "gw-2", NodeState.REFUSES);
    world.ground().node("eu-west", "gw-1", NodeState.SERVES);
    world.ticks(10);
    expect(world, "gw-1".equals(holder(world)), "the address does not go to a dead node");
  }

  private static void observe(World world) {
    world.ticks(5);
    world.ground().dark.add("us-east");
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(6);
    expect(world, world.audit().effects() == 0, "mode observe touches nothing");
    boolean told =
        newest(world).history().stream().map(HistoryEntry::kind).anyMatch("observed"::equals);
    expect(world, told, "what would have been done is journaled");
  }

  private static void silent(World world) {
    unmoved(
        world,
        () -> {
          world.runners().get(0).restart(Duration.ofMinutes(5));
          world.runners().get(1).restart(Duration.ofMinutes(5));
        });
  }

  private static void onNothing(World world) {
    settle(world);
    world.ground().holders.put(FRONT, null);
    world.audit().person(new TargetId.Address(FRONT), new HeldBy(null));
    world.ticks(3);
    expect(world, holder(world) != null, "an address on nothing is put on a node");
  }

  private static void readsFail(World world) {
    settle(world);
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(3);
    world.ground().node("eu-west", "gw-1", NodeState.SERVES);
    world.ticks(12);
    long before = world.audit().effects();
    int journaled = world.audit().ledger().journaled();
    world.faults(
        call ->
            call.method().equals("holders") || call.method().equals("zones")
                ? new Fault.Drop()
                : null);
    world.ticks(5);
    world.faults(FaultPlan.NONE);
    world.ticks(5);
    expect(world, world.audit().effects() == before, "a failed read changes nothing");
    boolean none = world.audit().ledger().journaled() == journaled;
    expect(world, none, "a failed read makes nobody want a change");
  }

  static void unmoved(World world, Runnable incident) {
    settle(world);
    long before = world.audit().effects();
    incident.run();
    world.ticks(12);
    expect(world, world.audit().effects() == before, "nothing moves");
    expect(world, newest(world).freeze() == null, "there is no panic");
  }

  /** The first call of a method meets a fault, the others none. */
  static FaultPlan first(String method, Fault fault) {
    boolean[] struck = new boolean[1];
    return call -> {
      boolean now = !struck[0] && call.method().equals(method);
      struck[0] |= now;
      return now ? fault : null;
    };
  }

  static void settle(World world) {
    Settled.await(world, SETTLES_WITHIN);
  }

  static void drain(World world, String subject) {
    world.operate((state, note) -> OperatorVerbs.drain(state, subject, note));
  }

  static double sentTo(World world, String region) {
    return world
        .setting()
        .fleet()
        .partitions()
        .mapToDouble(partition -> world.answers().sentTo(partition, region))
        .sum();
  }

  static @Nullable String holder(World world) {
    return world.ground().holders.get(FRONT);
  }

  static RegisterState newest(World world) {
    RegisterState newest = world.audit().ledger().newest();
    if (newest == null) {
      throw new IllegalStateException("the register is empty");
    }
    return newest;
  }

  static void expect(World world, boolean holds, String what) {
    if (!holds) {
      throw new Violation(14, "expected that " + what + "; " + Settled.why(world));
    }
  }
}
