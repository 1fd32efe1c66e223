package io.fairlead.cli.operate;

import io.fairlead.cli.Stop;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Register.Cas;
import io.fairlead.port.Register.Read;
import io.fairlead.wiring.topology.Topology;
import java.util.Optional;
import java.util.UUID;

/** A line of the fleet's history for what an operator did elsewhere, as in a store. */
public final class HistoryNote {
  private static final int TRIES = 5;

  private final Topology topology;
  private final OperatorOptions options;
  private final Surroundings surroundings;

  /** Of an operator. */
  public HistoryNote(Topology topology, OperatorOptions options, Surroundings surroundings) {
    this.topology = topology;
    this.options = options;
    this.surroundings = surroundings;
  }

  /**
   * Writes it with the operator's name and reason.
   *
   * @return why it is not written; empty where it is
   */
  public Optional<String> write(String subject, String what) {
    try (OpenFleet fleet =
        OpenFleet.toChange(topology, options.operator(surroundings), surroundings)) {
      String why = "other changes came first";
      for (int i = 0; i < TRIES; i++) {
        Read.State read = fleet.register();
        OperatorNote note =
            new OperatorNote(
                UUID.randomUUID().toString(),
                options.operator(surroundings),
                options.reason(),
                fleet.now(),
                null,
                read.epoch() + 1);
        if (OperatorVerbs.told(read.state(), subject, what, note)
            instanceof VerbAnswer.Changed(var next)) {
          switch (fleet.ports().register().cas(read.epoch(), next, fleet.deadline())) {
            case Cas.Ok _ -> {
              return Optional.empty();
            }
            case Cas.Conflict _ -> {}
            case Cas.Refused(String refused) -> {
              return Optional.of(refused);
            }
            case Cas.Unknown(String lost) -> {
              return Optional.of("it may be written or not: " + lost);
            }
          }
        }
      }
      return Optional.of(why);
    } catch (Stop stop) {
      return Optional.of(String.valueOf(stop.getMessage()));
    }
  }
}
