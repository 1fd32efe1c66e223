package io.fairlead.simulation;

import io.fairlead.cycle.SteerLogic;
import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Prober;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;
import io.fairlead.quorum.CasCell;
import java.util.List;

/** The seams where a bug can be planted: everything is right unless one of these is replaced. */
interface Variant {
  /** Nothing planted. */
  Variant RIGHT = () -> "right";

  String name();

  default SteerLogic logic(SteerLogic real) {
    return real;
  }

  default Register register(Register real, Runner runner) {
    return real;
  }

  default List<CasCell> cells(List<CasCell> real, Runner runner) {
    return real;
  }

  default AddressMover addresses(AddressMover real, Runner runner) {
    return real;
  }

  default TrafficDirector director(TrafficDirector real, Runner runner) {
    return real;
  }

  default EvacuationFlags flags(EvacuationFlags real, Runner runner) {
    return real;
  }

  default Prober prober(Prober real, Runner runner) {
    return real;
  }

  /** Whether targets check their fences. */
  default boolean fences() {
    return true;
  }

  /** Whether adapters compare {@code notAfter} with their clock. */
  default boolean checksExpiry() {
    return true;
  }

  /** Whether flag stores keep a person's flag from our deletes. */
  default boolean sparesPeople() {
    return true;
  }
}
