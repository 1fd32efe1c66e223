package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cycle.CycleOutcome.WentBack;
import io.fairlead.cycle.OlderRegister;
import io.fairlead.journal.OperatorNote;
import io.fairlead.port.Register.Read;
import java.util.Optional;
import java.util.UUID;

/** Takes a register that went back as it is, once a person has agreed to what is lost. */
final class TakeOlder {
  private static final String TITLE = "activate --older-register";

  private final OpenFleet fleet;
  private final Operation operation;

  TakeOlder(OpenFleet fleet, Operation operation) {
    this.fleet = fleet;
    this.operation = operation;
  }

  ExitCode run() {
    Optional<WentBack> back =
        WentBack.of(fleet.ports().observations().latest(fleet.deadline()).found(), epoch());
    if (back.isEmpty()) {
      print("unchanged", "the register is as new as every entry");
      return ExitCode.DONE;
    }
    long seen = back.get().seen();
    if (operation.options().dryRun) {
      print("planned", "epochs " + (back.get().found() + 1) + " to " + seen + " are lost");
      return ExitCode.DONE;
    }
    Confirmation.ask(
        "epochs "
            + (back.get().found() + 1)
            + " to "
            + seen
            + " of the register are lost: go on from epoch "
            + back.get().found()
            + "?",
        operation.options().yes,
        operation.surroundings());
    OlderRegister older =
        new OlderRegister(fleet.ports().register(), () -> UUID.randomUUID().toString());
    return switch (older.take(operation.topology().fleet(), seen, note(), fleet.deadline())) {
      case OlderRegister.Outcome.Above(long epoch) -> {
        print("done", "epoch " + epoch);
        yield ExitCode.DONE;
      }
      case OlderRegister.Outcome.Back(long epoch) -> {
        print("unchanged", "nothing is lost, a cell still had epoch " + epoch);
        yield ExitCode.DONE;
      }
      case OlderRegister.Outcome.Stopped(String why) ->
          throw new Stop(ExitCode.CONFLICT, why + ": run it again.");
    };
  }

  private long epoch() {
    return switch (fleet.ports().register().read(fleet.deadline())) {
      case Read.State(long epoch, var _) -> epoch;
      case Read.Empty() -> 0;
      case Read.Unreachable(String why) ->
          throw new Stop(ExitCode.UNREACHABLE, "the register cannot be read (" + why + ").");
    };
  }

  private OperatorNote note() {
    return new OperatorNote(
        UUID.randomUUID().toString(),
        operation.options().operator(operation.surroundings()),
        operation.options().reason,
        fleet.now(),
        null,
        0);
  }

  private void print(String outcome, String detail) {
    operation
        .surroundings()
        .out()
        .println(operation.json() ? json(outcome, detail) : TITLE + ": " + outcome + ", " + detail);
  }

  private String json(String outcome, String detail) {
    Document.About about =
        new Document.About(
            operation.topology().fleet().name(),
            operation.surroundings().clock().instant(),
            epoch(),
            operation.topology().fleet().digest());
    return Document.text(
        Document.of("change", about)
            .put("verb", TITLE)
            .put("reason", operation.options().reason)
            .put("outcome", outcome)
            .put("detail", detail));
  }
}
