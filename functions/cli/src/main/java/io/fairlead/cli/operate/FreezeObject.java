package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.BreakGlassAnswer;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.fleet.Fleet;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.wiring.region.PersonalHolds.FreezeObjects;
import java.util.stream.Collectors;

/**
 * The freeze object in the flag stores: laid where the register does not answer, and taken away by
 * {@code unfreeze}, whoever laid it.
 */
final class FreezeObject {
  private final OpenFleet fleet;
  private final Operation operation;

  FreezeObject(OpenFleet fleet, Operation operation) {
    this.fleet = fleet;
    this.operation = operation;
  }

  /**
   * Lays one in every flag store that answers.
   *
   * @param dark why the register does not answer
   */
  ExitCode lay(String dark) {
    if (operation.times().lasting != null) {
      throw new Stop(
          ExitCode.UNREACHABLE,
          "the register does not answer ("
              + dark
              + "), and a freeze object does not end by itself: leave out --for.");
    }
    OperatorOptions options = operation.options();
    if (!operation.json()) {
      operation.surroundings().out().println("freeze by an object in the flag stores: " + dark);
    }
    if (options.dryRun) {
      return ExitCode.DONE;
    }
    Confirmation.ask("freeze?", options.yes, operation.surroundings());
    ApplyOutcome outcome = fleet.ports().holds().freeze(options.reason, fleet.deadline());
    String failed = BreakGlassAnswer.text(outcome);
    FreezeObjects now = fleet.ports().holds().freezes(fleet.deadline());
    if (now.found().isEmpty()) {
      throw new Stop(
          ExitCode.UNREACHABLE,
          "not frozen: neither the register nor a flag store answers (" + failed + ").");
    }
    print(now);
    return ExitCode.DONE;
  }

  private void print(FreezeObjects now) {
    String where = String.join(", ", now.found().keySet());
    if (operation.json()) {
      Fleet about = fleet.topology().fleet();
      operation
          .surroundings()
          .out()
          .println(
              Document.text(
                  Document.of(
                          "change",
                          new Document.About(
                              about.name(),
                              operation.surroundings().clock().instant(),
                              0,
                              about.digest()))
                      .put("verb", "freeze")
                      .put("reason", operation.options().reason)
                      .put("outcome", "done")
                      .put("detail", "freeze object in " + where)));
    } else {
      operation.surroundings().out().println("freeze: done, freeze object in " + where);
    }
  }

  /** Takes away what is there now. */
  Beside removal() {
    FreezeObjects found = fleet.ports().holds().freezes(fleet.deadline());
    return new Removal(found);
  }

  private final class Removal implements Beside {
    private final FreezeObjects found;

    Removal(FreezeObjects found) {
      this.found = found;
    }

    @Override
    public String preview() {
      return lines(found) + (found.found().isEmpty() ? "" : dark(found));
    }

    @Override
    public void carryOut() {
      if (found.found().isEmpty()) {
        return;
      }
      ApplyOutcome outcome = fleet.ports().holds().unfreeze(fleet.deadline());
      FreezeObjects left = fleet.ports().holds().freezes(fleet.deadline());
      if (!left.found().isEmpty()) {
        throw new Stop(
            ExitCode.UNREACHABLE,
            "still frozen by the freeze object in "
                + String.join(", ", left.found().keySet())
                + ": "
                + BreakGlassAnswer.text(outcome)
                + ".");
      }
    }

    private static String lines(FreezeObjects objects) {
      return objects.found().entrySet().stream()
          .map(each -> "  freeze object in " + each.getKey() + " " + each.getValue() + " → absent")
          .map(line -> line + "\n")
          .collect(Collectors.joining());
    }

    private static String dark(FreezeObjects objects) {
      return objects.unreadable().entrySet().stream()
          .map(
              each ->
                  "  store "
                      + each.getKey()
                      + " is dark: a freeze object there would hold again once it is back ("
                      + each.getValue()
                      + ")\n")
          .collect(Collectors.joining());
    }
  }
}
