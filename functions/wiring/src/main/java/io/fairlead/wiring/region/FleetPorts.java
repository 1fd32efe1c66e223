package io.fairlead.wiring.region;

import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;

/**
 * Every port of one fleet.
 *
 * @param holds what a person does without the register
 * @param opened what to close when done
 */
public record FleetPorts(
    Register register,
    Observations observations,
    AddressMover addresses,
    TrafficDirector director,
    EvacuationFlags flags,
    PersonalHolds holds,
    Runnable opened)
    implements AutoCloseable {
  /** Lets go of threads and connections. */
  @Override
  public void close() {
    opened.run();
  }
}
