package io.fairlead.port;

import io.fairlead.health.ProbeResult;
import java.time.Instant;
import java.util.List;

/** Runs probes. */
public interface Prober {
  /**
   * Probes all orders in parallel, confirming first failures, and joins every attempt.
   *
   * @return one result an order, in the order given; what the deadline cut short is absent
   */
  List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline);
}
