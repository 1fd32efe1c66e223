package io.fairlead.plan;

import io.fairlead.journal.Hold;

/** Whether all changes are stopped. */
public final class Freezes {
  private Freezes() {}

  /** By the register's freeze, until it ends, or by a freeze object in a flag store. */
  public static boolean active(View view) {
    Hold freeze = view.state().freeze();
    return (freeze != null && freeze.activeAt(view.now())) || view.current().flags().frozen();
  }
}
