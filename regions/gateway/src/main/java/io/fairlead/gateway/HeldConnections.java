package io.fairlead.gateway;

import io.fairlead.gateway.held.Endpoint;
import io.fairlead.gateway.held.HeldLoop;
import io.fairlead.health.ProbeTarget;
import io.fairlead.port.ProbeOrder;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Idle connections to healthy targets, for processes that live between probes. When one is cut, its
 * targets are worth a probe at once: that is all it says, and it is never a verdict.
 *
 * <p>One connection an address and port, whatever number of targets it serves; a target given by
 * name is not held, since its next probe may go elsewhere. Opened again only after a probe passed.
 */
public final class HeldConnections implements AutoCloseable {
  private final HeldLoop loop;

  /**
   * Starts the one thread.
   *
   * @param probeNow called on that thread for each target of a connection that was cut; must not
   *     block
   * @param limit connections held at most; targets beyond it are not held
   */
  public HeldConnections(Consumer<ProbeTarget> probeNow, int limit) {
    loop = new HeldLoop(targets -> targets.forEach(probeNow), limit);
  }

  /**
   * Says what to hold from now on: call it after each round with the orders whose newest probe
   * passed. Opens what is missing, drops the rest, returns at once.
   */
  public void hold(Collection<ProbeOrder> passing) {
    SortedMap<Endpoint, SortedSet<ProbeTarget>> wanted = new TreeMap<>();
    for (ProbeOrder order : passing) {
      Optional<Endpoint> endpoint =
          Endpoint.of(order.host(), order.check().port(), order.from(), order.privateTarget());
      endpoint.ifPresent(
          present -> wanted.computeIfAbsent(present, _ -> new TreeSet<>()).add(order.target()));
    }
    loop.hold(wanted);
  }

  /** How many connections are open now. */
  public int open() {
    return loop.open();
  }

  /** Closes every connection, without a call back, and joins the thread. */
  @Override
  public void close() {
    loop.close();
  }
}
