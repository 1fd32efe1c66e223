package io.fairlead.simulation;

import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stories of intents: races, lost answers, orders that come too late. */
final class JournalStories {
  private static final Duration LIFE = Duration.ofSeconds(30);

  private JournalStories() {}

  static List<Story> all() {
    return List.of(
        story("a race is lost", JournalStories::race),
        story("the register's answer is lost", JournalStories::registerLost),
        story("an order thaws after its time", JournalStories::thawedOrder),
        story("records arrive after a newer change", JournalStories::overtaken),
        story("the new node dies before the move", JournalStories::newNodeDies),
        story("nothing answers through a moved address", JournalStories::silentAddress),
        story("one run observes beside those that act", JournalStories::observedBeside),
        story("one run observes beside those that move", JournalStories::observedMoves),
        story("a person edits what an intent is about to change", JournalStories::metPerson));
  }

  private static Story story(String name, Consumer<World> play) {
    return new Story(name, new Setting(SimFleet.threeRegions(), 1, true), play);
  }

  /** Somebody writes the register between a tick's read and its write. */
  private static void race(World world) {
    Stories.settle(world);
    boolean[] struck = new boolean[1];
    world.faults(
        call -> {
          if (struck[0] || !call.port().equals("Register") || !call.method().equals("cas")) {
            return null;
          }
          struck[0] = true;
          world.operate((state, note) -> OperatorVerbs.drain(state, "node/us-east/gw-2", note));
          return null;
        });
    Stories.drain(world, "region/eu-north");
    world.ticks(5);
    Stories.expect(world, struck[0], "a write was raced");
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
  }

  private static void registerLost(World world) {
    Stories.settle(world);
    Instant end = world.timeline().now().plusSeconds(40);
    Stories.drain(world, "region/eu-north");
    world.faults(
        call ->
            call.port().equals("Register")
                    && call.method().equals("cas")
                    && world.timeline().now().isBefore(end)
                ? new Fault.Drop()
                : null);
    world.ticks(9);
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
  }

  /** An intent meets a person's change: it ends, and nothing new is wanted in the same tick. */
  private static void metPerson(World world) {
    Stories.settle(world);
    world.faults(call -> call.method().equals("change") ? new Fault.Drop() : null);
    Stories.drain(world, "region/eu-north");
    for (int i = 0; i < 20 && openZone(world) == null; i++) {
      world.run(Duration.ofSeconds(1));
    }
    RecordSets sets = world.zones().zone("orders.test");
    world.zones().edit(sets.records().values().iterator().next().withWeight(1));
    RecordSets after = world.zones().zone("orders.test");
    TargetId zone = new TargetId.Zone("orders.test");
    world.audit().person(zone, new ZoneAt(after.epoch(), ZoneDigest.of(after)));
    for (int i = 0; i < 20 && !told(world, "conflict"); i++) {
      world.run(Duration.ofSeconds(1));
    }
    Stories.expect(world, told(world, "conflict"), "the conflict is told");
    boolean none =
        Stories.newest(world).intents().stream().noneMatch(one -> one.target().equals(zone));
    Stories.expect(world, none, "the person's state is left for this tick");
    world.faults(FaultPlan.NONE);
    world.ticks(6);
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
  }

  private static boolean told(World world, String kind) {
    return Stories.newest(world).history().stream().anyMatch(line -> line.kind().equals(kind));
  }

  /** A run in mode observe sees open intents and an address on nothing, and leaves them alone. */
  private static void observedBeside(World world) {
    Stories.settle(world);
    world.faults(
        call ->
            call.method().equals("change") || call.method().equals("apply")
                ? new Fault.Drop()
                : null);
    Stories.drain(world, "region/eu-north");
    for (int i = 0; i < 20 && openZone(world) == null; i++) {
      world.run(Duration.ofSeconds(1));
    }
    List.copyOf(world.runners()).forEach(world::stop);
    world.start(SimFleet.observing(), "eu-west", "eu-west-observer");
    world.ground().holders.put(Stories.FRONT, null);
    world.audit().person(new TargetId.Address(Stories.FRONT), new HeldBy(null));
    RegisterState before = Stories.newest(world);
    long effects = world.audit().effects();
    world.faults(FaultPlan.NONE);
    world.ticks(6);
    RegisterState after = Stories.newest(world);
    Stories.expect(world, !before.intents().isEmpty(), "an intent is open");
    Stories.expect(world, after.intents().equals(before.intents()), "it stays as it is");
    Stories.expect(world, after.flagFloors().equals(before.flagFloors()), "no floor is set");
    Stories.expect(world, world.audit().effects() == effects, "mode observe touches nothing");
  }

