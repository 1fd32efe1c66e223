package io.fairlead.wiring.region;

import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations;
import io.fairlead.port.PersonalHolds;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Every port of one fleet.
 *
 * @param holds what a person does without the register
 * @param clockOffset the stores' clocks minus ours; empty where none has answered yet
 * @param findings what the adapters found amiss in what they read last, a sentence by subject, as
 *     in {@code address/eu/front}; nothing of it stops a tick
 * @param join waits for calls that nobody waits for any more, so that none outlives a tick
 * @param opened what to close when done
 */
public record FleetPorts(
    Register register,
    Observations observations,
    AddressMover addresses,
    TrafficDirector director,
    EvacuationFlags flags,
    HistoryArchive history,
    PersonalHolds holds,
    Supplier<Optional<Duration>> clockOffset,
    Supplier<SortedMap<String, String>> findings,
    Runnable join,
    Runnable opened)
    implements AutoCloseable {
  /** Ports of processes that live on, where late calls end by their own limit. */
  public FleetPorts(
      Register register,
      Observations observations,
      AddressMover addresses,
      TrafficDirector director,
      EvacuationFlags flags,
      HistoryArchive history,
      PersonalHolds holds,
      Supplier<Optional<Duration>> clockOffset,
      Supplier<SortedMap<String, String>> findings,
      Runnable opened) {
    this(
        register,
        observations,
        addresses,
        director,
        flags,
        history,
        holds,
        clockOffset,
        findings,
        () -> {},
        opened);
  }

  /** Lets go of threads and connections. */
  @Override
  public void close() {
    opened.run();
  }
}
