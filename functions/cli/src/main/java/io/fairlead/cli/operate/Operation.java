package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.fleet.SubjectNames;
import io.fairlead.port.Register.Read;
import io.fairlead.wiring.topology.Topology;
import java.util.Set;
import java.util.function.Function;

/**
 * One run of a verb on the register.
 *
 * @param json whether a program reads the answer
 */
public record Operation(
    Topology topology,
    OperatorOptions options,
    TimeOptions times,
    Surroundings surroundings,
    boolean json) {
  private static final String EMPTY = "no tick has written the register yet";

  /** The subject that the operator means, among kinds such as {@code region}. */
  public String subject(String typed, Set<String> kinds) {
    return new SubjectNames(topology.fleet()).resolve(typed, kinds);
  }

  /** Opens the fleet, carries a verb out and closes the fleet. */
  public int carryOut(Verb verb) {
    return with(fleet -> new RegisterChange(fleet, this).run(verb, Beside.NOTHING));
  }

  /** Stops all changes; by the flag stores where the register has nothing to write to. */
  public int freeze(Verb verb) {
    return with(
        fleet -> {
          FreezeObject objects = new FreezeObject(fleet, this);
          return switch (fleet.ports().register().read(fleet.deadline())) {
            case Read.Unreachable(String why) -> objects.lay(verb, why);
            case Read.Empty() -> objects.lay(verb, EMPTY);
            case Read.State _ -> new RegisterChange(fleet, this).run(verb, Beside.NOTHING);
          };
        });
  }

  /**
   * Lets changes go on: takes away the register's freeze and every freeze object; the latter alone
   * where the register does not answer, or was never written and so holds no freeze.
   */
  public int unfreeze(Verb verb) {
    return with(
        fleet -> {
          FreezeObject objects = new FreezeObject(fleet, this);
          return switch (fleet.ports().register().read(fleet.deadline())) {
            case Read.Unreachable(String why) -> objects.takeAway(verb, why);
            case Read.Empty() -> objects.takeAllAway(verb, EMPTY);
            case Read.State _ -> new RegisterChange(fleet, this).run(verb, objects.removal());
          };
        });
  }

  /** Goes on from a register that went back. */
  public int takeOlder() {
    return with(fleet -> new TakeOlder(fleet, this).run());
  }

  private int with(Function<OpenFleet, ExitCode> work) {
    try (OpenFleet fleet =
        OpenFleet.toChange(topology, options.operator(surroundings), surroundings)) {
      return work.apply(fleet).code();
    }
  }
}