  /** The others go on as if nobody watched; where they are late, nobody acts in their place. */
  private static void observedMoves(World world) {
    Stories.settle(world);
    String name = "eu-west-observer";
    world.start(SimFleet.observing(), "eu-west", name).extra();
    world.ticks(2);
    Stories.drain(world, "region/eu-north");
    world.faults(
        call ->
            call.method().equals("cas") && !call.process().equals(name) ? new Fault.Drop() : null);
    world.ticks(3);
    Stories.expect(world, Stories.sentTo(world, "eu-north") > 0, "nobody else drains it");
    world.faults(FaultPlan.NONE);
    world.ticks(6);
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    world.ticks(6);
    String holder = world.ground().holders.get(Stories.FRONT);
    Stories.expect(world, "gw-2".equals(holder), "the address moved");
    Stories.expect(world, !told(world, "cancelled"), "no intent is cancelled");
  }

  /** An order is lost again and again; the last sender freezes until the intent has expired. */
  private static void thawedOrder(World world) {
    Stories.settle(world);
    boolean[] frozen = new boolean[1];
    world.faults(
        call -> {
          Instant now = world.timeline().now();
          Intent open = openZone(world);
          if (!call.method().equals("change") || open == null) {
            return null;
          }
          boolean last = !frozen[0] && now.isAfter(open.createdAt().plus(LIFE).minusSeconds(7));
          frozen[0] |= last;
          return last ? new Fault.Freeze(Duration.ofSeconds(8)) : new Fault.Drop();
        });
    Stories.drain(world, "region/eu-north");
    world.ticks(6);
    world.faults(FaultPlan.NONE);
    world.ticks(6);
    Stories.expect(world, frozen[0], "the last sender froze");
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
  }

  private static @Nullable Intent openZone(World world) {
    return Stories.newest(world).intents().stream()
        .filter(intent -> intent.target().text().startsWith("zone/"))
        .findFirst()
        .orElse(null);
  }

  /** A batch lies in the network while the same change, and then a newer one, are made. */
  private static void overtaken(World world) {
    Stories.settle(world);
    world.faults(Stories.first("change", new Fault.Late(Duration.ofSeconds(60))));
    Stories.drain(world, "region/eu-north");
    world.ticks(3);
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
    world.operate((state, note) -> OperatorVerbs.undrain(state, "region/eu-north", note));
    world.ticks(2);
    world.landLate();
    Settled.await(world, 5);
  }

  /** The move cannot be sent until everybody knows that it leads to a dead node. */
  private static void newNodeDies(World world) {
    Stories.settle(world);
    world.faults(call -> call.method().equals("move") ? new Fault.Drop() : null);
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    for (int i = 0; i < 20 && Stories.newest(world).intents().isEmpty(); i++) {
      world.run(Duration.ofSeconds(1));
    }
    world.ground().node("eu-west", "gw-2", NodeState.REFUSES);
    for (int i = 0; i < 20 && !knownDown(world); i++) {
      world.run(Duration.ofSeconds(1));
    }
    world.faults(FaultPlan.NONE);
    world.ticks(3);
    Stories.expect(
        world, "gw-1".equals(Stories.holder(world)), "the address does not go to a dead node");
  }

  private static boolean knownDown(World world) {
    Observation entry = world.board().entry("eu-west");
    Subject node = new Subject.OfNode("eu-west", "gw-2");
    return entry != null
        && entry.targets().entrySet().stream()
            .filter(target -> target.getKey().subject().equals(node))
            .anyMatch(target -> target.getValue().opinion() == Verdict.DOWN);
  }

  /** The new holder hangs in the very moment of the move. */
  private static void silentAddress(World world) {
    Stories.settle(world);
    world.faults(
        call -> {
          if (call.method().equals("move")) {
            world.ground().node("eu-west", "gw-2", NodeState.HANGS);
          }
          return null;
        });
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    for (int i = 0; i < 20 && !"gw-2".equals(Stories.holder(world)); i++) {
      world.run(Duration.ofSeconds(1));
    }
    world.faults(FaultPlan.NONE);
    Stories.expect(world, !confirmed(world), "nothing is confirmed before it answers");
    world.run(Duration.ofSeconds(4));
    Stories.expect(world, !confirmed(world), "nothing is confirmed before it answers");
    world.ground().node("eu-west", "gw-2", NodeState.SERVES);
    world.ticks(3);
    Stories.expect(world, confirmed(world), "the move is confirmed once it answers");
  }

  private static boolean confirmed(World world) {
    return Stories.newest(world).history().stream()
        .filter(line -> line.kind().equals("confirmed"))
        .map(HistoryEntry::subject)
        .anyMatch("address/eu-west/front"::equals);
  }
}
