package io.fairlead.benchmarks.detection;

import io.fairlead.fleet.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * (b) The last node of a region's deployments breaks: how long until no answer of any name server
 * holds the region's address. Fairlead has changed when all three edges have.
 */
final class AnswerRounds {
  static final String WHAT = "last node, DNS answer";
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(60);

  private final Ground ground;
  private final Tally tally;
  private final Random random;
  private final Map<String, NameServer> peers;
  private final List<NameServer> edges;

  /** What breaks, and the name that tells. */
  record Victim(String region, String name) {}

  AnswerRounds(Ground ground, Tally tally, Random random, Map<String, NameServer> peers) {
    this.ground = ground;
    this.tally = tally;
    this.random = random;
    this.peers = peers;
    this.edges =
        ground.topology().edges().values().stream()
            .map(edge -> new NameServer(edge.dns().host(), edge.dns().port()))
            .toList();
  }

  /** One round: the holder breaks while the other node is killed already. */
  void play(Victim victim, Fault fault) throws IOException {
    Region region = ground.topology().fleet().region(victim.region());
    String front = ground.front(victim.region());
    String holder = Web.who(front, 8080);
    List<String> others =
        region.nodes().keySet().stream()
            .map(node -> victim.region() + " " + node)
            .filter(name -> !name.equals(holder))
            .toList();
    for (String other : others) {
      ground.gateways().breakDown(other, Fault.KILLED);
    }
    long interval = ground.topology().fleet().safety().probe().interval().toNanos();
    LockSupport.parkNanos(interval + random.nextLong(interval));
    long from = System.nanoTime();
    ground.gateways().breakDown(holder, fault);
    measure(victim, fault, from);
    ground.gateways().mend(holder, fault);
    for (String other : others) {
      ground.gateways().mend(other, Fault.KILLED);
    }
    if (Seen.first(() -> settled(victim), System.nanoTime(), WHOLE_WITHIN) == Seen.NEVER) {
      throw new IllegalStateException(victim + " did not come back after " + fault);
    }
  }

  private void measure(Victim victim, Fault fault, long from) throws IOException {
    String front = ground.front(victim.region());
    List<Callable<Void>> looks = new ArrayList<>();
    watched(victim)
        .forEach(
            (who, servers) ->
                looks.add(
                    () -> {
                      long nanos = Seen.first(() -> changed(servers, victim, front), from, WITHIN);
                      tally.add(new Tally.Row(WHAT, fault, who), nanos);
                      return null;
                    }));
    Together.run(looks);
  }

  private Map<String, List<NameServer>> watched(Victim victim) {
    Map<String, List<NameServer>> all = new TreeMap<>(Map.of("fairlead", edges));
    String front = ground.front(victim.region());
    peers.forEach(
        (who, server) -> {
          if (server.ask(victim.name()).contains(front)) {
            all.put(who, List.of(server));
          }
        });
    return all;
  }

  private static boolean changed(List<NameServer> servers, Victim victim, String front) {
    return servers.stream()
        .map(server -> server.ask(victim.name()))
        .allMatch(answer -> !answer.isEmpty() && !answer.contains(front));
  }

  /** Whether the fleet is whole and every server answers the region's address again. */
  private boolean settled(Victim victim) {
    String front = ground.front(victim.region());
    return ground.whole()
        && edges.stream().allMatch(edge -> edge.ask(victim.name()).contains(front))
        && peers.values().stream().allMatch(peer -> peer.ask(victim.name()).contains(front));
  }
}
