package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cli.fleet.SubjectNames;
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
  /** The subject that the operator means, among kinds such as {@code region}. */
  public String subject(String typed, Set<String> kinds) {
    return new SubjectNames(topology.fleet()).resolve(typed, kinds);
  }

  /** Opens the fleet, carries a verb out and closes the fleet. */
  public int carryOut(Function<OpenFleet, RegisterChange.Verb> verb) {
    try (OpenFleet fleet = OpenFleet.of(topology, options.operator(surroundings), surroundings)) {
      ExitCode code = new RegisterChange(fleet, this).run(verb.apply(fleet));
      return code.code();
    }
  }
}
