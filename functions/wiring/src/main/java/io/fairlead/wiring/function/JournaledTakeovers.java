package io.fairlead.wiring.function;

import io.fairlead.fleet.Fleet;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.Register.Read;
import io.fairlead.token.Takeovers;
import java.time.Instant;

/** Which regions failovers have taken out, as a register's journal has it. */
public final class JournaledTakeovers {
  private JournaledTakeovers() {}

  /** What it says now; a register that was never written knows of no failover. */
  public static Reading<Takeovers> of(Register register, Fleet fleet, Instant deadline) {
    return switch (register.read(deadline)) {
      case Read.State state -> new Reading.Known<>(Takeovers.of(state.state(), fleet));
      case Read.Empty() -> new Reading.Known<>(Takeovers.NONE);
      case Read.Unreachable(String why) -> new Reading.Unreadable<>(why);
    };
  }
}
