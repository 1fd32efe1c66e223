package io.fairlead.cli.run;

import io.fairlead.cycle.SteerReport;
import io.fairlead.journal.Hold;
import io.fairlead.journal.RegisterState;
import io.fairlead.plan.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Why all changes are stopped, as of the last tick: by the register, by freeze objects, or both.
 */
final class Stopped {
  private Stopped() {}

  /** The reasons; empty = changes go on. */
  static String why(SteerReport report) {
    List<String> reasons = new ArrayList<>();
    RegisterState state = report.state();
    Hold freeze = state == null ? null : state.freeze();
    if (freeze != null) {
      reasons.add(freeze.reason() + " (by " + freeze.by() + ")");
    }
    View view = report.view();
    if (view != null && view.current().flags().frozen()) {
      reasons.add("freeze object " + view.current().flags().freeze());
    }
    return String.join(", ", reasons);
  }
}
