package io.fairlead.benchmarks.detection;

import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * (a) The node that holds a region's address breaks, one region after the other: how long until a
 * new connection through the floating address is answered by the other node.
 */
final class AddressRounds {
  static final String WHAT = "node, through its address";
  private static final int PORT = 8080;

  /** Between the last moment of one region and the first of the next: one fault at a time. */
  private static final Duration APART = Duration.ofSeconds(1);

  private static final Duration WITHIN = Duration.ofSeconds(15);
  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(60);

  private final Ground ground;
  private final Tally tally;
  private final Random random;
  private final boolean haproxy;

  AddressRounds(Ground ground, Tally tally, Random random, boolean haproxy) {
    this.ground = ground;
    this.tally = tally;
    this.random = random;
    this.haproxy = haproxy;
  }

  /** One round: a sample of each region, then all is mended and whole again. */
  void play(Fault fault) throws IOException {
    long interval = ground.topology().fleet().safety().probe().interval().toNanos();
    List<Callable<Void>> all = new ArrayList<>();
    long delay = 0;
    for (Region region : ground.topology().fleet().regions().values()) {
      long phase = delay + random.nextLong(interval);
      delay += interval + APART.toNanos();
      all.add(
          () -> {
            LockSupport.parkNanos(phase);
            sample(region, fault);
            return null;
          });
    }
    Together.run(all);
    if (Seen.first(this::settled, System.nanoTime(), WHOLE_WITHIN) == Seen.NEVER) {
      throw new IllegalStateException("the fleet did not become whole again after " + fault);
    }
  }

  /** Whether every region is served, by a proxy too, and the fleet is whole. */
  private boolean settled() {
    return ground.whole()
        && ground.topology().fleet().regions().keySet().stream()
            .map(ground::front)
            .allMatch(
                front ->
                    !Web.who(front, PORT).isEmpty()
                        && (!haproxy || !Web.who(Peer.proxied(front), PORT).isEmpty()));
  }

  private void sample(Region region, Fault fault) throws IOException {
    String front = ground.front(region.name());
    String holder = Web.who(front, PORT);
    boolean same = haproxy && Web.who(Peer.proxied(front), PORT).equals(holder);
    long from = System.nanoTime();
    ground.gateways().breakDown(holder, fault);
    String other = other(region, holder);
    List<Callable<Void>> looks = new ArrayList<>();
    looks.add(() -> looked("fairlead", fault, front, other, from));
    if (same) {
      looks.add(() -> looked("haproxy", fault, Peer.proxied(front), other, from));
    }
    Together.run(looks);
    ground.gateways().mend(holder, fault);
  }

  private Void looked(String who, Fault fault, String address, String other, long from) {
    long nanos = Seen.firstOfMany(() -> Web.who(address, PORT).equals(other), from, WITHIN);
    tally.add(new Tally.Row(WHAT, fault, who), nanos);
    return null;
  }

  private static String other(Region region, String holder) {
    return region.nodes().values().stream()
        .map(Node::name)
        .map(node -> region.name() + " " + node)
        .filter(name -> !name.equals(holder))
        .findFirst()
        .orElseThrow();
  }
}
