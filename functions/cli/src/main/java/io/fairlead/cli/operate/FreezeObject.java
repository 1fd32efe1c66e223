package io.fairlead.cli.operate;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cli.answer.BreakGlassAnswer;
import io.fairlead.cli.answer.Document;
import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.fleet.Fleet;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.PersonalHolds.FreezeObjects;
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
   * @param dark why the register cannot be written
   */
  ExitCode lay(Verb verb, String dark) {
    verb.refuseMeaningless(operation.times());
    if (operation.times().lasting != null) {
      throw new Stop(
          ExitCode.UNREACHABLE,
          "the register cannot be written ("
              + dark
              + "), and a freeze object does not end by itself: leave out --for.");
    }
    OperatorOptions options = operation.options();
    tell("freeze by an object in the flag stores: " + dark + "\n");
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
          "not frozen: the register cannot be written, and no flag store answers ("
              + failed
              + ").");
    }
    print("freeze", "done", "freeze object in " + stores(now));
    return ExitCode.DONE;
  }

  /**
   * Takes away what lies in the stores that answer, and stops with what is left to do: the register
   * may hold a freeze of its own.
   *
   * @param dark why the register does not answer
   */
  ExitCode takeAway(Verb verb, String dark) {
    verb.refuseMeaningless(operation.times());
    FreezeObjects found = fleet.ports().holds().freezes(fleet.deadline());
    String done = taken(found, dark);
    if (operation.options().dryRun) {
      return ExitCode.DONE;
    }
    print("unfreeze", "partly", done);
    String stores = String.join(", ", found.unreadable().keySet());
    throw new Stop(
        ExitCode.UNREACHABLE,
        done
            + ", but the register could not be asked"
            + (stores.isEmpty() ? "" : " nor the flag stores of " + stores)
            + ", and a freeze there still holds: once they answer, run 'fairlead unfreeze' again.");
  }

  /**
   * Takes away what lies in the stores, where the register holds no freeze; stops where a store
   * that does not answer may hold one.
   *
   * @param empty why the register holds none
   */
  ExitCode takeAllAway(Verb verb, String empty) {
    verb.refuseMeaningless(operation.times());
    FreezeObjects found = fleet.ports().holds().freezes(fleet.deadline());
    String done = taken(found, empty);
    if (operation.options().dryRun) {
      return ExitCode.DONE;
    }
    if (found.unreadable().isEmpty()) {
      print("unfreeze", found.found().isEmpty() ? "unchanged" : "done", done);
      return ExitCode.DONE;
    }
    print("unfreeze", "partly", done);
    throw new Stop(
        ExitCode.UNREACHABLE,
        done
            + ", but the flag stores of "
            + String.join(", ", found.unreadable().keySet())
            + " do not answer, and a freeze there still holds: once they answer, run 'fairlead"
            + " unfreeze' again.");
  }

  /**
   * Shows what is there, and takes it away unless it is only to be shown; answers what was done.
   */
  private String taken(FreezeObjects found, String why) {
    Removal removal = new Removal(found);
    tell("unfreeze by the flag stores alone: " + why + "\n" + removal.preview());
    if (found.found().isEmpty()) {
      return "no freeze object was found";
    }
    if (!operation.options().dryRun) {
      Confirmation.ask("unfreeze?", operation.options().yes, operation.surroundings());
      removal.carryOut();
    }
    return "the freeze object in " + stores(found) + " is taken away";
  }

  private static String stores(FreezeObjects objects) {
    return String.join(", ", objects.found().keySet());
  }

  private void tell(String lines) {
    if (!operation.json()) {
      operation.surroundings().out().print(lines);
    }
  }

  private void print(String verb, String outcome, String detail) {
    if (!operation.json()) {
      operation.surroundings().out().println(verb + ": " + outcome + ", " + detail);
      return;
    }
    Fleet about = fleet.topology().fleet();
    Document.About common =
        new Document.About(
            about.name(), operation.surroundings().clock().instant(), 0, about.digest());
    operation
        .surroundings()
        .out()
        .println(
            Document.text(
                Document.of("change", common)
                    .put("verb", verb)
                    .put("reason", operation.options().reason)
                    .put("outcome", outcome)
                    .put("detail", detail)));
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
