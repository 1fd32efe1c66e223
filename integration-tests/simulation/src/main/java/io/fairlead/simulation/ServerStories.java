package io.fairlead.simulation;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorVerbs;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Stories of a DNS server that is behind the others. */
final class ServerStories {
  private static final String FIRST = SimServers.NAMES.getFirst();

  private ServerStories() {}

  static List<Story> all() {
    return List.of(
        story("a name server stands still", ServerStories::standsStill),
        story("a name server starts with what it had", ServerStories::startsWithOld),
        story("a name server lags in a freeze", ServerStories::lagsInFreeze));
  }

  private static Story story(String name, Consumer<World> play) {
    return new Story(name, new Setting(SimFleet.threeRegions(), 1, true), play);
  }

  /** The others decide meanwhile, and it is levelled once it takes anything. */
  private static void standsStill(World world) {
    Stories.settle(world);
    SimServers servers = world.zones().servers();
    servers.standsStill(FIRST, Duration.ofMinutes(5));
    Stories.drain(world, "region/eu-north");
    world.ticks(6);
    expectDrained(world);
    Stories.expect(world, !servers.behind().isEmpty(), "the server still lags");
    world.run(Duration.ofMinutes(5));
    Stories.expect(world, servers.behind().isEmpty(), "the server is levelled");
    expectNoConflict(world);
  }

  /** It answers a change with a conflict, while the others take it. */
  private static void startsWithOld(World world) {
    Stories.settle(world);
    Stories.drain(world, "region/eu-north");
    world.ticks(6);
    world.operate((state, note) -> OperatorVerbs.undrain(state, "region/eu-north", note));
    Settled.await(world, 120);
    SimServers servers = world.zones().servers();
    boolean[] struck = new boolean[1];
    world.faults(
        call -> {
          if (!struck[0] && call.method().equals("change")) {
            struck[0] = true;
            servers.startsWithOld(FIRST, 2);
          }
          return null;
        });
    Stories.drain(world, "region/eu-north");
    world.ticks(6);
    Stories.expect(world, struck[0], "a server lagged when the zone was changed");
    expectDrained(world);
    Stories.expect(world, servers.behind().isEmpty(), "the server is levelled");
    expectNoConflict(world);
  }

  /** To level is to change what clients get: a freeze stops that too. */
  private static void lagsInFreeze(World world) {
    Stories.settle(world);
    world.operate(OperatorVerbs::freeze);
    world.ticks(2);
    SimServers servers = world.zones().servers();
    servers.startsWithOld(FIRST, 1);
    world.ticks(6);
    Stories.expect(world, !servers.behind().isEmpty(), "it is left alone while frozen");
    world.operate(OperatorVerbs::unfreeze);
    world.ticks(2);
    Stories.expect(world, servers.behind().isEmpty(), "the server is levelled after the freeze");
  }

  private static void expectDrained(World world) {
    Stories.expect(world, Stories.sentTo(world, "eu-north") == 0, "the drain is carried out");
    boolean open = !Stories.newest(world).intents().isEmpty();
    Stories.expect(world, !open, "the change is confirmed");
  }

  private static void expectNoConflict(World world) {
    boolean told =
        Stories.newest(world).history().stream()
            .map(HistoryEntry::kind)
            .anyMatch("conflict"::equals);
    Stories.expect(world, !told, "nobody takes what lags for a person's change");
  }
}
